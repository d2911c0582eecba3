#pragma once
// Ends a DbgEng process server: EndProcessServer from a helper of its own, then proof. Thread: worker.
//
// What the call returns decides nothing: it was seen to fail although the server ended, to succeed at a server that went on
// listening, and never to return from a server that was gone before it had answered. Proof is that its process is gone and its port closed; where neither can be seen (a pipe on another
// machine), that a new connection is refused.

#include "backend/engine/dbgeng/dbgengconnect.h"
#include "backend/engine/endevidence.h"
#include "backend/engine/engine.h"

namespace procdeck::dbgeng {

class DbgengEnd final : public Task<Ended> {
public:
    DbgengEnd(Host &host, HelperSetup setup, Engine::EndRequest request, std::optional<Endpoint> endpoint);

private:
    void run() override;
    void connectFirst();
    void askToEnd();
    void verify();
    void watchProcess();
    void tryToConnect();
    [[nodiscard]] bool isHere() const;

    Host &m_host;
    HelperSetup m_setup;
    Engine::EndRequest m_request;
    std::optional<Endpoint> m_endpoint;
    std::optional<ProcessRef> m_process; ///< the server's own, seen before it was asked
    TaskPtr<Attended> m_attend;
    std::unique_ptr<HelperProcess> m_helper;
    TaskPtr<QList<Evidence>> m_verify;
    std::unique_ptr<ProcessWatch> m_watch;
    QList<Evidence> m_evidence;
};

} // namespace procdeck::dbgeng
