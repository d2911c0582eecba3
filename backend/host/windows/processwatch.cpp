#include "backend/host/windows/processwatch.h"

#include "backend/host/windows/processtable.h"

using namespace Qt::StringLiterals;

namespace procdeck::windowshost {

namespace {
constexpr DWORD firstFailure = 0xC0000000; ///< from here on it is Windows that ended it, and says why
}

Handle openProcess(const ProcessRef &process, DWORD rights)
{
    Handle handle(
        OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE | rights, FALSE, static_cast<DWORD>(process.pid)));
    if (!handle.valid())
        return handle;
    // Only now is it certain which process the handle means: from here on the pid cannot be given away.
    if (!hasEnded(handle.get()) && startTimeOf(handle.get()) == process.startTime)
        return handle;
    handle = Handle();
    SetLastError(ERROR_INVALID_PARAMETER);
    return handle;
}

Handle copyOf(const Handle &process)
{
    HANDLE copy = nullptr;
    DuplicateHandle(GetCurrentProcess(), process.get(), GetCurrentProcess(), &copy, 0, FALSE, DUPLICATE_SAME_ACCESS);
    return Handle(copy);
}

HandleWatch::HandleWatch(Handle process, bool isChild)
    : m_process(std::move(process))
    , m_notifier(m_process.get())
{
    connect(&m_notifier, &QWinEventNotifier::activated, this, [this, isChild] {
        m_notifier.setEnabled(false); // the handle of a process that has ended says so for ever
        emit ended(isChild ? exitStatus() : QString());
    });
}

QString HandleWatch::exitStatus() const
{
    DWORD code = 0;
    if (!GetExitCodeProcess(m_process.get(), &code))
        return {};
    return code < firstFailure ? tr("exit status %1").arg(code)
                               : tr("exit status 0x%1").arg(QString::number(code, 16).toUpper());
}

} // namespace procdeck::windowshost
