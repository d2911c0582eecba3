#pragma once
// Ends a gdbserver by "monitor exit", through our connection if there is one, since nobody else is served while it lasts.
// Thread: worker.
//
//   qRcmd,65786974  ->  OK, then the connection ends and the server exits with 0
//
// Programs that it attached to are let go and run on; programs that it started are killed. In ack mode it waits for the
// acknowledgement of that OK before it exits. Seen on gdbserver 13.1.

#include "backend/engine/endevidence.h"
#include "backend/engine/engine.h"
#include "backend/engine/stub/handshake.h"

namespace procdeck::gdb {

class GdbEnd final : public Task<Ended> {
public:
    /// ours: the client of our open connection; nullptr: none.
    GdbEnd(Host &host, Endpoint endpoint, rsp::RspClient *ours, std::chrono::milliseconds timeout);

private:
    void run() override;
    void connectFirst();
    void askToEnd(rsp::RspClient &client);
    void verify();

    Host &m_host;
    Endpoint m_endpoint;
    QPointer<rsp::RspClient> m_ours; ///< may be lost at any time
    std::chrono::milliseconds m_timeout;
    std::optional<ProcessRef> m_process; ///< the server's own, seen before it was asked
    TaskPtr<stub::Handshaken> m_handshake;
    std::unique_ptr<rsp::RspClient> m_client;
    TaskPtr<QList<Evidence>> m_verify;
    QList<Evidence> m_evidence;
};

} // namespace procdeck::gdb
