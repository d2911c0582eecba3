#pragma once
// One client of one GDB remote protocol server, above a byte stream. Thread: worker; never blocks.
//
// One request is in flight at a time, the others wait in order. Every request is answered exactly once, unless its
// context object or the client is destroyed first: then never. No handler is called from inside request(), cancel() or
// close(); a handler may call anything here, and may destroy the client.
//
// A request that is cancelled (or whose context is gone) after it was sent still owes its reply: the slot stays taken
// until the reply came and was dropped, for the next request would otherwise get it. A reply owed for longer than its
// deadline ends the connection: a stream out of step is never used again. A connection that fails answers every open
// request with that same error.
//
// Acknowledgements are on at first: each good reply is answered with `+`, a damaged one with `-` (three in a row are
// Garbage), and a request that is refused with `-` is sent again, three times at most. What nobody asked for (stray
// acknowledgements, notifications, replies) is noted and dropped, up to 1000 between two replies.
//
// Leaving: gdbserver 13 dies when a connection in ack mode closes with a reply unread or unacknowledged (6 of 6). So the
// client, closed or destroyed, lingers behind its owner's back until an owed reply was read and acknowledged, at most
// 2 s, and then closes the stream. And a gdbserver 13 that no client has greeted yet exits when a connection ends without
// a word. So what was requested before open() is the greeting: it is said even by a client that leaves while it connects.

#include "backend/rsp/packetcodec.h"
#include "backend/rsp/wirelog.h"
#include "backend/transport/bytestream.h"
#include "backend/types/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace procdeck::rsp {

class LingeringClose;

class RspClient final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RspClient)

public:
    using RequestId = quint64;
    using ReplyHandler = std::function<void(const Result<QByteArray> &)>;

    /// peer: how errors name the other side, "127.0.0.1:2345".
    RspClient(std::unique_ptr<ByteStream> stream, QString peer, QObject *parent = nullptr);
    ~RspClient() override;

    /// Opens the stream; opened() or closed() follows.
    void open();

    /// Sends `payload` once its turn has come; the deadline runs from then and covers the whole reply.
    /// Errors: Silent (deadline, then the connection is closed), Closed, Garbage (limits, checksums, not this protocol),
    /// InvalidInput (longer than setMaxRequest() allows: nothing was sent).
    RequestId request(const QByteArray &payload, std::chrono::milliseconds deadline, QObject *context,
                      ReplyHandler handler);

    /// No handler will be called for it. Unknown and answered ids are ignored.
    void cancel(RequestId id);

    /// After the peer agreed to QStartNoAckMode.
    void stopAcknowledging();
    /// gdbserver 13 turns acknowledgements back on after a failed vAttach or vRun, and already waits for the one of its
    /// reply to that: it is sent here. Without effect while acknowledgements are on.
    void resumeAcknowledging();
    [[nodiscard]] bool acknowledging() const { return m_acknowledging; }

    /// Bytes of one packet as sent, `$` and sum included: gdbserver 13 dies of packets far above its PacketSize.
    void setMaxRequest(qsizetype bytes) { m_maxRequest = bytes; }

    /// Closes when nothing is owed any more (see above); closed() follows. Requests not yet answered are, with Closed.
    void close();

    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] const WireLog &wireLog() const { return m_wireLog; }
    /// Of the last reply: from sending the request until the reply was whole.
    [[nodiscard]] std::chrono::microseconds lastRoundTrip() const { return m_lastRoundTrip; }

signals:
    void opened();
    void closed(const procdeck::Error &why); ///< exactly once, last; also when it could not be opened

private:
    enum class State : quint8 { Idle, Opening, Open, Closing, Closed };
    struct Request {
        RequestId id = 0;
        QByteArray packet;
        std::chrono::milliseconds deadline{};
        QPointer<QObject> context;
        ReplyHandler handler; ///< empty: cancelled
    };

    struct Answer {
        Request request;
        Result<QByteArray> reply;
    };

    void streamOpened();
    void streamEnded(const Error &why);
    void receive();
    void continueReceiving();
    void handle(const Event &event);
    void takeReply(const QByteArray &payload);
    void takeNak();
    void takeGarbage(const QByteArray &said);
    void countUnasked();
    void failForGarbage();
    void deadlinePassed();

    void sendNext();
    void send(const QByteArray &bytes);

    void answerLater(Request request, const Error &error);
    void answerAll(const Error &error);
    void deliverAnswers();
    void fail(Error why); ///< something went wrong: into the log, then the end
    LingeringClose *leaveStream(bool owesReply);

    std::unique_ptr<ByteStream> m_stream; ///< null: handed over
    QString m_peer;
    State m_state = State::Idle;
    std::optional<Error> m_streamEnd; ///< the stream is over; what it brought may still have to be read
    std::optional<Error> m_closedWhy; ///< closed() is due, behind m_answers
    Decoder m_decoder;
    WireLog m_wireLog;
    bool m_receivesLater = false;
    bool m_acknowledging = true;
    bool m_understood = false; ///< at least one packet came: it speaks the protocol
    int m_resends = 0;
    int m_badChecksums = 0; ///< in a row
    int m_unasked = 0;      ///< since the last reply
    QByteArray m_garbage;   ///< bytes that belong to no packet: the end, once the sentence is complete
    QTimer m_garbageTimer;
    qsizetype m_maxRequest = 0; ///< 0: no limit
    RequestId m_lastId = 0;
    QByteArray m_greeting; ///< packet that is still to be said; empty: none
    std::deque<Request> m_waiting;
    std::deque<Answer> m_answers; ///< to be delivered from the event loop
    std::optional<Request> m_current;
    QTimer m_deadline;
    QElapsedTimer m_sentAt;
    std::chrono::microseconds m_lastRoundTrip{0};
};

} // namespace procdeck::rsp
