#include "backend/rsp/lingeringclose.h"

#include <QAbstractEventDispatcher>
#include <QTimer>

using namespace std::chrono_literals;

namespace procdeck::rsp {

namespace {
constexpr auto patience = 2s;
constexpr qsizetype readBytes = 64 * 1024;
} // namespace

void LingeringClose::take(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging, bool owed)
{
    // The dispatcher lives as long as the thread's event loop can serve us, and its destructor deletes its children.
    QObject *const keeper = QAbstractEventDispatcher::instance();
    if (keeper)
        new LingeringClose(std::move(stream), std::move(decoder), acknowledging, owed, keeper);
}

LingeringClose::LingeringClose(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging, bool owed,
                               QObject *parent)
    : QObject(parent)
    , m_stream(std::move(stream))
    , m_decoder(std::move(decoder))
    , m_acknowledging(acknowledging)
    , m_owed(owed)
{
    connect(m_stream.get(), &ByteStream::closed, this, &QObject::deleteLater);
    connect(m_stream.get(), &ByteStream::readyRead, this, &LingeringClose::drain);
    QTimer::singleShot(patience, this, &QObject::deleteLater);
    if (m_owed)
        drain();
    else
        m_stream->close();
}

void LingeringClose::drain()
{
    m_decoder.feed(m_stream->read(readBytes));
    while (const auto event = m_decoder.next()) {
        if (event->kind != EventKind::Packet)
            continue;
        if (m_acknowledging)
            m_stream->write(QByteArrayLiteral("+"));
        if (m_owed)
            m_stream->close();
        m_owed = false;
    }
}

} // namespace procdeck::rsp
