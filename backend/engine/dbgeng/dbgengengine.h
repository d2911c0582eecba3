#pragma once
// Microsoft's DbgEng process servers (dbgsrv). Thread: worker.
//
// The engine's calls block and belong to one thread, so each connection and each server has a helper process of its own:
// natively on Windows, through Wine elsewhere.

#include "backend/engine/dbgeng/helpersetup.h"
#include "backend/engine/engine.h"

namespace procdeck::dbgeng {

class DbgengEngine final : public Engine {
public:
    explicit DbgengEngine(Host &host);
    DbgengEngine(Host &host, HelperSetup setup); ///< for tests

    [[nodiscard]] const EngineInfo &info() const override { return m_info; }
    [[nodiscard]] std::optional<Endpoint> endpoint(const ServerAddress &address) const override;
    [[nodiscard]] TaskPtr<Started> start(const StartRequest &request) override;
    [[nodiscard]] TaskPtr<LinkPtr> connect(const ServerAddress &address) override;
    [[nodiscard]] TaskPtr<Ended> end(const EndRequest &request) override;
    [[nodiscard]] TaskPtr<Waited> wait(const WaitRequest &request) override;
    [[nodiscard]] TaskPtr<DebugSessionPtr> debug(const DebugRequest &request) override;

private:
    Host &m_host;
    HelperSetup m_setup;
    EngineInfo m_info;
};

} // namespace procdeck::dbgeng
