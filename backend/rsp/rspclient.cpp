#include "backend/rsp/rspclient.h"

#include "backend/log/log.h"
#include "backend/rsp/lingeringclose.h"
#include "backend/types/text.h"

#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::rsp {

namespace {

constexpr qsizetype bytesPerTurn = 256 * 1024; ///< a flood must not keep the event loop from its other work
constexpr int maxResends = 3;
constexpr int maxBadChecksums = 3;
constexpr int maxUnasked = 1000;
constexpr qsizetype shownLines = 20;
constexpr qsizetype enoughGarbage = 64;
constexpr auto garbagePatience = 100ms; ///< for the rest of a greeting that tells who is talking

QString speakerHint(const QByteArray &garbage)
{
    if (garbage.startsWith("SSH-"))
        return RspClient::tr("It looks like an SSH server. Check the port.");
    if (garbage.startsWith("HTTP/") || garbage.contains("<html"))
        return RspClient::tr("It looks like a web server. Check the port.");
    return RspClient::tr("Another kind of program listens there. Check the port.");
}

} // namespace

RspClient::RspClient(std::unique_ptr<ByteStream> stream, QString peer, QObject *parent)
    : QObject(parent)
    , m_stream(std::move(stream))
    , m_peer(std::move(peer))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &RspClient::deadlinePassed);
    m_garbageTimer.setSingleShot(true);
    connect(&m_garbageTimer, &QTimer::timeout, this, &RspClient::failForGarbage);
    connect(m_stream.get(), &ByteStream::opened, this, [this] {
        m_state = State::Open;
        m_wireLog.note(u"opened"_s);
        emit opened();
        sendNext();
    });
    connect(m_stream.get(), &ByteStream::readyRead, this, &RspClient::receive);
    connect(m_stream.get(), &ByteStream::failed, this, &RspClient::fail);
    connect(m_stream.get(), &ByteStream::closed, this, &RspClient::streamClosed);
}

RspClient::~RspClient()
{
    handStreamOver();
}

void RspClient::open()
{
    Q_ASSERT(m_state == State::Idle);
    m_state = State::Opening;
    m_stream->open();
}

RspClient::RequestId RspClient::request(const QByteArray &payload, std::chrono::milliseconds deadline, QObject *context,
                                        ReplyHandler handler)
{
    Q_ASSERT(QThread::currentThread() == thread());
    const RequestId id = ++m_lastId;
    Request request{id, encode(payload), deadline, context, std::move(handler)};
    const bool tooLong = m_maxRequest > 0 && request.packet.size() > m_maxRequest;
    if (m_state == State::Closing || m_state == State::Closed || tooLong) {
        const Error error = tooLong ? Error{ErrorCode::InvalidInput, tr("The request is longer than %1 accepts.").arg(m_peer),
                                            {}, {}}
                                    : Error{ErrorCode::Closed, tr("The connection to %1 is closed.").arg(m_peer), {}, {}};
        QMetaObject::invokeMethod(
            this, [request = std::move(request), error] { answer(request, error); }, Qt::QueuedConnection);
        return id;
    }
    m_waiting.push_back(std::move(request));
    sendNext();
    return id;
}

void RspClient::cancel(RequestId id)
{
    if (m_current && m_current->id == id)
        m_current->handler = nullptr;
    const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(), [id](const Request &r) { return r.id == id; });
    if (waiting != m_waiting.end())
        m_waiting.erase(waiting);
}

void RspClient::stopAcknowledging()
{
    m_acknowledging = false;
    m_decoder.setVerifyChecksums(false);
}

void RspClient::resumeAcknowledging()
{
    m_acknowledging = true;
    m_decoder.setVerifyChecksums(true);
}

void RspClient::close()
{
    if (m_state == State::Closing || m_state == State::Closed)
        return;
    m_state = State::Closing;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_state != State::Closing)
                return;
            m_wireLog.note(u"closed by us"_s);
            conclude({ErrorCode::Closed, tr("The connection to %1 was closed by us.").arg(m_peer), {}, {}});
        },
        Qt::QueuedConnection);
}

void RspClient::sendNext()
{
    while (m_state == State::Open && !m_current && !m_waiting.empty()) {
        Request next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!next.context) // nobody is left to hear the answer: do not ask
            continue;
        m_current = std::move(next);
        m_resends = 0;
        m_sentAt.start();
        m_deadline.start(m_current->deadline);
        send(m_current->packet);
    }
}

void RspClient::send(const QByteArray &packet)
{
    m_wireLog.add(WireLog::Direction::Sent, packet);
    if (auto &logger = log(LogCategory::Rsp); logger.should_log(spdlog::level::trace))
        logger.trace("{} -> {}", m_peer, cleanText(packet, 300));
    m_stream->write(packet);
}

void RspClient::receive()
{
    const QPointer<RspClient> self(this);
    if (m_state != State::Open && m_state != State::Closing)
        return;
    const QByteArray bytes = m_stream->read(bytesPerTurn);
    m_decoder.feed(bytes);
    while (const auto event = m_decoder.next()) {
        handle(*event);
        if (!self || m_state == State::Closed)
            return;
    }
    if (bytes.size() == bytesPerTurn)
        QMetaObject::invokeMethod(this, &RspClient::receive, Qt::QueuedConnection);
}

void RspClient::handle(const Event &event)
{
    if (event.kind != EventKind::Ack)
        m_wireLog.add(WireLog::Direction::Received, event.payload);
    switch (event.kind) {
    case EventKind::Ack:
    case EventKind::Notification:
        break;
    case EventKind::Packet:
        if (m_acknowledging)
            m_stream->write("+"_ba);
        takeReply(event.payload);
        break;
    case EventKind::Nak:
        if (m_current && m_resends++ < maxResends)
            send(m_current->packet);
        else if (m_current)
            failAsGarbage(tr("%1 refuses every request as damaged.").arg(m_peer), {});
        break;
    case EventKind::BadChecksum:
        if (++m_badChecksums >= maxBadChecksums)
            failAsGarbage(tr("%1 sends damaged replies.").arg(m_peer), {});
        else
            m_stream->write("-"_ba);
        break;
    case EventKind::Malformed:
        m_garbage += event.payload;
        if (m_garbage.size() >= enoughGarbage)
            failForGarbage();
        else if (!m_garbageTimer.isActive())
            m_garbageTimer.start(garbagePatience);
        break;
    case EventKind::TooLong:
        failAsGarbage(tr("%1 sent a reply that does not end.").arg(m_peer),
                      tr("It may not be a genuine debug server."));
        break;
    }
}

void RspClient::takeReply(const QByteArray &payload)
{
    m_badChecksums = 0;
    if (auto &logger = log(LogCategory::Rsp); logger.should_log(spdlog::level::trace))
        logger.trace("{} <- {}", m_peer, cleanText(payload, 300));
    if (!m_current) {
        m_wireLog.note(u"nobody asked for that"_s);
        if (++m_unasked > maxUnasked)
            failAsGarbage(tr("%1 sends replies that nobody asked for.").arg(m_peer), {});
        return;
    }
    m_lastRoundTrip = std::chrono::microseconds(m_sentAt.nsecsElapsed() / 1000);
    m_deadline.stop();
    const Request answered = std::move(*m_current);
    m_current.reset();
    const QPointer<RspClient> self(this);
    answer(answered, payload);
    if (self)
        sendNext();
}

void RspClient::answer(const Request &request, const Result<QByteArray> &reply)
{
    if (request.handler && request.context)
        request.handler(reply);
}

void RspClient::deadlinePassed()
{
    const QString duration = durationText(m_current ? m_current->deadline.count() : 0);
    m_wireLog.note(u"deadline passed"_s);
    if (!m_garbage.isEmpty()) {
        failForGarbage();
        return;
    }
    fail({ErrorCode::Silent, tr("%1 accepted the connection, but gave no answer within %2.").arg(m_peer, duration), {},
          tr("The server may hang or be stopped, or another kind of program listens there.")});
}

void RspClient::failForGarbage()
{
    failAsGarbage(tr("%1 does not speak the GDB remote protocol.").arg(m_peer), speakerHint(m_garbage));
}

void RspClient::failAsGarbage(const QString &message, const QString &hint)
{
    fail({ErrorCode::Garbage, message, m_garbage.isEmpty() ? QString() : tr("It said: %1").arg(cleanText(m_garbage, 200)),
          hint});
}

void RspClient::streamClosed(const Error &why)
{
    const QPointer<RspClient> self(this);
    m_streamEnded = true;
    // A whole reply may have come with the end of the stream: it counts.
    while (self && m_state == State::Open) {
        const QByteArray bytes = m_stream->read(bytesPerTurn);
        if (bytes.isEmpty())
            break;
        m_decoder.feed(bytes);
        while (const auto event = m_decoder.next()) {
            handle(*event);
            if (!self || m_state == State::Closed)
                return;
        }
    }
    if (!self)
        return;
    if (!m_garbage.isEmpty())
        failForGarbage();
    else
        fail(why);
}

void RspClient::fail(const Error &why)
{
    if (m_state == State::Closed)
        return;
    m_wireLog.note(why.message);
    Error explained = why;
    explained.detail = QStringList{why.detail, m_wireLog.dump(shownLines)}.join(u'\n').trimmed();
    log(LogCategory::Rsp).warn("{}: {}\n{}", m_peer, why.message, m_wireLog.dump());
    conclude(explained);
}

void RspClient::conclude(const Error &why)
{
    handStreamOver();
    m_state = State::Closed;
    m_deadline.stop();
    m_garbageTimer.stop();

    std::deque<Request> unanswered = std::move(m_waiting);
    m_waiting.clear();
    if (m_current)
        unanswered.push_front(std::move(*m_current));
    m_current.reset();

    const QPointer<RspClient> self(this);
    for (const Request &request : unanswered)
        answer(request, why);
    if (self)
        emit closed(why);
}

void RspClient::handStreamOver()
{
    if (!m_stream)
        return;
    m_stream->disconnect(this);
    const bool wasOpen = m_state == State::Open || m_state == State::Closing;
    const bool lingers = wasOpen && !m_streamEnded && !m_decoder.isOverrun();
    if (lingers)
        LingeringClose::take(std::move(m_stream), std::move(m_decoder), m_acknowledging, m_current.has_value());
    else
        m_stream.release()->deleteLater(); // we may stand in its signal
}

} // namespace procdeck::rsp
