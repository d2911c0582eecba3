#pragma once
// What the links to all servers of the GDB remote protocol share: identity, loss, leaving. Thread: worker.

#include "backend/engine/link.h"
#include "backend/engine/stub/handshake.h"

namespace procdeck::stub {

class StubLink : public Link {
    Q_OBJECT

public:
    [[nodiscard]] ServerIdentity identity() const final { return m_identity; }
    [[nodiscard]] std::chrono::microseconds latency() const final { return m_latency; }
    [[nodiscard]] TaskPtr<Nothing> leave() final;
    [[nodiscard]] QString wireDump() const final { return m_client->wireLog().dump(); }

    [[nodiscard]] rsp::RspClient &client() const { return *m_client; }
    [[nodiscard]] const StubAnswers &answers() const { return m_answers; }

protected:
    explicit StubLink(Handshaken shaken);

private:
    std::unique_ptr<rsp::RspClient> m_client;
    StubAnswers m_answers;
    ServerIdentity m_identity;
    std::chrono::microseconds m_latency;
};

} // namespace procdeck::stub
