#pragma once
// Waits for the end of a DbgEng process server: by its process where it runs here, else by what others see of it: its port,
// once a second (a bare connect and close does it no harm), or our own questions to it. From afar it connects once first:
// something else may listen there. Thread: worker.

#include "backend/engine/dbgeng/dbgengconnect.h"
#include "backend/engine/endwait.h"
#include "backend/transport/bytestream.h"

namespace procdeck::dbgeng {

class DbgengWait final : public EndWait {
public:
    DbgengWait(Host &host, HelperSetup setup, Engine::WaitRequest request, std::optional<Endpoint> endpoint);

private:
    /// Knows a server by its command line first: under Wine no socket table shows whose a port is.
    void findProcess() override;
    void watchFromAfar() override;
    void probe();
    void question();

    HelperSetup m_setup;
    std::unique_ptr<ByteStream> m_probe;
    TaskPtr<Attended> m_attend;
    std::unique_ptr<HelperProcess> m_helper;
};

} // namespace procdeck::dbgeng
