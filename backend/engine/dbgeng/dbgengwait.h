#pragma once
// Waits for the end of a DbgEng process server: by its process where it runs here, else by what others see of it: its port,
// once a second (a bare connect and close does it no harm), or our own questions to it. From afar it connects once first:
// something else may listen there. Thread: worker.

#include "backend/engine/dbgeng/dbgengconnect.h"
#include "backend/engine/engine.h"
#include "backend/transport/bytestream.h"

namespace procdeck::dbgeng {

class DbgengWait final : public Task<Waited> {
public:
    DbgengWait(Host &host, HelperSetup setup, Engine::WaitRequest request, std::optional<Endpoint> endpoint);

private:
    void run() override;
    void watchProcess(const ProcessRef &process);
    void watchFromAfar();
    void probe();
    void question();
    void enterWaiting(const QString &what, WaitWay way);
    void ended(EvidenceSource source, const QString &what);

    Host &m_host;
    HelperSetup m_setup;
    Engine::WaitRequest m_request;
    std::optional<Endpoint> m_endpoint;
    std::unique_ptr<ProcessWatch> m_watch;
    std::unique_ptr<ByteStream> m_probe;
    TaskPtr<Attended> m_attend;
    std::unique_ptr<HelperProcess> m_helper;
    std::optional<WaitWay> m_way; ///< nullopt: not yet known
    QTimer m_timeout;
};

} // namespace procdeck::dbgeng
