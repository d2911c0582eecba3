#pragma once
// Runs a DbgEng process server: the helper program in its role of a server, detached, with the password on its standard
// input. Thread: worker.
//
// Of a range of ports the first free one is chosen here and not by the engine, which tells nobody what it took; and the
// helper's command line then names the very port. A server that ends with us is told to end at the end of its input, which the
// host keeps open until then.

#include "backend/engine/dbgeng/helpersetup.h"
#include "backend/engine/engine.h"
#include "backend/engine/programstart.h"

namespace procdeck::dbgeng {

class DbgengStart final : public Task<Started> {
public:
    DbgengStart(Host &host, HelperSetup setup, const EngineInfo &info, Engine::StartRequest request);

private:
    void run() override;
    void tryPort(int port); ///< 0: this transport has none
    [[nodiscard]] ProgramPlan planFor(const FieldValues &listen) const;

    Host &m_host;
    HelperSetup m_setup;
    EngineInfo m_info;
    Engine::StartRequest m_request;
    int m_lastPort = 0;
    TaskPtr<Started> m_start;
};

} // namespace procdeck::dbgeng
