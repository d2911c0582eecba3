#pragma once
// The one process that this program debugs through its server. Thread: the engine's.
//
// It runs all the time: whatever the engine stops it for is handed on, exceptions unhandled, so that the program's own
// handlers see them. It is left running when this program ends, however that happens, where the engine allows it.

#include "backend/engine/dbgeng/helper/engine.h"
#include "backend/engine/dbgeng/helper/lines.h"

#include <optional>

namespace procdeck::helper {

class Debuggee final {
public:
    explicit Debuggee(Engine &engine)
        : m_engine(engine)
    {
    }

    /// A program of the server's machine, run as its child.
    [[nodiscard]] Outcome launch(ULONG64 server, const std::wstring &commandLine);
    [[nodiscard]] Outcome attach(ULONG64 server, ULONG pid);

    /// Lets it run on without a debugger.
    [[nodiscard]] Outcome detach();
    [[nodiscard]] Outcome terminate();

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] ULONG pid() const { return m_pid; }

    static constexpr ULONG unknownExitCode = 0xFFFFFFFF;

    /// Gives the engine that long to handle what happens. The exit code when it has ended meanwhile.
    [[nodiscard]] std::optional<ULONG> pump(ULONG milliseconds);

private:
    void stopAtTheBeginning();
    [[nodiscard]] Outcome arrive(); ///< a launch or attach is complete only after the first event
    [[nodiscard]] Outcome stop();
    void resume();

    Engine &m_engine;
    bool m_isThere = false;
    ULONG m_pid = 0;
};

} // namespace procdeck::helper
