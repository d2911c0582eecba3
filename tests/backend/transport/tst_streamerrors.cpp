// What a stream says when it cannot be opened.

#include "backend/transport/bytestream.h"

#include <QFile>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/fsuid.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace procdeck;

class StreamErrorsTest final : public QObject {
    Q_OBJECT

private slots:
    void saysWhyItCannotBeOpened_data();
    void saysWhyItCannotBeOpened();
#ifdef Q_OS_UNIX
    void saysThatASocketBelongsToSomebodyElse();
#endif

private:
    QTemporaryDir m_dir;
};

namespace {

#ifdef Q_OS_UNIX
/// As a server leaves it that ended without tidying up.
void leaveSocketBehind(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
    const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QVERIFY(::bind(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0);
    ::close(server);
    QVERIFY(QFile::exists(path));
}
#endif

/// The error of a stream that cannot be opened, after checking how it was told.
Error openingError(const Endpoint &where)
{
    const auto stream = makeStream(where);
    std::optional<Error> error;
    QObject::connect(stream.get(), &ByteStream::failed, stream.get(), [&error](const Error &why) { error = why; });
    const QSignalSpy opened(stream.get(), &ByteStream::opened);
    const QSignalSpy failed(stream.get(), &ByteStream::failed);
    const QSignalSpy closed(stream.get(), &ByteStream::closed);
    stream->open();
    if (!failed.isEmpty())
        return {ErrorCode::Internal, u"failed() came from inside open()"_s, {}, {}};
    if (!QTest::qWaitFor([&error] { return error.has_value(); }, 20'000))
        return {ErrorCode::Internal, u"nothing came"_s, {}, {}};
    stream->close();
    QTest::qWait(20); // nothing may come any more
    if (failed.size() != 1 || !opened.isEmpty() || !closed.isEmpty())
        return {ErrorCode::Internal, u"other signals came as well"_s, {}, {}};
    return *error;
}

} // namespace

void StreamErrorsTest::saysWhyItCannotBeOpened_data()
{
    QTest::addColumn<Endpoint>("where");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *name, const Endpoint &where, const QString &says, const QString &hint) {
        QTest::newRow(name) << where << ErrorCode::Unreachable << says << hint;
    };

    QTcpServer unused;
    QVERIFY(unused.listen(QHostAddress::LocalHost));
    const quint16 port = unused.serverPort();
    unused.close();
    row("nobody listens", TcpEndpoint{u"127.0.0.1"_s, port},
        u"Nobody answers at 127.0.0.1:%1: the connection was refused."_s.arg(port), u"Check that the server runs"_s);
    row("nobody listens, by name", TcpEndpoint{u"localhost"_s, port},
        u"Nobody answers at localhost:%1: the connection was refused."_s.arg(port), u"Check that the server runs"_s);
    row("no such name", TcpEndpoint{u"no such computer"_s, 17100},
        u"no computer is known by the name “no such computer”"_s, u"spelling"_s);
#ifdef Q_OS_UNIX
    row("no way there", TcpEndpoint{u"127.255.255.255"_s, 17100}, u"the computer cannot be reached"_s, u"network"_s);

#endif

    const QString missing = m_dir.filePath(u"missing"_s);
    row("no such socket", LocalEndpoint{missing, false},
        u"Nobody answers at %1: there is no such socket."_s.arg(missing), u"the path is right"_s);
#ifdef Q_OS_UNIX
    const QString stale = m_dir.filePath(u"stale"_s);
    leaveSocketBehind(stale);
    row("socket left behind", LocalEndpoint{stale, false},
        u"Nobody answers at %1: the server has ended and left its socket behind."_s.arg(stale),
        u"Start the server again"_s);
    const QString plain = m_dir.filePath(u"plain"_s);
    QFile file(plain);
    QVERIFY(file.open(QIODevice::WriteOnly));
    row("a plain file", LocalEndpoint{plain, false}, u"that is no socket"_s, u"Check the path"_s);
    row("a folder", LocalEndpoint{m_dir.path(), false}, u"that is no socket"_s, u"Check the path"_s);
    row("too long a path", LocalEndpoint{u"/tmp/"_s + QString(200, u'x'), false}, u"too long"_s, u"at most"_s);
#endif
#ifdef Q_OS_LINUX
    row("no such abstract name", LocalEndpoint{u"procdeck-nobody-is-here"_s, true},
        u"Nobody answers at @procdeck-nobody-is-here: the connection was refused."_s, u"the name is right"_s);
#endif
}

void StreamErrorsTest::saysWhyItCannotBeOpened()
{
    QFETCH(Endpoint, where);
    QFETCH(QString, says);
    QFETCH(QString, hint);
    const Error error = openingError(where);
    QVERIFY2(error.message.contains(says), qPrintable(error.message + u" | "_s + error.detail));
    QTEST(error.code, "code");
    QVERIFY2(error.message.contains(printed(where)), qPrintable(error.message));
    QVERIFY2(error.hint.contains(hint), qPrintable(error.hint));
    QVERIFY(!error.detail.isEmpty());
}

#ifdef Q_OS_UNIX
void StreamErrorsTest::saysThatASocketBelongsToSomebodyElse()
{
    const QString path = m_dir.filePath(u"private"_s);
    QLocalServer server;
    QVERIFY(server.listen(path));
    QVERIFY(::chmod(QFile::encodeName(path).constData(), 0) == 0);
#ifdef Q_OS_LINUX
    if (::geteuid() == 0)
        ::setfsuid(65534); // permissions mean nothing to root; this thread is somebody else for a while
#endif
    const Error error = openingError(LocalEndpoint{path, false});
#ifdef Q_OS_LINUX
    if (::geteuid() == 0)
        ::setfsuid(0);
#endif
    QCOMPARE(error.code, ErrorCode::PermissionDenied);
    QVERIFY2(error.message.contains(path), qPrintable(error.message));
    QVERIFY(!error.hint.isEmpty());
}
#endif

QTEST_GUILESS_MAIN(StreamErrorsTest)
#include "tst_streamerrors.moc"
