#pragma once
// Looks for proof that a server which was asked to end has ended. Thread: worker.
//
// On this computer: its process is gone, and then nothing listens at its address any more. (lldb-server 14 and 19: a
// handler that lives on keeps the port open, so the process alone proves little to the next client.)
// Elsewhere: new connections are refused. Only for a server for which a bare connect does no harm by now.

#include "backend/engine/task.h"
#include "backend/host/host.h"
#include "backend/transport/bytestream.h"

#include <memory>
#include <optional>

namespace procdeck {

/// Outcome: what was seen, strongest first. Errors: StillRunning when the timeout passed.
class EndEvidence final : public Task<QList<Evidence>> {
public:
    EndEvidence(Host &host, Endpoint endpoint, std::optional<ProcessRef> process, std::chrono::milliseconds timeout);

private:
    void run() override;
    void watchProcess();
    void lookForListener();
    void tryToConnect();
    void addEvidence(EvidenceSource source, const QString &what);

    Host &m_host;
    Endpoint m_endpoint;
    std::optional<ProcessRef> m_process;
    std::chrono::milliseconds m_timeout;
    std::unique_ptr<ProcessWatch> m_watch;
    std::unique_ptr<ByteStream> m_probe;
    QList<Evidence> m_evidence;
};

} // namespace procdeck
