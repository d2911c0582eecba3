#include "backend/rsp/rspclient.h"

#include "backend/log/log.h"
#include "backend/rsp/lingeringclose.h"
#include "backend/rsp/rsperrors.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::rsp {

namespace {

constexpr qsizetype bytesPerTurn = 64 * 1024; ///< a flood must not keep the event loop from its other work
constexpr int maxResends = 3;
constexpr int maxBadChecksums = 3;
constexpr int maxUnasked = 1000;
constexpr qsizetype shownLines = 20;
constexpr qsizetype shownUnfinished = 64;
constexpr qsizetype enoughGarbage = 32;
constexpr auto garbagePatience = 100ms; ///< for the rest of a greeting that tells who is talking

void trace(const QString &peer, QLatin1StringView arrow, QByteArrayView bytes)
{
    auto &logger = log(LogCategory::Rsp);
    if (logger.should_log(spdlog::level::trace))
        logger.trace("{} {} {}", peer, QString(arrow),
                     WireLog::printable(bytes.first(qMin(bytes.size(), qsizetype(512)))));
}

} // namespace

RspClient::RspClient(std::unique_ptr<ByteStream> stream, QString peer, QObject *parent)
    : QObject(parent)
    , m_stream(std::move(stream))
    , m_peer(std::move(peer))
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // never early
    connect(&m_deadline, &QTimer::timeout, this, &RspClient::deadlinePassed);
    m_garbageTimer.setSingleShot(true);
    connect(&m_garbageTimer, &QTimer::timeout, this, &RspClient::failForGarbage);
    connect(m_stream.get(), &ByteStream::opened, this, &RspClient::streamOpened);
    connect(m_stream.get(), &ByteStream::readyRead, this, &RspClient::receive);
    connect(m_stream.get(), &ByteStream::failed, this, &RspClient::streamEnded);
    connect(m_stream.get(), &ByteStream::closed, this, &RspClient::streamEnded);
}

RspClient::~RspClient()
{
    leaveStream(m_current.has_value());
}

void RspClient::open()
{
    Q_ASSERT(m_state == State::Idle);
    m_state = State::Opening;
    if (!m_waiting.empty())
        m_greeting = m_waiting.front().packet;
    m_stream->open();
}

RspClient::RequestId RspClient::request(const QByteArray &payload, std::chrono::milliseconds deadline, QObject *context,
                                        ReplyHandler handler)
{
    Q_ASSERT(QThread::currentThread() == thread());
    Q_ASSERT(context);
    const RequestId id = ++m_lastId;
    Request request{id, encode(payload), deadline, context, std::move(handler)};
    if (m_state == State::Closing || m_state == State::Closed) {
        answerLater(std::move(request), closedByUs(m_peer));
    } else {
        m_waiting.push_back(std::move(request));
        sendNext();
    }
    return id;
}

void RspClient::cancel(RequestId id)
{
    if (m_current && m_current->id == id)
        m_current->handler = nullptr; // its reply is still owed
    std::erase_if(m_waiting, [id](const Request &request) { return request.id == id; });
    std::erase_if(m_answers, [id](const Answer &answer) { return answer.request.id == id; });
}

void RspClient::stopAcknowledging()
{
    m_acknowledging = false;
    m_decoder.setVerifyChecksums(false);
}

void RspClient::resumeAcknowledging()
{
    if (m_acknowledging)
        return;
    m_acknowledging = true;
    m_decoder.setVerifyChecksums(true);
    if (m_state == State::Open)
        send("+"_ba);
}

void RspClient::close()
{
    if (m_state == State::Closing || m_state == State::Closed)
        return;
    const bool owed = m_current.has_value();
    m_wireLog.note(owed ? u"closing, once the owed reply is here"_s : u"closing"_s);
    const Error why = closedByUs(m_peer);
    m_state = State::Closing;
    answerAll(why);
    const auto conclude = [this, why] {
        m_state = State::Closed;
        m_closedWhy = why;
        deliverAnswers();
    };
    if (const LingeringClose *leaving = leaveStream(owed))
        connect(leaving, &LingeringClose::finished, this, conclude);
    else
        QMetaObject::invokeMethod(this, conclude, Qt::QueuedConnection);
}

// The stream ------------------------------------------------------------------------------------------------------

void RspClient::streamOpened()
{
    m_state = State::Open;
    m_greeting.clear();
    m_wireLog.note(u"opened"_s);
    sendNext(); // before anybody can leave: the greeting
    emit opened();
}

void RspClient::streamEnded(const Error &why)
{
    m_streamEnd = why;
    receive(); // a whole reply may have come with the end: it counts
}

void RspClient::receive()
{
    if (!m_stream)
        return;
    const QByteArray bytes = m_stream->read(bytesPerTurn);
    m_decoder.feed(bytes);
    const QPointer<RspClient> self(this);
    while (const auto event = m_decoder.next()) {
        handle(*event);
        if (!self || !m_stream)
            return;
    }
    if (bytes.size() == bytesPerTurn)
        continueReceiving();
    else if (m_streamEnd && !m_garbage.isEmpty())
        failForGarbage();
    else if (m_streamEnd)
        fail(*m_streamEnd);
}

void RspClient::continueReceiving()
{
    if (std::exchange(m_receivesLater, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_receivesLater = false;
            receive();
        },
        Qt::QueuedConnection);
}

void RspClient::handle(const Event &event)
{
    if (!m_garbage.isEmpty() && event.kind != EventKind::Malformed)
        return; // part of the garbage that happens to look like something
    switch (event.kind) {
    case EventKind::Packet:
        takeReply(event.payload);
        break;
    case EventKind::Notification:
        m_wireLog.note(u"notification, ignored:"_s);
        m_wireLog.add(WireLog::Direction::Received, event.payload);
        countUnasked();
        break;
    case EventKind::Ack:
        countUnasked(); // the one that is due is forgotten with the reply that follows
        break;
    case EventKind::Nak:
        takeNak();
        break;
    case EventKind::BadChecksum:
        m_wireLog.note(u"wrong checksum:"_s);
        m_wireLog.add(WireLog::Direction::Received, event.payload);
        if (++m_badChecksums >= maxBadChecksums)
            fail(damagedReplies(m_peer));
        else
            send("-"_ba);
        break;
    case EventKind::Malformed:
        takeGarbage(event.payload);
        break;
    case EventKind::TooLong:
        fail(replyTooLong(m_peer, Decoder::defaultLimit));
        break;
    }
}

void RspClient::takeReply(const QByteArray &payload)
{
    m_wireLog.add(WireLog::Direction::Received, payload);
    trace(m_peer, "<-"_L1, payload);
    m_understood = true;
    m_badChecksums = 0;
    if (m_acknowledging)
        m_stream->write("+"_ba);
    if (!m_current) {
        m_wireLog.note(u"nobody asked for that"_s);
        countUnasked();
        return;
    }
    m_unasked = 0;
    m_lastRoundTrip = std::chrono::microseconds(m_sentAt.nsecsElapsed() / 1000);
    m_deadline.stop();
    const Request answered = std::move(*m_current);
    m_current.reset();
    const QPointer<RspClient> self(this);
    if (answered.handler && answered.context)
        answered.handler(payload);
    if (self)
        sendNext();
}

void RspClient::takeNak()
{
    if (!m_current || !m_acknowledging) {
        countUnasked();
        return;
    }
    m_wireLog.note(u"refused as damaged"_s);
    if (++m_resends > maxResends)
        fail(refusesRequests(m_peer));
    else
        send(m_current->packet);
}

void RspClient::takeGarbage(const QByteArray &said)
{
    m_wireLog.note(u"belongs to no packet:"_s);
    m_wireLog.add(WireLog::Direction::Received, said);
    m_garbage += said;
    if (m_garbage.size() >= enoughGarbage)
        failForGarbage();
    else if (!m_garbageTimer.isActive())
        m_garbageTimer.start(garbagePatience);
}

void RspClient::countUnasked()
{
    if (++m_unasked > maxUnasked)
        fail(talksUnasked(m_peer));
}

void RspClient::failForGarbage()
{
    fail(m_understood ? breaksTheRules(m_peer, m_garbage) : notThisProtocol(m_peer, m_garbage));
}

void RspClient::deadlinePassed()
{
    m_wireLog.note(u"deadline passed"_s);
    if (!m_garbage.isEmpty())
        failForGarbage();
    else
        fail(silent(m_peer, m_current->deadline));
}

// The requests ----------------------------------------------------------------------------------------------------

void RspClient::sendNext()
{
    while (m_state == State::Open && !m_streamEnd && !m_current && !m_waiting.empty()) {
        Request next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!next.context) // nobody is left to hear the answer: do not ask
            continue;
        if (m_maxRequest > 0 && next.packet.size() > m_maxRequest) {
            answerLater(std::move(next), tooLongToAsk(m_peer, m_maxRequest));
            continue;
        }
        m_current = std::move(next);
        m_resends = 0;
        m_sentAt.start();
        m_deadline.start(m_current->deadline);
        send(m_current->packet);
    }
}

void RspClient::send(const QByteArray &bytes)
{
    m_wireLog.add(WireLog::Direction::Sent, bytes);
    trace(m_peer, "->"_L1, bytes);
    m_stream->write(bytes);
}

void RspClient::answerLater(Request request, const Error &error)
{
    m_answers.push_back({std::move(request), error});
    QMetaObject::invokeMethod(this, &RspClient::deliverAnswers, Qt::QueuedConnection);
}

void RspClient::answerAll(const Error &error)
{
    m_deadline.stop();
    m_garbageTimer.stop();
    if (m_current)
        answerLater(*std::exchange(m_current, std::nullopt), error);
    for (Request &request : std::exchange(m_waiting, {}))
        answerLater(std::move(request), error);
}

void RspClient::deliverAnswers()
{
    const QPointer<RspClient> self(this);
    // Only those that are due now: a handler that asks again at once must not keep us here. One at a time, because a
    // handler may cancel the next one.
    for (size_t due = m_answers.size(); due > 0 && !m_answers.empty(); --due) {
        const Answer answer = std::move(m_answers.front());
        m_answers.pop_front();
        if (answer.request.handler && answer.request.context)
            answer.request.handler(answer.reply);
        if (!self)
            return;
    }
    if (m_closedWhy) {
        const Error why = *std::exchange(m_closedWhy, std::nullopt);
        emit closed(why);
    }
}

void RspClient::fail(Error why)
{
    if (m_state == State::Closing || m_state == State::Closed)
        return;
    if (const QByteArrayView rest = m_decoder.unfinished(); !rest.isEmpty())
        m_wireLog.note(u"unfinished, %1 bytes: %2"_s.arg(rest.size())
                           .arg(WireLog::printable(rest.first(qMin(rest.size(), shownUnfinished)))));
    m_wireLog.note(why.message);
    log(LogCategory::Rsp).warn("{}: {}\n{}", m_peer, why.message, m_wireLog.dump());
    why.detail = QStringList{why.detail, m_wireLog.dump(shownLines)}.join(u'\n').trimmed();

    // Who is merely late may still be waiting for our acknowledgement; who talks nonsense is not.
    leaveStream(m_current.has_value() && why.code == ErrorCode::Silent);
    m_state = State::Closed;
    answerAll(why);
    m_closedWhy = why;
    QMetaObject::invokeMethod(this, &RspClient::deliverAnswers, Qt::QueuedConnection);
}

LingeringClose *RspClient::leaveStream(bool owesReply)
{
    if (!m_stream)
        return nullptr;
    m_stream->disconnect(this);
    if (!m_streamEnd && !m_greeting.isEmpty())
        return LingeringClose::greetAndLeave(std::move(m_stream), m_greeting);
    if (!m_streamEnd && m_state != State::Idle && m_state != State::Closed)
        return LingeringClose::begin(std::move(m_stream), std::move(m_decoder), m_acknowledging, owesReply);
    // We may stand in its signal. The parent takes care of it where the event loop does not come round again.
    m_stream->setParent(QAbstractEventDispatcher::instance());
    m_stream.release()->deleteLater();
    return nullptr;
}

} // namespace procdeck::rsp
