#pragma once
// The role of a client: connects to one process server and does what is asked of it, command by command.

#include "backend/engine/dbgeng/helper/engine.h"
#include "backend/engine/dbgeng/helper/lines.h"

namespace procdeck::helper {

/// Until the input ends. Exit status of the program.
[[nodiscard]] int attend(Engine &engine, Commands &commands);

} // namespace procdeck::helper
