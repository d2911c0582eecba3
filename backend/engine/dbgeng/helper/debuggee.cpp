#include "backend/engine/dbgeng/helper/debuggee.h"

namespace procdeck::helper {

namespace {
constexpr ULONG firstEventMs = 20'000;
constexpr ULONG stopMs = 5'000;
} // namespace

Outcome Debuggee::launch(ULONG64 server, const std::wstring &commandLine)
{
    stopAtTheBeginning();
    std::wstring writable = commandLine;
    const HRESULT code = m_engine.client().CreateProcessWide(server, writable.data(), DEBUG_ONLY_THIS_PROCESS);
    return FAILED(code) ? Outcome{code, "CreateProcess"} : arrive();
}

Outcome Debuggee::attach(ULONG64 server, ULONG pid)
{
    stopAtTheBeginning();
    const HRESULT code = m_engine.client().AttachProcess(server, pid, DEBUG_ATTACH_DEFAULT);
    return FAILED(code) ? Outcome{code, "AttachProcess"} : arrive();
}

/// And at its end, for its exit code. At the event that is the process itself: the breakpoint that Windows has every debuggee begin with never comes under Wine.
void Debuggee::stopAtTheBeginning()
{
    m_engine.control().Execute(DEBUG_OUTCTL_IGNORE, "sxe cpr; sxe epr", DEBUG_EXECUTE_NOT_LOGGED);
}

Outcome Debuggee::arrive()
{
    const HRESULT event = m_engine.control().WaitForEvent(DEBUG_WAIT_DEFAULT, firstEventMs);
    if (event != S_OK)
        return {event == S_FALSE ? HRESULT_FROM_WIN32(ERROR_TIMEOUT) : event, "WaitForEvent"};
    m_isThere = true;
    m_engine.client().AddProcessOptions(DEBUG_PROCESS_DETACH_ON_EXIT);
    m_engine.systemObjects().GetCurrentProcessSystemId(&m_pid);
    resume();
    return {};
}

Outcome Debuggee::detach()
{
    if (const Outcome stopped = stop(); !stopped.ok())
        return stopped;
    const HRESULT code = m_engine.client().DetachProcesses();
    m_isThere = FAILED(code);
    return {code, "DetachProcesses"};
}

Outcome Debuggee::terminate()
{
    if (const Outcome stopped = stop(); !stopped.ok())
        return stopped;
    const HRESULT code = m_engine.client().TerminateProcesses();
    m_isThere = FAILED(code);
    return {code, "TerminateProcesses"};
}

std::optional<ULONG> Debuggee::pump(ULONG milliseconds)
{
    const HRESULT event = m_engine.control().WaitForEvent(DEBUG_WAIT_DEFAULT, milliseconds);
    ULONG status = DEBUG_STATUS_NO_DEBUGGEE;
    m_engine.control().GetExecutionStatus(&status);
    if (event == S_FALSE)
        return std::nullopt;
    ULONG type = 0;
    ULONG process = 0;
    ULONG thread = 0;
    DEBUG_LAST_EVENT_INFO_EXIT_PROCESS exit{};
    m_engine.control().GetLastEventInformation(&type, &process, &thread, &exit, sizeof exit, nullptr, nullptr, 0,
                                               nullptr);
    if (FAILED(event) || type == DEBUG_EVENT_EXIT_PROCESS || status == DEBUG_STATUS_NO_DEBUGGEE) {
        m_isThere = false;
        return type == DEBUG_EVENT_EXIT_PROCESS ? std::optional(exit.ExitCode) : std::optional(unknownExitCode);
    }
    resume();
    return std::nullopt;
}

/// The engine lets go of a process only while that is stopped.
Outcome Debuggee::stop()
{
    ULONG status = DEBUG_STATUS_NO_DEBUGGEE;
    m_engine.control().GetExecutionStatus(&status);
    if (status == DEBUG_STATUS_BREAK || status == DEBUG_STATUS_NO_DEBUGGEE)
        return {};
    if (const HRESULT code = m_engine.control().SetInterrupt(DEBUG_INTERRUPT_ACTIVE); FAILED(code))
        return {code, "SetInterrupt"};
    const HRESULT event = m_engine.control().WaitForEvent(DEBUG_WAIT_DEFAULT, stopMs);
    return {event == S_FALSE ? HRESULT_FROM_WIN32(ERROR_TIMEOUT) : event, "WaitForEvent"};
}

void Debuggee::resume()
{
    m_engine.control().SetExecutionStatus(DEBUG_STATUS_GO_NOT_HANDLED);
}

} // namespace procdeck::helper
