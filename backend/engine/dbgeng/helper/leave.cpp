#include "backend/engine/dbgeng/helper/leave.h"

#include <windows.h>

#include <cstdlib>

namespace procdeck::helper {

void leave(unsigned status)
{
    TerminateProcess(GetCurrentProcess(), status);
    std::abort(); // not reached
}

} // namespace procdeck::helper
