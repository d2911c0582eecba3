#pragma once
// An open connection to a DbgEng process server, held by a helper process of its own. Thread: worker.
//
// Nothing announces that the server died: the link asks every two seconds, for 1 ms of the server's time.

#include "backend/engine/dbgeng/helperprocess.h"
#include "backend/engine/link.h"

namespace procdeck::dbgeng {

class DbgengLink final : public Link {
    Q_OBJECT

public:
    /// helper: open and connected.
    DbgengLink(std::unique_ptr<HelperProcess> helper, std::chrono::microseconds latency);

    [[nodiscard]] ServerIdentity identity() const override { return m_identity; }
    [[nodiscard]] std::chrono::microseconds latency() const override { return m_latency; }
    using Link::listProcesses;
    [[nodiscard]] TaskPtr<ProcessList> listProcesses(Rows rows) override;
    [[nodiscard]] TaskPtr<ProcessList> detailProcesses(const QList<qint64> &pids) override;
    [[nodiscard]] TaskPtr<ServerIdentity> describe() override;
    [[nodiscard]] TaskPtr<Nothing> leave() override;
    [[nodiscard]] QString wireDump() const override { return m_helper->traffic(); }

private:
    void lookAfterServer();

    std::unique_ptr<HelperProcess> m_helper;
    ServerIdentity m_identity;
    std::chrono::microseconds m_latency;
    QTimer m_pulse;
};

} // namespace procdeck::dbgeng
