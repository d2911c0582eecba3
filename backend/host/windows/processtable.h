#pragma once
// Processes as Windows shows them. Thread: any. Windows has no process groups and does not tell who debugs a process: both
// stay 0. Start times are in units of 100 ns since 1601.
// Source: tlhelp32.h, GetProcessTimes, QueryFullProcessImageNameW, NtQueryInformationProcess (learn.microsoft.com).

#include "backend/host/host.h"
#include "backend/host/windows/handle.h"

#include <QList>

#include <optional>

namespace procdeck::windowshost {

[[nodiscard]] QList<HostProcess> readProcesses();

/// nullopt: no such process, or one that has ended and is only kept because somebody has a handle of it.
[[nodiscard]] std::optional<HostProcess> readProcess(qint64 pid);

/// 0: may not be asked for.
[[nodiscard]] quint64 startTimeOf(HANDLE process);

[[nodiscard]] bool hasEnded(HANDLE process);

} // namespace procdeck::windowshost
