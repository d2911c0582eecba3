#include "backend/transport/tcpstream.h"

#include <QCoreApplication>
#include <QNetworkProxy>

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(TcpStream)
};

} // namespace

TcpStream::TcpStream(const TcpEndpoint &where)
    : SocketStream(printed(where))
    , m_where(where)
{
    socket().setProxy(QNetworkProxy::NoProxy);
}

void TcpStream::connectSocket()
{
    socket().connectToHost(m_where.host, m_where.port);
}

void TcpStream::tuneSocket()
{
    // One small request at a time: waiting to fill a segment costs 40 ms each.
    socket().setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

Error TcpStream::openingError()
{
    const QString system = socket().errorString();
    switch (socket().error()) {
    case QAbstractSocket::ConnectionRefusedError:
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: the connection was refused.").arg(peer()), system,
                Tr::tr("Check that the server runs and that the port is right.")};
    case QAbstractSocket::HostNotFoundError:
        return {ErrorCode::Unreachable,
                Tr::tr("Nobody answers at %1: no computer is known by the name “%2”.").arg(peer(), m_where.host),
                system, Tr::tr("Check the spelling of the name, or give the computer's IP address.")};
    case QAbstractSocket::SocketTimeoutError:
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: connecting took too long.").arg(peer()), system,
                Tr::tr("Check that the computer is on and that no firewall is in between.")};
    case QAbstractSocket::NetworkError:
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: the computer cannot be reached.").arg(peer()),
                system, Tr::tr("Check the network connection of both computers.")};
    case QAbstractSocket::SocketAccessError:
        return {ErrorCode::PermissionDenied, Tr::tr("The system does not allow a connection to %1.").arg(peer()),
                system, Tr::tr("Check the firewall rules of this computer.")};
    default:
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: %2.").arg(peer(), system), system, {}};
    }
}

} // namespace procdeck
