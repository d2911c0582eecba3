#pragma once
// An open connection to a process server, after its handshake. Thread: worker.
// Destroying it disconnects: the server and every debuggee stay as they are.
// The tasks that it hands out must not outlive it.

#include "backend/engine/task.h"
#include "backend/types/processinfo.h"
#include "backend/types/serverstatus.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace procdeck {

class Link : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Link)

public:
    Link() = default;

    /// What the handshake told: kind and evidence, no more.
    [[nodiscard]] virtual ServerIdentity identity() const = 0;
    [[nodiscard]] virtual std::chrono::microseconds latency() const = 0;

    /// Gets a list that takes its time while it comes: first every process that there is, then again those of which more
    /// is known by now (see learned()). Must not destroy the task.
    using Rows = std::function<void(const ProcessList &rows)>;

    /// rows may be empty, and is not called where the list comes as a whole.
    [[nodiscard]] virtual TaskPtr<ProcessList> listProcesses(Rows rows) = 0;
    [[nodiscard]] TaskPtr<ProcessList> listProcesses() { return listProcesses(Rows()); }

    /// Everything that the server knows of these processes: a row for each of them, in their order. One that has ended, or
    /// may not be looked into, has a pid and nothing else. Only with Capability::ProcessDetails.
    [[nodiscard]] virtual TaskPtr<ProcessList> detailProcesses(const QList<qint64> &pids);

    /// The slower facts: version, host, system. May take several hundred milliseconds.
    [[nodiscard]] virtual TaskPtr<ServerIdentity> describe() = 0;

    /// Leaves politely; done when the connection is closed. lost() is not emitted for it.
    [[nodiscard]] virtual TaskPtr<Nothing> leave() = 0;

    /// The last traffic, for the log.
    [[nodiscard]] virtual QString wireDump() const = 0;

signals:
    void lost(const procdeck::Error &why); ///< at most once, last: the connection is gone and was not closed by us
};

using LinkPtr = std::unique_ptr<Link>;

} // namespace procdeck
