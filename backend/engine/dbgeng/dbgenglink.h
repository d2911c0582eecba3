#pragma once
// An open connection to a DbgEng process server, held by a helper process of its own. Thread: worker.
//
// Nothing announces that the server died: the link asks every two seconds, for 1–2 ms of the server's time.

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
    [[nodiscard]] TaskPtr<ProcessList> listProcesses() override;
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

/// One process from a row of the helper: {"pid": …, "path": …, "text": "Session: 1  User: VM\\root  Command Line: …"}.
/// A row without a path is a process that has ended or may not be looked into.
[[nodiscard]] ProcessInfo processOf(const QJsonObject &row);

} // namespace procdeck::dbgeng
