#include "backend/engine/gdb/gdbwait.h"

namespace procdeck::gdb {

GdbWait::GdbWait(Host &host, Endpoint endpoint, rsp::RspClient *ours, Engine::WaitRequest request)
    : EndWait(host, std::move(endpoint), std::move(request))
    , m_ours(ours)
{
}

void GdbWait::watchFromAfar()
{
    if (m_ours && m_ours->isOpen()) {
        hold(*m_ours);
        return;
    }
    if (!request().insist) {
        failed(Error{
            ErrorCode::ConsentNeeded,
            tr("The gdbserver at %1 can only be watched from here by occupying it: it serves one client at a time.")
                .arg(printed(*endpoint())),
            {},
            tr("Wait on its own machine, or insist and keep everybody else away meanwhile.")});
        return;
    }
    m_handshake = std::make_unique<stub::Handshake>(*endpoint(), stub::StubKind::GdbServer);
    m_handshake->start(innerSteps(), [this](Result<stub::Handshaken> shaken) {
        m_handshake.reset();
        if (!shaken) {
            failed(shaken.error());
            return;
        }
        m_client = std::move(shaken.value().client);
        hold(*m_client);
    });
}

void GdbWait::hold(rsp::RspClient &client)
{
    connect(&client, &rsp::RspClient::closed, this, &GdbWait::connectionLost);
    enterWaiting(tr("holding the only connection to %1 until the server ends it").arg(printed(*endpoint())),
                 WaitWay::Occupying);
}

void GdbWait::connectionLost()
{
    if (finished())
        return;
    // The network may have cut it: only a refused connection says that the server is gone. It has seen our "!", so that
    // it survives a bare connect if it lives.
    m_probe = makeStream(*endpoint());
    connect(m_probe.get(), &ByteStream::opened, this, [this] {
        failed(Error{ErrorCode::Closed,
                     tr("The connection to %1 was lost, but something still listens there.").arg(printed(*endpoint())),
                     {},
                     tr("Wait again.")});
    });
    connect(m_probe.get(), &ByteStream::failed, this, [this](const Error &error) {
        ended(EvidenceSource::Connection, tr("the connection was closed, and %1").arg(error.message));
    });
    m_probe->open();
}

} // namespace procdeck::gdb
