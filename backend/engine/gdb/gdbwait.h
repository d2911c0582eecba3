#pragma once
// Watches a gdbserver whose process cannot be seen from here. It serves one client, so every look from outside takes it
// away from others: our own connection serves if there is one, and a new one is only opened when the operator insists.
// Thread: worker.

#include "backend/engine/endwait.h"
#include "backend/engine/stub/handshake.h"

namespace procdeck::gdb {

class GdbWait final : public EndWait {
public:
    /// ours: as in GdbEnd.
    GdbWait(Host &host, Endpoint endpoint, rsp::RspClient *ours, Engine::WaitRequest request);

private:
    void watchFromAfar() override;
    void hold(rsp::RspClient &client);
    void connectionLost();

    QPointer<rsp::RspClient> m_ours; ///< may be lost at any time
    TaskPtr<stub::Handshaken> m_handshake;
    std::unique_ptr<rsp::RspClient> m_client;
    std::unique_ptr<ByteStream> m_probe;
};

} // namespace procdeck::gdb
