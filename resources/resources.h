#pragma once
// Makes the pictures under ":/icons" available. Call once, before the first of them is used. Thread: GUI.

namespace procdeck {

void initResources();

} // namespace procdeck
