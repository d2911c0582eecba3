#pragma once
// The role of a process server: starts one on the engine, reports, and ends with it.

#include "backend/engine/dbgeng/helper/engine.h"
#include "backend/engine/dbgeng/helper/lines.h"

namespace procdeck::helper {

/// Exit status of the program.
[[nodiscard]] int serve(Engine &engine, const Json &request);

} // namespace procdeck::helper
