#pragma once
// How long the window's event loop is away at most while two hundred servers are connected and listed. Thread: GUI.

#include "backend/types/address.h"

namespace procdeck::bench {

/// Prints the largest and the usual gap. real: a server for many clients, stands for a quarter of them; the others are
/// silent, closing and dead peers on a thread of their own.
void measureGuiGap(const ServerAddress &real);

} // namespace procdeck::bench
