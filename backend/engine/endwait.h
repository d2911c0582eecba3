#pragma once
// Waits for the end of a server. Where its process can be seen, the operating system tells at once and without cost;
// elsewhere the engine's own way has to do. A server that nobody can see on this computer any more has ended. Thread: worker.

#include "backend/engine/engine.h"
#include "backend/engine/task.h"

#include <memory>

namespace procdeck {

class EndWait : public Task<Waited> {
protected:
    /// endpoint: nullopt where no socket table shows one; such a server is here if its address says so.
    EndWait(Host &host, std::optional<Endpoint> endpoint, Engine::WaitRequest request);

    /// Of a server on this computer; ends with watchProcess(), watchFromAfar() or ended(). This one asks who listens.
    virtual void findProcess();
    /// The server's process cannot be seen from here. Ends with ended(), or failed(); is destroyed at the end of the
    /// operator's time.
    virtual void watchFromAfar() = 0;

    void watchProcess(const ProcessRef &process);
    void ended(EvidenceSource source, const QString &what);
    /// It cannot be watched. On this computer a last look at the sockets tells whether that is because it has just ended.
    void failed(const Error &error);

    [[nodiscard]] Host &host() const { return m_host; }
    [[nodiscard]] const Engine::WaitRequest &request() const { return m_request; }
    [[nodiscard]] const std::optional<Endpoint> &endpoint() const { return m_endpoint; }
    /// Shows what is waited for, and how; no deadline of its own.
    void enterWaiting(const QString &what, WaitWay way);

private:
    void run() final;
    void endedForLackOfListener();

    Host &m_host;
    std::optional<Endpoint> m_endpoint;
    Engine::WaitRequest m_request;
    std::unique_ptr<ProcessWatch> m_watch;
    std::optional<WaitWay> m_way; ///< nullopt: not yet known
    QTimer m_timeout;
};

} // namespace procdeck
