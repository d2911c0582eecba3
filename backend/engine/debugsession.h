#pragma once
// A process that is debugged through a process server. Thread: worker.
// Destroying it lets the process run on without a debugger, where the engine allows it.
// The tasks that it hands out must not outlive it.

#include "backend/engine/task.h"

#include <QObject>

#include <memory>

namespace procdeck {

class DebugSession : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DebugSession)

public:
    DebugSession() = default;

    /// Of the debuggee, on the server's machine.
    [[nodiscard]] virtual qint64 pid() const = 0;

    /// The process runs on alone.
    [[nodiscard]] virtual TaskPtr<Nothing> detach() = 0;
    [[nodiscard]] virtual TaskPtr<Nothing> terminate() = 0;

signals:
    /// At most once, last: the process has ended, or was lost. Not after detach() and terminate().
    /// how: one clause for the operator, "process 4711 has ended (exit code 0)".
    void over(const QString &how);
};

using DebugSessionPtr = std::unique_ptr<DebugSession>;

} // namespace procdeck
