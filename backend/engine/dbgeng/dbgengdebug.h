#pragma once
// Debugs a process through a DbgEng process server, in a helper process of its own: one helper, one debuggee. When the helper
// dies, or is killed, the debuggee runs on (seen with dbgeng 10.0.29507 under Wine 8). Thread: worker.

#include "backend/engine/dbgeng/dbgengconnect.h"
#include "backend/engine/engine.h"

namespace procdeck::dbgeng {

class DbgengSession final : public DebugSession {
    Q_OBJECT

public:
    /// helper: open, connected, and the process is its debuggee.
    DbgengSession(std::unique_ptr<HelperProcess> helper, qint64 pid);

    [[nodiscard]] qint64 pid() const override { return m_pid; }
    [[nodiscard]] TaskPtr<Nothing> detach() override;
    [[nodiscard]] TaskPtr<Nothing> terminate() override;

private:
    [[nodiscard]] TaskPtr<Nothing> leave(const QString &command, const QString &step);

    std::unique_ptr<HelperProcess> m_helper;
    qint64 m_pid;
};

class DbgengDebug final : public Task<DebugSessionPtr> {
public:
    DbgengDebug(HelperSetup setup, Engine::DebugRequest request, const QString &options);

private:
    void run() override;
    void begin();

    Engine::DebugRequest m_request;
    TaskPtr<Attended> m_attend;
    std::unique_ptr<HelperProcess> m_helper;
};

} // namespace procdeck::dbgeng
