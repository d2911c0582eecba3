#pragma once
// Which verb a command carries, without its arguments. Thread: none (value).

#include "backend/types/command.h"

namespace procdeck {

enum class VerbKind : quint8 { Start, Connect, Disconnect, Identify, List, End, Wait, Debug, Leave };

[[nodiscard]] inline VerbKind kindOf(const Verb &verb)
{
    static_assert(std::is_same_v<Verb, std::variant<StartServer, Connect, Disconnect, Identify, ListProcesses,
                                                    EndServer, WaitForEnd, DebugProcess, LeaveProcess>>);
    return static_cast<VerbKind>(verb.index());
}

} // namespace procdeck
