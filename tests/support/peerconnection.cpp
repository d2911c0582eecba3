#include "tests/support/peerconnection.h"

#include <QLocalSocket>
#include <QTcpSocket>
#include <QTimer>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

using namespace Qt::StringLiterals;

namespace procdeck::test {

namespace {
constexpr qint64 enoughInFlight = 256 * 1024; ///< of a reply that never ends
}

PeerConnection::PeerConnection(QIODevice *device, ScriptedPeer *peer, bool served)
    : QObject(peer)
    , m_device(device)
    , m_peer(*peer)
    , m_served(served)
    , m_acknowledging(peer->m_manners.acknowledge)
{
    device->setParent(this);
    connect(device, &QIODevice::readyRead, this, &PeerConnection::receive);
    connect(device, &QIODevice::bytesWritten, this, [this] {
        if (!m_out.empty() && !m_out.front().forEver.isEmpty())
            pumpLater({});
    });
    if (auto *const tcp = qobject_cast<QTcpSocket *>(device)) {
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(tcp, &QTcpSocket::disconnected, this, &PeerConnection::over);
    } else if (auto *const local = qobject_cast<QLocalSocket *>(device)) {
        connect(local, &QLocalSocket::disconnected, this, &PeerConnection::over);
    }
    if (m_peer.m_manners.closeAtOnce)
        QMetaObject::invokeMethod(this, &PeerConnection::hangUp, Qt::QueuedConnection);
    else if (!m_peer.m_manners.greeting.isEmpty())
        send(Reply::raw(m_peer.m_manners.greeting));
    if (device->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &PeerConnection::receive, Qt::QueuedConnection);
}

void PeerConnection::receive()
{
    m_decoder.feed(m_device->readAll());
    while (const auto event = m_decoder.next())
        handle(*event);
}

void PeerConnection::handle(const rsp::Event &event)
{
    switch (event.kind) {
    case rsp::EventKind::Packet:
        m_peer.note("<-"_L1, '$' + event.payload);
        m_peer.m_received << event.payload;
        emit m_peer.heard(event.payload);
        if (!m_served || m_peer.m_manners.silent)
            return;
        if (m_acknowledging)
            send(Reply::raw("+"_ba));
        if (m_peer.m_manners.delay.count() > 0)
            QTimer::singleShot(m_peer.m_manners.delay, this, [this, payload = event.payload] { reply(payload); });
        else
            reply(event.payload);
        break;
    case rsp::EventKind::Ack:
        m_peer.note("<-"_L1, "+"_ba);
        ++m_peer.m_acks;
        break;
    case rsp::EventKind::Nak:
        m_peer.note("<-"_L1, "-"_ba);
        ++m_peer.m_naks;
        if (m_acknowledging && !m_previous.isEmpty())
            send(Reply::raw(m_previous));
        break;
    case rsp::EventKind::BadChecksum:
    case rsp::EventKind::Malformed:
    case rsp::EventKind::Notification:
    case rsp::EventKind::TooLong:
        m_peer.m_problems << u"not a good packet: %1"_s.arg(QString::fromLatin1(event.payload));
        break;
    }
}

void PeerConnection::reply(const QByteArray &payload)
{
    const Reply reply = m_peer.answer(payload);
    m_previous = reply.wire;
    send(reply);
    if (payload == "QStartNoAckMode" && reply.wire == rsp::encode("OK")) {
        m_acknowledging = false;
        m_decoder.setVerifyChecksums(false);
    }
}

void PeerConnection::send(const Reply &reply)
{
    if (m_over)
        return;
    m_out.push_back(reply);
    pumpLater({});
}

void PeerConnection::pumpLater(std::chrono::milliseconds pause)
{
    if (std::exchange(m_pumping, true))
        return;
    QTimer::singleShot(pause, this, [this] {
        // A second turn, or the client would read two pieces at once: timers come before sockets.
        QTimer::singleShot(0, this, [this] {
            m_pumping = false;
            pump();
        });
    });
}

/// One piece for each turn of the event loop, so that the client, in the same loop, reads it as a piece.
void PeerConnection::pump()
{
    if (m_over || m_out.empty())
        return;
    Reply &current = m_out.front();
    if (m_outSent == current.wire.size() && !current.forEver.isEmpty()) {
        if (m_device->bytesToWrite() > enoughInFlight)
            return; // goes on with bytesWritten
        current.wire = current.forEver.repeated(qMax(qsizetype(1), 65536 / current.forEver.size()));
        m_outSent = 0;
    }
    qsizetype piece = pieceSize(current.wire.size() - m_outSent);
    const qint64 limit = m_peer.m_manners.closeAfter;
    if (limit >= 0)
        piece = qMin(piece, qsizetype(limit - m_sent));
    if (piece > 0) {
        const QByteArray bytes = current.wire.mid(m_outSent, piece);
        m_peer.note("->"_L1, bytes);
        m_device->write(bytes);
        flush();
        m_sent += piece;
        m_outSent += piece;
    }
    if (limit >= 0 && m_sent >= limit) {
        hangUp();
        return;
    }
    if (m_over)
        return; // noticed while writing
    if (m_outSent == current.wire.size() && current.forEver.isEmpty()) {
        const Reply::Then then = current.then;
        m_out.pop_front();
        m_outSent = 0;
        if (then == Reply::Then::Close)
            hangUp();
        else if (then == Reply::Then::Reset)
            reset();
        if (then != Reply::Then::Stay)
            return;
    }
    if (!m_out.empty())
        pumpLater(m_peer.m_manners.pause);
}

qsizetype PeerConnection::pieceSize(qsizetype available)
{
    const Manners &manners = m_peer.m_manners;
    if (available <= 0)
        return 0;
    if (manners.chunk > 0)
        return qMin(manners.chunk, available);
    if (!manners.randomChunks)
        return available;
    // Mostly tiny, sometimes large: the ends of packets are where the mistakes are.
    const int bits = std::uniform_int_distribution<int>(0, 12)(m_peer.m_random);
    return qMin(available, std::uniform_int_distribution<qsizetype>(1, qsizetype(1) << bits)(m_peer.m_random));
}

void PeerConnection::flush()
{
    if (auto *const tcp = qobject_cast<QTcpSocket *>(m_device))
        tcp->flush();
    else if (auto *const local = qobject_cast<QLocalSocket *>(m_device))
        local->flush();
}

void PeerConnection::hangUp()
{
    if (m_over)
        return;
    if (auto *const tcp = qobject_cast<QTcpSocket *>(m_device))
        tcp->disconnectFromHost();
    else if (auto *const local = qobject_cast<QLocalSocket *>(m_device))
        local->disconnectFromServer();
}

void PeerConnection::reset()
{
#ifdef Q_OS_WIN
    using Descriptor = SOCKET;
#else
    using Descriptor = int;
#endif
    if (auto *const tcp = qobject_cast<QTcpSocket *>(m_device)) {
        const linger atOnce{1, 0};
        ::setsockopt(Descriptor(tcp->socketDescriptor()), SOL_SOCKET, SO_LINGER,
                     reinterpret_cast<const char *>(&atOnce), sizeof atOnce);
        tcp->abort();
    }
}

void PeerConnection::over()
{
    if (std::exchange(m_over, true))
        return;
    --m_peer.m_open;
    m_peer.note("--"_L1, "connection closed"_ba);
}

} // namespace procdeck::test
