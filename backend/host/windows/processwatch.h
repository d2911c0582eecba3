#pragma once
// The end of processes, told by their handles: no polling, no race with a pid that is used again. Thread: worker.
// Source: "Process Security and Access Rights", RegisterWaitForSingleObject (learn.microsoft.com).

#include "backend/host/host.h"
#include "backend/host/windows/handle.h"

#include <QWinEventNotifier>

namespace procdeck::windowshost {

/// Of that very process, with these rights and those that the check takes. Invalid when it has ended, or its pid belongs
/// to another one now: GetLastError() is ERROR_INVALID_PARAMETER then; otherwise Windows refused.
[[nodiscard]] Handle openProcess(const ProcessRef &process, DWORD rights = 0);

/// Another handle of the same process.
[[nodiscard]] Handle copyOf(const Handle &process);

class HandleWatch final : public ProcessWatch {
    Q_OBJECT

public:
    /// Also tells an end that was before.
    HandleWatch(Handle process, bool isChild);

private:
    [[nodiscard]] QString exitStatus() const;

    Handle m_process;
    QWinEventNotifier m_notifier;
};

} // namespace procdeck::windowshost
