#pragma once
// A GDB remote protocol server that says what the test tells it to, on loopback, in the event loop of the test's thread.
//
//     ScriptedPeer peer;                                   // listens from here on
//     peer.on("QStartNoAckMode", "OK").on("qC", "QC1");    // a dialogue: these requests, in this order
//     peer.setHandler([](const QByteArray &payload) -> Reply { return payload == "?" ? "W00" : ""; });
//     connect your client to peer.endpoint() …
//     QTRY_VERIFY2(peer.isDone(), peer.describe().constData());
//     QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
//
// A request is first held against the next line of the dialogue; another payload than expected is a problem, and is
// answered as an unknown packet (empty). When the dialogue is over, the handler answers; without a handler any further
// request is a problem. All connections share the dialogue and the handler.
//
// It behaves as gdbserver does: acknowledges requests until it has answered QStartNoAckMode with OK. Everything else that
// a peer may do wrong is in Reply (one answer) and in Manners (all of them).

#include "backend/rsp/packetcodec.h"
#include "backend/types/endpoint.h"

#include <QLocalServer>
#include <QObject>
#include <QStringBuilder>
#include <QTcpServer>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>
#include <random>

namespace procdeck::test {

class PeerConnection;

/// What the peer says to one request. Converts from a payload, which is then sent as a good packet.
struct Reply {
    enum class Then : quint8 { Stay, Close, Reset };

    Reply(const QByteArray &payload)
        : wire(rsp::encode(payload))
    {
    }
    Reply(const char *payload)
        : Reply(QByteArray(payload))
    {
    }
    template <typename A, typename B> Reply(const QStringBuilder<A, B> &payload)
        : Reply(QByteArray(payload))
    {
    }

    [[nodiscard]] static Reply raw(const QByteArray &wire); ///< these bytes, as they are
    [[nodiscard]] static Reply nothing() { return raw({}); }
    [[nodiscard]] static Reply wrongChecksum(const QByteArray &payload);
    [[nodiscard]] static Reply endless(const QByteArray &payloadStart); ///< a packet whose end never comes
    [[nodiscard]] static Reply flood(const QByteArray &wire);           ///< these bytes again and again
    [[nodiscard]] Reply thenClose() const;
    [[nodiscard]] Reply thenReset() const; ///< TCP only

    QByteArray wire;
    QByteArray forEver; ///< sent after `wire` for as long as the connection lasts
    Then then = Then::Stay;
};

/// How the peer behaves on every connection. Set before the first client connects.
struct Manners {
    bool acknowledge = true;            ///< false: never sends + or -
    bool silent = false;                ///< accepts, reads, says nothing
    bool closeAtOnce = false;           ///< accepts and hangs up
    QByteArray greeting;                ///< said right after accepting: a banner, junk
    qint64 closeAfter = -1;             ///< hangs up after that many bytes sent; -1: never
    qsizetype chunk = 0;                ///< bytes in one piece of what it sends; 0: all at once
    bool randomChunks = false;          ///< pieces of random sizes; the seed is printed, PROCDECK_TEST_SEED sets it
    std::chrono::milliseconds pause{0}; ///< between two pieces
    std::chrono::milliseconds delay{0}; ///< before each reply
    int serves = -1;                    ///< further connections at the same time are accepted and left waiting; -1: all
};

class ScriptedPeer final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedPeer)

public:
    enum class Medium : quint8 { Tcp, Local, Abstract };
    using Handler = std::function<Reply(const QByteArray &payload)>;

    explicit ScriptedPeer(Medium medium = Medium::Tcp);
    ~ScriptedPeer() override;

    [[nodiscard]] Endpoint endpoint() const;
    [[nodiscard]] quint16 port() const { return m_tcp.serverPort(); }
    [[nodiscard]] QString path() const { return m_local.fullServerName(); }

    ScriptedPeer &on(const QByteArray &expected, const Reply &reply);
    void setHandler(Handler handler) { m_handler = std::move(handler); }
    void setManners(const Manners &manners) { m_manners = manners; }

    void say(const QByteArray &wire); ///< now and unasked, on every connection
    void stopListening();             ///< connections live on; a local socket's file goes
    void hangUp();                    ///< closes every connection, keeps listening

    /// Every line of the dialogue has been asked for.
    [[nodiscard]] bool isDone() const { return m_nextLine == m_dialogue.size(); }
    /// What did not go by the script.
    [[nodiscard]] QStringList problems() const { return m_problems; }
    /// Payloads of all connections, in order of arrival.
    [[nodiscard]] QList<QByteArray> received() const { return m_received; }
    [[nodiscard]] int acks() const { return m_acks; } ///< + received
    [[nodiscard]] int naks() const { return m_naks; } ///< - received
    [[nodiscard]] int accepted() const { return m_accepted; }
    [[nodiscard]] int open() const { return m_open; } ///< connections that nobody has closed yet
    /// All of it and the bytes of the conversation, for the message of a failed check.
    [[nodiscard]] QByteArray describe() const;

signals:
    void heard(const QByteArray &payload);

private:
    friend class PeerConnection;
    struct Line {
        QByteArray expected;
        Reply reply;
    };

    void accept(QIODevice *device);
    [[nodiscard]] Reply answer(const QByteArray &payload);
    void note(QLatin1StringView who, const QByteArray &bytes);

    QTemporaryDir m_dir;
    QTcpServer m_tcp;
    QLocalServer m_local;
    Medium m_medium;
    Manners m_manners;
    QList<Line> m_dialogue;
    qsizetype m_nextLine = 0;
    Handler m_handler;
    std::mt19937 m_random;
    QList<PeerConnection *> m_connections; ///< children
    QList<QByteArray> m_received;
    QStringList m_problems;
    QByteArrayList m_conversation; ///< the last lines of it
    int m_acks = 0;
    int m_naks = 0;
    int m_accepted = 0;
    int m_open = 0;
};

} // namespace procdeck::test
