#include "backend/engine/stub/stublink.h"

namespace procdeck::stub {

namespace {

class Leaving final : public Task<Nothing> {
public:
    explicit Leaving(rsp::RspClient &client)
        : m_client(client)
    {
    }

private:
    void run() override
    {
        if (!m_client.isOpen()) {
            finish(Nothing{});
            return;
        }
        enterStep(tr("closing the connection"), {}, {});
        connect(&m_client, &rsp::RspClient::closed, this, [this] { finish(Nothing{}); });
        m_client.close();
        // Whether or not the other side plays along, we have left: time passing is no failure here.
        QTimer::singleShot(std::chrono::seconds{3}, this, [this] { finish(Nothing{}); });
    }

    rsp::RspClient &m_client;
};

} // namespace

StubLink::StubLink(Handshaken shaken)
    : m_client(std::move(shaken.client))
    , m_answers(std::move(shaken.answers))
    , m_latency(shaken.latency)
{
    m_identity.kind = nameOf(shaken.kind);
    m_identity.evidence = {shaken.evidence};

    connect(m_client.get(), &rsp::RspClient::closed, this, &Link::lost);
    // The peer may have hung up between the handshake and now, with nobody listening.
    if (!m_client->isOpen())
        QMetaObject::invokeMethod(
            this,
            [this] {
                emit lost(
                    {ErrorCode::Closed, tr("The server closed the connection right after the handshake."), {}, {}});
            },
            Qt::QueuedConnection);
}

TaskPtr<Nothing> StubLink::leave()
{
    disconnect(m_client.get(), nullptr, this, nullptr);
    return std::make_unique<Leaving>(*m_client);
}

} // namespace procdeck::stub
