#include "backend/transport/socketstream.h"

#include "backend/transport/halfclose.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QLocalSocket>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

constexpr qint64 readBufferSize = 256 * 1024;
constexpr auto leavingLimit = 2s;

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Transport)
};

void disconnectFromPeer(QTcpSocket &socket)
{
    socket.disconnectFromHost();
}

void disconnectFromPeer(QLocalSocket &socket)
{
    socket.disconnectFromServer();
}

/// Sends what was written, then waits for the peer to hang up, behind everybody's back. Whatever arrives is dropped.
template <typename Socket> void leave(Socket *socket)
{
    socket->disconnect();
    // Goes away with the thread's event loop, after which nothing could be sent anyway.
    QObject *keeper = QAbstractEventDispatcher::instance();
    if (!keeper) {
        socket->flush();
        delete socket;
        return;
    }
    socket->setParent(keeper);
    if (socket->state() != Socket::ConnectedState && socket->state() != Socket::ClosingState) {
        socket->deleteLater();
        return;
    }
    const auto afterTheLastByte = [socket] {
        if (socket->bytesToWrite() == 0 && socket->state() == Socket::ConnectedState)
            // Closing would reset the connection if the peer is still talking; half a close tells it that we are done.
            stopWriting(*socket);
    };
    QObject::connect(socket, &Socket::disconnected, socket, &QObject::deleteLater);
    QObject::connect(socket, &Socket::bytesWritten, socket, afterTheLastByte);
    QObject::connect(socket, &Socket::readyRead, socket, [socket] { socket->readAll(); });
    QTimer::singleShot(leavingLimit, socket, &QObject::deleteLater);
    socket->readAll();
    if (socket->bytesToWrite() > 0)
        socket->flush(); // reports bytesWritten
    else
        afterTheLastByte();
}

} // namespace

template <typename Socket> SocketStream<Socket>::SocketStream(QString peer)
    : m_peer(std::move(peer))
    , m_socket(new Socket(this))
{
    m_socket->setReadBufferSize(readBufferSize);
    connect(m_socket, &Socket::connected, this, [this] { socketConnected(); });
    connect(m_socket, &Socket::errorOccurred, this, [this] { socketFailed(); });
    connect(
        m_socket, &Socket::disconnected, this, [this] { socketDisconnected(); },
        Qt::QueuedConnection); // may come from inside flush()
    connect(m_socket, &Socket::readyRead, this, [this] {
        if (m_state == State::Open)
            emit readyRead();
        else
            m_socket->readAll(); // closing: a full buffer would hide the peer's end
    });
}

template <typename Socket> SocketStream<Socket>::~SocketStream()
{
    leave(m_socket);
}

template <typename Socket> void SocketStream<Socket>::open()
{
    Q_ASSERT(m_state == State::Idle);
    m_state = State::Opening;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_state == State::Opening)
                connectSocket();
        },
        Qt::QueuedConnection);
}

template <typename Socket> void SocketStream<Socket>::write(const QByteArray &bytes)
{
    if (m_state != State::Open)
        return;
    m_socket->write(bytes);
    // Left to the event loop, each request would cost one turn more, as much as the rest of the round trip.
    m_socket->flush();
}

template <typename Socket> QByteArray SocketStream<Socket>::read(qsizetype limit)
{
    return m_socket->isReadable() ? m_socket->read(limit) : QByteArray();
}

template <typename Socket> void SocketStream<Socket>::close()
{
    if (m_state == State::Closing || m_state == State::Done)
        return;
    m_state = State::Closing;
    QMetaObject::invokeMethod(this, [this] { disconnectSocket(); }, Qt::QueuedConnection);
}

template <typename Socket> void SocketStream<Socket>::disconnectSocket()
{
    if (m_state != State::Closing)
        return;
    if (m_socket->state() == Socket::ConnectedState) {
        m_socket->readAll();
        disconnectFromPeer(*m_socket);
        return;
    }
    m_socket->abort();
    socketDisconnected();
}

template <typename Socket> void SocketStream<Socket>::socketConnected()
{
    if (m_state != State::Opening)
        return;
    tuneSocket();
    m_state = State::Open;
    emit opened();
}

template <typename Socket> void SocketStream<Socket>::socketFailed()
{
    if (m_state != State::Opening)
        return; // disconnected() follows and tells the reason
    m_state = State::Done;
    emit failed(openingError());
}

template <typename Socket> void SocketStream<Socket>::socketDisconnected()
{
    if (m_state == State::Closing) {
        endWith({ErrorCode::Closed, Tr::tr("The connection to %1 was closed.").arg(m_peer), {}, {}});
    } else if (m_state == State::Open) {
        // A named pipe that the other side closed ends without an error.
        const int error = int(m_socket->error());
        const bool byPeer =
            error == int(QAbstractSocket::RemoteHostClosedError) || error == int(QAbstractSocket::UnknownSocketError);
        const QString message = byPeer ? Tr::tr("%1 closed the connection.").arg(m_peer)
                                       : Tr::tr("The connection to %1 was lost.").arg(m_peer);
        endWith({ErrorCode::Closed, message, m_socket->errorString(),
                 Tr::tr("The server may have ended. Connect again to see.")});
    }
}

template <typename Socket> void SocketStream<Socket>::endWith(const Error &why)
{
    m_state = State::Done;
    emit closed(why);
}

template class SocketStream<QTcpSocket>;
template class SocketStream<QLocalSocket>;

} // namespace procdeck
