#include "backend/transport/localstream.h"

namespace procdeck {

namespace {
constexpr qint64 readBufferBytes = 256 * 1024;
}

LocalStream::LocalStream(LocalEndpoint endpoint)
    : m_endpoint(std::move(endpoint))
{
    m_socket.setReadBufferSize(readBufferBytes);
    if (m_endpoint.isAbstract)
        m_socket.setSocketOptions(QLocalSocket::AbstractNamespaceOption);
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        m_open = true;
        emit opened();
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &ByteStream::readyRead);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, &LocalStream::socketFailed);
    connect(&m_socket, &QLocalSocket::disconnected, this, [this] {
        if (!m_over)
            socketFailed(QLocalSocket::PeerClosedError);
    });
}

LocalStream::~LocalStream()
{
    m_over = true;
    m_socket.disconnect(this);
    m_socket.flush(); // the destructor of the socket drops what it still holds
}

void LocalStream::open()
{
    // From the event loop, because a missing file is reported before connectToServer() has returned.
    QMetaObject::invokeMethod(this, [this] { m_socket.connectToServer(m_endpoint.path); }, Qt::QueuedConnection);
}

void LocalStream::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

QByteArray LocalStream::read(qsizetype limit)
{
    return m_socket.read(limit);
}

void LocalStream::close()
{
    QMetaObject::invokeMethod(this, [this] { m_socket.disconnectFromServer(); }, Qt::QueuedConnection);
}

void LocalStream::socketFailed(QLocalSocket::LocalSocketError code)
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

Error LocalStream::openingError(QLocalSocket::LocalSocketError code) const
{
    const QString where = printed(m_endpoint);
    const QString detail = m_socket.errorString();
    switch (code) {
    case QLocalSocket::ServerNotFoundError:
        return {ErrorCode::Unreachable, tr("There is no socket %1.").arg(where), detail,
                tr("Check that the server runs and that the path is right.")};
    case QLocalSocket::SocketAccessError:
        return {ErrorCode::PermissionDenied, tr("The socket %1 belongs to another user.").arg(where), detail,
                tr("Only the user who started the server can connect to it.")};
    case QLocalSocket::ConnectionRefusedError:
    case QLocalSocket::PeerClosedError:
        return {ErrorCode::Unreachable, tr("Nobody answers at %1: the connection was refused.").arg(where), detail,
                tr("The server has ended and left its socket file behind.")};
    default:
        return {ErrorCode::Unreachable, tr("%1 cannot be reached.").arg(where), detail,
                tr("Check that the server runs and that the path is right.")};
    }
}

} // namespace procdeck
