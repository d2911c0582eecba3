#pragma once
// lldb-server platform. Thread: worker.

#include "backend/engine/engine.h"

namespace procdeck::lldb {

/// Which server programs are looked for, in that order: LLDB's own name, then Debian's names with a version, newest first.
[[nodiscard]] QStringList programNames();

class LldbEngine final : public Engine {
public:
    /// program: full path of an lldb-server; empty: the first one found on this computer.
    explicit LldbEngine(Host &host, const QString &program = {});

    [[nodiscard]] const EngineInfo &info() const override { return m_info; }
    [[nodiscard]] std::optional<Endpoint> endpoint(const ServerAddress &address) const override;
    [[nodiscard]] TaskPtr<Started> start(const StartRequest &request) override;
    [[nodiscard]] TaskPtr<LinkPtr> connect(const ServerAddress &address) override;
    [[nodiscard]] TaskPtr<Ended> end(const EndRequest &request) override;
    [[nodiscard]] TaskPtr<Waited> wait(const WaitRequest &request) override;

private:
    Host &m_host;
    EngineInfo m_info;
};

} // namespace procdeck::lldb
