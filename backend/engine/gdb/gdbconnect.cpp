#include "backend/engine/gdb/gdbconnect.h"

#include <QCoreApplication>

using namespace std::chrono_literals;

namespace procdeck::gdb {

namespace {
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(GdbConnect)
};
} // namespace

Error busyError(const QString &at, const QStringList &clients)
{
    return {
        ErrorCode::Busy,
        Tr::tr("The gdbserver at %1 serves somebody else: a client at %2.").arg(at, clients.join(QStringLiteral(", "))),
        {},
        Tr::tr("It takes one client at a time. Wait until that one has left, or ask its user.")};
}

GdbHandshake::GdbHandshake(Host &host, Endpoint endpoint)
    : m_host(host)
    , m_endpoint(std::move(endpoint))
{
}

void GdbHandshake::run()
{
    if (!m_host.owns(m_endpoint)) {
        shakeHands();
        return;
    }
    enterStep(tr("looking who uses %1").arg(printed(m_endpoint)), 5s,
              {ErrorCode::TimedOut, tr("This computer did not show its connections in time."), {}, {}});
    m_host.findSockets(m_endpoint, this, [this](const Result<Listener> &listener) {
        if (listener && !listener->clients.isEmpty())
            finish(busyError(printed(m_endpoint), listener->clients));
        else
            shakeHands();
    });
}

void GdbHandshake::shakeHands()
{
    m_handshake = std::make_unique<stub::Handshake>(m_endpoint, stub::StubKind::GdbServer);
    m_handshake->start(innerSteps(), [this](Result<stub::Handshaken> shaken) { finish(std::move(shaken)); });
}

} // namespace procdeck::gdb
