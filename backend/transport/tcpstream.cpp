#include "backend/transport/tcpstream.h"

#include <QNetworkProxy>

namespace procdeck {

namespace {
constexpr qint64 readBufferBytes = 256 * 1024;
}

TcpStream::TcpStream(TcpEndpoint endpoint)
    : m_endpoint(std::move(endpoint))
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.setReadBufferSize(readBufferBytes);
    connect(&m_socket, &QTcpSocket::connected, this, [this] {
        m_open = true;
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        emit opened();
    });
    connect(&m_socket, &QTcpSocket::readyRead, this, &ByteStream::readyRead);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &TcpStream::socketFailed);
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] {
        if (!m_over)
            socketFailed(QAbstractSocket::RemoteHostClosedError);
    });
}

TcpStream::~TcpStream()
{
    m_over = true;
    m_socket.disconnect(this);
    m_socket.flush(); // the destructor of the socket drops what it still holds
}

void TcpStream::open()
{
    // From the event loop, because a socket may report a refusal before connectToHost() has returned.
    QMetaObject::invokeMethod(
        this, [this] { m_socket.connectToHost(m_endpoint.host, m_endpoint.port); }, Qt::QueuedConnection);
}

void TcpStream::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush(); // now, and not in a later turn of the event loop: a round trip is all we wait for
}

QByteArray TcpStream::read(qsizetype limit)
{
    return m_socket.read(limit);
}

void TcpStream::close()
{
    QMetaObject::invokeMethod(this, [this] { m_socket.disconnectFromHost(); }, Qt::QueuedConnection);
}

void TcpStream::socketFailed(QAbstractSocket::SocketError code)
{
    if (m_over)
        return;
    m_over = true;
    if (!m_open) {
        emit failed(openingError(code));
        return;
    }
    emit closed({ErrorCode::Closed, tr("%1 closed the connection.").arg(printed(m_endpoint)), m_socket.errorString(),
                 tr("The server may have ended. Connect again to see.")});
}

Error TcpStream::openingError(QAbstractSocket::SocketError code) const
{
    const QString where = printed(m_endpoint);
    const QString detail = m_socket.errorString();
    switch (code) {
    case QAbstractSocket::ConnectionRefusedError:
    case QAbstractSocket::RemoteHostClosedError:
        return {ErrorCode::Unreachable, tr("Nobody answers at %1: the connection was refused.").arg(where), detail,
                tr("Check that the server runs and that the port is right.")};
    case QAbstractSocket::HostNotFoundError:
        return {ErrorCode::Unreachable, tr("There is no machine named “%1”.").arg(m_endpoint.host), detail,
                tr("Check the name, or use the machine's number.")};
    case QAbstractSocket::SocketAccessError:
        return {ErrorCode::PermissionDenied, tr("This computer does not allow a connection to %1.").arg(where), detail,
                tr("A firewall or a policy may forbid it.")};
    default:
        return {ErrorCode::Unreachable, tr("%1 cannot be reached.").arg(where), detail,
                tr("Check the network and that the machine is on.")};
    }
}

} // namespace procdeck
