// Bytes through a stream, and its ends.

#include "backend/transport/bytestream.h"
#include "tests/support/waituntil.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace procdeck;
using procdeck::test::waitUntil;

namespace {

enum class Medium : quint8 { Tcp, Local, Abstract };

/// The other end, and everything that it heard.
class Listener final : public QObject {
public:
    explicit Listener(Medium medium)
    {
        connect(&m_tcp, &QTcpServer::newConnection, this, [this] { take(m_tcp.nextPendingConnection()); });
        connect(&m_local, &QLocalServer::newConnection, this, [this] { take(m_local.nextPendingConnection()); });
        const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (medium == Medium::Tcp) {
            m_tcp.listen(QHostAddress::LocalHost);
            where = TcpEndpoint{u"127.0.0.1"_s, m_tcp.serverPort()};
        } else if (medium == Medium::Local) {
            m_local.listen(m_dir.filePath(name)); // on Windows also a path is a name
            where = LocalEndpoint{m_dir.filePath(name), false};
        } else {
            m_local.setSocketOptions(QLocalServer::AbstractNamespaceOption);
            m_local.listen(name);
            where = LocalEndpoint{name, true};
        }
    }

    void hangUp()
    {
        if (auto *const tcp = qobject_cast<QTcpSocket *>(socket))
            tcp->disconnectFromHost();
        else if (auto *const local = qobject_cast<QLocalSocket *>(socket))
            local->disconnectFromServer();
    }

    Endpoint where;
    QIODevice *socket = nullptr;
    QByteArray heard;
    bool over = false;

private:
    template <typename Socket> void take(Socket *accepted)
    {
        socket = accepted;
        connect(accepted, &Socket::readyRead, this, [this] { heard += socket->readAll(); });
        connect(accepted, &Socket::disconnected, this, [this] { over = true; });
    }

    QTemporaryDir m_dir;
    QTcpServer m_tcp;
    QLocalServer m_local;
};

// A socket as the system has it.
#ifdef Q_OS_WIN
using Descriptor = SOCKET;
using Size = int;
const Descriptor noDescriptor = INVALID_SOCKET;
void closeNow(Descriptor socket)
{
    ::closesocket(socket);
}
bool neverBlock(Descriptor socket)
{
    u_long on = 1;
    return ::ioctlsocket(socket, FIONBIO, &on) == 0;
}
int lastError()
{
    return WSAGetLastError();
}
constexpr int nothingYet = WSAEWOULDBLOCK;
#else
using Descriptor = int;
using Size = size_t;
constexpr Descriptor noDescriptor = -1;
void closeNow(Descriptor socket)
{
    ::close(socket);
}
bool neverBlock(Descriptor socket)
{
    return ::fcntl(socket, F_SETFL, O_NONBLOCK) == 0;
}
int lastError()
{
    return errno;
}
constexpr int nothingYet = EAGAIN;
#endif

/// An accepted TCP connection without a library that tidies up: it tells an end from a reset.
class RawPeer final {
    Q_DISABLE_COPY_MOVE(RawPeer)

public:
    RawPeer()
    {
        m_server.listen(QHostAddress::LocalHost);
        m_server.pauseAccepting();
        where = TcpEndpoint{u"127.0.0.1"_s, m_server.serverPort()};
    }
    ~RawPeer() { closeNow(m_fd); }

    bool accept()
    {
        m_fd = ::accept(Descriptor(m_server.socketDescriptor()), nullptr, nullptr);
        return m_fd != noDescriptor && neverBlock(m_fd);
    }
    bool send(const QByteArray &bytes)
    {
        return ::send(m_fd, bytes.constData(), Size(bytes.size()), 0) == bytes.size();
    }
    /// True once the connection is over; `how` is then 0 for an end, or the error number.
    bool drained()
    {
        QByteArray piece(65536, Qt::Uninitialized);
        for (;;) {
            const auto got = ::recv(m_fd, piece.data(), Size(piece.size()), 0);
            if (got > 0) {
                heard.append(piece.constData(), got);
                continue;
            }
            if (got < 0 && lastError() == nothingYet)
                return false;
            how = got == 0 ? 0 : lastError();
            return true;
        }
    }

    Endpoint where;
    QByteArray heard;
    int how = -1;

private:
    QTcpServer m_server;
    Descriptor m_fd = noDescriptor;
};

const QByteArray plenty(6 * 1024 * 1024, 'p'); ///< more than the kernel takes at once

} // namespace

class StreamsTest final : public QObject {
    Q_OBJECT

private slots:
    void carriesBytesBothWays_data() { media(); }
    void carriesBytesBothWays();
    void takesNoMoreThanItsBufferHolds_data() { media(); }
    void takesNoMoreThanItsBufferHolds();
    void keepsWhatArrivedBeforeTheEnd_data() { media(); }
    void keepsWhatArrivedBeforeTheEnd();
    void closesAfterSendingWhatWasWritten_data() { media(); }
    void closesAfterSendingWhatWasWritten();
    void sendsWhatWasWrittenWhenDestroyed_data() { media(); }
    void sendsWhatWasWrittenWhenDestroyed();
    void neverSignalsFromInsideACall_data() { media(); }
    void neverSignalsFromInsideACall();
    void mayBeDestroyedInItsOwnSignals_data() { media(); }
    void mayBeDestroyedInItsOwnSignals();
    void mayBeClosedBeforeItIsOpen_data() { media(); }
    void mayBeClosedBeforeItIsOpen();
    void tellsWhoClosed_data() { media(); }
    void tellsWhoClosed();
    void neverResetsThePeer_data();
    void neverResetsThePeer();
    void ignoresWritingAfterTheEnd();

private:
    static void media();
};

void StreamsTest::media()
{
    QTest::addColumn<Medium>("medium");
    QTest::newRow("TCP") << Medium::Tcp;
    QTest::newRow("local socket") << Medium::Local;
#ifdef Q_OS_LINUX
    QTest::newRow("abstract local socket") << Medium::Abstract;
#endif
}

/// A listener and a stream that is open to it.
#define OPEN_STREAM()                                                                                                  \
    QFETCH(Medium, medium);                                                                                            \
    Listener listener(medium);                                                                                         \
    std::unique_ptr<ByteStream> stream = makeStream(listener.where);                                                   \
    QSignalSpy opened(stream.get(), &ByteStream::opened);                                                              \
    QSignalSpy closed(stream.get(), &ByteStream::closed);                                                              \
    stream->open();                                                                                                    \
    QVERIFY(opened.isEmpty());                                                                                         \
    QTRY_VERIFY(opened.size() == 1 && listener.socket)

void StreamsTest::carriesBytesBothWays()
{
    OPEN_STREAM();
    stream->write("ping");
    stream->write("pong");
    QTRY_COMPARE(listener.heard, "pingpong"_ba);
    QSignalSpy ready(stream.get(), &ByteStream::readyRead);
    listener.socket->write("answer");
    QTRY_VERIFY(!ready.isEmpty());
    QCOMPARE(stream->read(3), "ans"_ba);
    QCOMPARE(stream->read(100), "wer"_ba);
    QCOMPARE(stream->read(100), ""_ba);
    QVERIFY(closed.isEmpty());
}

void StreamsTest::takesNoMoreThanItsBufferHolds()
{
    OPEN_STREAM();
    QSignalSpy ready(stream.get(), &ByteStream::readyRead);
    listener.socket->write(plenty);
    QTRY_VERIFY(!ready.isEmpty());
    QTest::qWait(200); // time to take too much
    QByteArray got = stream->read(plenty.size());
    QVERIFY2(got.size() <= 256 * 1024, QByteArray::number(got.size()).constData());
    QVERIFY(waitUntil([&] {
        got += stream->read(plenty.size());
        return got.size() >= plenty.size();
    }));
    QVERIFY(got == plenty);
}

void StreamsTest::keepsWhatArrivedBeforeTheEnd()
{
    OPEN_STREAM();
    listener.socket->write("the last words");
    listener.hangUp();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(stream->read(4), "the "_ba);
    QCOMPARE(stream->read(100), "last words"_ba);
    QCOMPARE(stream->read(100), ""_ba);
}

void StreamsTest::closesAfterSendingWhatWasWritten()
{
    OPEN_STREAM();
    stream->write(plenty);
    stream->close();
    stream->close();
    QVERIFY(waitUntil([&] { return listener.over && !closed.isEmpty(); }));
    QVERIFY(listener.heard == plenty);
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed.first().first().value<Error>().code, ErrorCode::Closed);
}

void StreamsTest::sendsWhatWasWrittenWhenDestroyed()
{
    OPEN_STREAM();
    stream->write(plenty);
    stream.reset();
    QVERIFY(closed.isEmpty());
    QVERIFY(waitUntil([&] { return listener.over; }));
    QVERIFY(listener.heard == plenty);
}

void StreamsTest::neverSignalsFromInsideACall()
{
    OPEN_STREAM();
    QSignalSpy ready(stream.get(), &ByteStream::readyRead);
    listener.socket->write("x");
    QTRY_COMPARE(ready.size(), 1);
    const QByteArray got = stream->read(10);
    stream->write("y");
    stream->close();
    QCOMPARE(got, "x"_ba);
    QCOMPARE(ready.size(), 1);
    QVERIFY(closed.isEmpty());
    QTRY_COMPARE(closed.size(), 1);
}

void StreamsTest::mayBeDestroyedInItsOwnSignals()
{
    QFETCH(Medium, medium);
    for (const int when : {0, 1, 2, 3}) {
        Listener listener(medium);
        auto stream = makeStream(listener.where);
        connect(stream.get(), &ByteStream::opened, this, [&] {
            if (when == 0)
                stream.reset();
            else if (when == 3)
                stream->close();
        });
        connect(stream.get(), &ByteStream::readyRead, this, [&] {
            if (when == 1)
                stream.reset();
        });
        connect(stream.get(), &ByteStream::closed, this, [&] { stream.reset(); });
        stream->open();
        QTRY_VERIFY(listener.socket);
        listener.socket->write("x");
        if (when == 2)
            listener.hangUp();
        QTRY_VERIFY(!stream);
        QTRY_VERIFY(listener.over);
    }
}

void StreamsTest::mayBeClosedBeforeItIsOpen()
{
    QFETCH(Medium, medium);
    const Listener listener(medium);
    for (const bool started : {false, true}) {
        const auto stream = makeStream(listener.where);
        const QSignalSpy opened(stream.get(), &ByteStream::opened);
        const QSignalSpy failed(stream.get(), &ByteStream::failed);
        const QSignalSpy closed(stream.get(), &ByteStream::closed);
        if (started)
            stream->open();
        stream->close();
        QVERIFY(closed.isEmpty());
        QTRY_COMPARE(closed.size(), 1);
        QTest::qWait(20); // nothing may come any more
        QVERIFY(opened.isEmpty() && failed.isEmpty() && closed.size() == 1);
    }
}

void StreamsTest::tellsWhoClosed()
{
    OPEN_STREAM();
    listener.hangUp();
    QTRY_COMPARE(closed.size(), 1);
    const auto why = closed.first().first().value<Error>();
    QCOMPARE(why.code, ErrorCode::Closed);
    QCOMPARE(why.message, printed(listener.where) + u" closed the connection."_s);
    QVERIFY(!why.hint.isEmpty());
    stream->close();
    QTest::qWait(20); // nothing may come any more
    QCOMPARE(closed.size(), 1);
}

void StreamsTest::neverResetsThePeer_data()
{
    QTest::addColumn<bool>("unread");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("nothing said") << false << ""_ba;
    QTest::newRow("a little written") << false << "bye"_ba;
    QTest::newRow("a lot written") << false << plenty;
    QTest::newRow("peer's words unread") << true << ""_ba;
    QTest::newRow("peer's words unread, a little written") << true << "bye"_ba;
    QTest::newRow("peer's words unread, a lot written") << true << plenty;
}

void StreamsTest::neverResetsThePeer()
{
    QFETCH(bool, unread);
    QFETCH(QByteArray, written);
    RawPeer peer;
    auto stream = makeStream(peer.where);
    QSignalSpy opened(stream.get(), &ByteStream::opened);
    stream->open();
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(peer.accept());
    if (unread)
        QVERIFY(peer.send(QByteArray(100'000, 'u'))); // in the kernel: no event of it has been seen
    stream->write(written);
    stream.reset();
    QVERIFY(waitUntil([&] { return peer.drained(); }));
    QCOMPARE(peer.how, 0);
    QVERIFY(peer.heard == written);
}

void StreamsTest::ignoresWritingAfterTheEnd()
{
    Listener listener(Medium::Tcp);
    const auto stream = makeStream(listener.where);
    stream->write("too early");
    QCOMPARE(stream->read(10), ""_ba);
    QSignalSpy closed(stream.get(), &ByteStream::closed);
    stream->open();
    QTRY_VERIFY(listener.socket);
    listener.hangUp();
    QTRY_COMPARE(closed.size(), 1);
    stream->write("too late");
    QCOMPARE(stream->read(10), ""_ba);
    QCOMPARE(listener.heard, ""_ba);
}

QTEST_GUILESS_MAIN(StreamsTest)
#include "tst_streams.moc"
