#pragma once
// Watches an LLDB platform server whose process cannot be seen from here: by a connection of its own, which asks the
// machine's process list for the server's process once a second. A connection that still works proves nothing: handlers outlive
// their server. Others are not disturbed, the server takes many clients. Thread: worker.

#include "backend/engine/endwait.h"
#include "backend/engine/stub/handshake.h"

namespace procdeck::lldb {

class LldbWait final : public EndWait {
public:
    LldbWait(Host &host, Endpoint endpoint, Engine::WaitRequest request);

private:
    void watchFromAfar() override;
    void findServer();
    void poll();
    void connectionLost(const Error &why);

    TaskPtr<stub::Handshaken> m_handshake;
    std::unique_ptr<rsp::RspClient> m_client;
    qint64 m_server = 0;
};

} // namespace procdeck::lldb
