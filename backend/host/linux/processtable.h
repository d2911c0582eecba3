#pragma once
// Processes as /proc shows them. Thread: any (pure functions of the file system).
// Source: proc(5); seen on Linux 6.18.

#include "backend/host/host.h"

#include <QList>
#include <QString>

#include <optional>

namespace procdeck::linuxhost {

/// root: "/proc", or a made-up tree in a test.
[[nodiscard]] QList<HostProcess> readProcesses(const QString &root);

/// nullopt: no such process, or one that has ended and is only kept for its parent (a zombie).
[[nodiscard]] std::optional<HostProcess> readProcess(const QString &root, qint64 pid);

/// The processes, of those given, that hold the socket with this inode. Those of other users cannot be looked into.
[[nodiscard]] QList<HostProcess> holdersOfSocket(const QString &root, quint64 inode);

} // namespace procdeck::linuxhost
