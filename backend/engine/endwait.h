#pragma once
// Waits for the end of a server. Where its process can be seen, the operating system tells at once and without cost;
// elsewhere the engine's own way has to do. Thread: worker.

#include "backend/engine/engine.h"
#include "backend/engine/task.h"

#include <memory>

namespace procdeck {

class EndWait : public Task<Waited> {
protected:
    EndWait(Host &host, Endpoint endpoint, Engine::WaitRequest request);

    /// The server's process cannot be seen from here. Ends with ended(), or finish() with an error; is destroyed at the
    /// end of the operator's time.
    virtual void watchFromAfar() = 0;

    void ended(EvidenceSource source, const QString &what);

    [[nodiscard]] const Engine::WaitRequest &request() const { return m_request; }
    [[nodiscard]] const Endpoint &endpoint() const { return m_endpoint; }
    /// Shows what is waited for, and how; no deadline of its own.
    void enterWaiting(const QString &what, WaitWay way);

private:
    void run() final;
    void watchProcess(const ProcessRef &process);

    Host &m_host;
    Endpoint m_endpoint;
    Engine::WaitRequest m_request;
    std::unique_ptr<ProcessWatch> m_watch;
    std::optional<WaitWay> m_way; ///< nullopt: not yet known
    QTimer m_timeout;
};

} // namespace procdeck
