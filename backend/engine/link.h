#pragma once
// An open connection to a process server, after its handshake. Thread: worker.
// Destroying it disconnects: the server and every debuggee stay as they are.
// The tasks that it hands out must not outlive it.

#include "backend/engine/task.h"
#include "backend/types/processinfo.h"
#include "backend/types/serverstatus.h"

#include <QObject>

#include <chrono>

namespace procdeck {

class Link : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Link)

public:
    Link() = default;

    /// What the handshake told: kind and evidence, no more.
    [[nodiscard]] virtual ServerIdentity identity() const = 0;
    [[nodiscard]] virtual std::chrono::microseconds latency() const = 0;

    [[nodiscard]] virtual TaskPtr<ProcessList> listProcesses() = 0;

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
