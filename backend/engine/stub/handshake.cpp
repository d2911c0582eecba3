#include "backend/engine/stub/handshake.h"

using namespace Qt::StringLiterals;

namespace procdeck::stub {

Handshake::Handshake(Endpoint endpoint, StubKind expected)
    : m_endpoint(std::move(endpoint))
    , m_expected(expected)
{
}

void Handshake::run()
{
    const QString peer = printed(m_endpoint);
    enterStep(
        tr("connecting to %1").arg(peer), connectDeadline,
        {ErrorCode::Unreachable,
         tr("%1 did not answer the connection attempt within %2 s.").arg(peer).arg(connectDeadline.count() / 1000),
         {},
         tr("Check that the machine is on and that no firewall drops the connection. A server for one client may "
            "also be in use by somebody else.")});

    m_client = std::make_unique<rsp::RspClient>(makeStream(m_endpoint), peer);
    connect(m_client.get(), &rsp::RspClient::closed, this, [this](const Error &why) { finish(why); });
    connect(m_client.get(), &rsp::RspClient::opened, this, [this, peer] {
        // The client's own deadline for each reply is the stricter one, and its error says more.
        enterStep(tr("asking what answers at %1").arg(peer), replyDeadline * 5,
                  {ErrorCode::Silent, tr("%1 answers too slowly.").arg(peer), {}, {}});
    });
    ask("!"_ba, &StubAnswers::extended, &Handshake::askNoAck); // before open(): it is the greeting
    m_client->open();
}

void Handshake::ask(const QByteArray &payload, QByteArray StubAnswers::*answer, void (Handshake::*next)())
{
    m_client->request(payload, replyDeadline, this, [this, answer, next](const Result<QByteArray> &reply) {
        if (!reply) {
            finish(reply.error());
            return;
        }
        m_answers.*answer = reply.value();
        (this->*next)();
    });
}

void Handshake::askNoAck()
{
    ask("QStartNoAckMode"_ba, &StubAnswers::noAck, &Handshake::askFeatures);
}

void Handshake::askFeatures()
{
    if (m_answers.noAck == "OK")
        m_client->stopAcknowledging();
    ask("qSupported:multiprocess+"_ba, &StubAnswers::features, &Handshake::askStop);
}

void Handshake::askStop()
{
    if (const qsizetype limit = packetSize(m_answers.features))
        m_client->setMaxRequest(limit);
    ask("?"_ba, &StubAnswers::stop, &Handshake::conclude);
}

void Handshake::conclude()
{
    const StubKind kind = kindOf(m_answers);
    if (kind != m_expected) {
        Error error = wrongPeer(m_expected, kind, printed(m_endpoint));
        error.detail = m_client->wireLog().dump();
        finish(error);
        return;
    }
    disconnect(m_client.get(), nullptr, this, nullptr);
    Handshaken result;
    result.latency = m_client->lastRoundTrip();
    result.client = std::move(m_client);
    result.kind = kind;
    result.answers = m_answers;
    result.evidence = Evidence::now(EvidenceSource::Handshake,
                                    tr("%1 answered as %2 does").arg(printed(m_endpoint), nameWithArticle(kind)));
    finish(std::move(result));
}

} // namespace procdeck::stub
