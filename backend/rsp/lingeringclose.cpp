#include "backend/rsp/lingeringclose.h"

#include <QAbstractEventDispatcher>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace procdeck::rsp {

namespace {

constexpr auto patience = 2s;
constexpr qsizetype bytesPerTurn = 64 * 1024;

} // namespace

LingeringClose *LingeringClose::take(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging)
{
    QObject *const keeper = QAbstractEventDispatcher::instance();
    return keeper ? new LingeringClose(std::move(stream), std::move(decoder), acknowledging, keeper) : nullptr;
}

LingeringClose *LingeringClose::begin(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging,
                                      bool owesReply)
{
    auto *const leaving = take(std::move(stream), std::move(decoder), acknowledging);
    if (leaving && owesReply)
        QMetaObject::invokeMethod(leaving, &LingeringClose::receive, Qt::QueuedConnection); // it may be here already
    else if (leaving)
        leaving->hangUp();
    return leaving;
}

LingeringClose *LingeringClose::greetAndLeave(std::unique_ptr<ByteStream> stream, const QByteArray &packet)
{
    auto *const leaving = take(std::move(stream), Decoder(), true);
    if (leaving)
        connect(leaving->m_stream.get(), &ByteStream::opened, leaving,
                [leaving, packet] { leaving->m_stream->write(packet); });
    return leaving;
}

qsizetype LingeringClose::pending()
{
    const QObject *const keeper = QAbstractEventDispatcher::instance();
    return keeper ? keeper->findChildren<LingeringClose *>(QString(), Qt::FindDirectChildrenOnly).size() : 0;
}

LingeringClose::LingeringClose(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging, QObject *keeper)
    : QObject(keeper)
    , m_stream(std::move(stream))
    , m_decoder(std::move(decoder))
    , m_acknowledging(acknowledging)
{
    connect(m_stream.get(), &ByteStream::readyRead, this, &LingeringClose::receive);
    connect(m_stream.get(), &ByteStream::failed, this, &LingeringClose::finish);
    connect(m_stream.get(), &ByteStream::closed, this, &LingeringClose::finish);
    QTimer::singleShot(patience, this, &LingeringClose::finish);
}

void LingeringClose::receive()
{
    if (!m_owed)
        return;
    const QByteArray bytes = m_stream->read(bytesPerTurn);
    m_decoder.feed(bytes);
    while (const auto event = m_decoder.next()) {
        switch (event->kind) {
        case EventKind::Packet:
        case EventKind::BadChecksum: // taken all the same: nobody wants to read it
            if (m_acknowledging)
                m_stream->write("+"_ba);
            hangUp();
            return;
        case EventKind::Malformed:
        case EventKind::TooLong:
            hangUp();
            return;
        case EventKind::Ack:
        case EventKind::Nak:
        case EventKind::Notification:
            break;
        }
    }
    if (bytes.size() == bytesPerTurn)
        QMetaObject::invokeMethod(this, &LingeringClose::receive, Qt::QueuedConnection);
}

void LingeringClose::hangUp()
{
    m_owed = false;
    m_stream->close();
}

void LingeringClose::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    deleteLater();
    emit finished();
}

} // namespace procdeck::rsp
