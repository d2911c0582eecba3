// The machine that the test runs on, as the host shows it.

#include "backend/host/host.h"
#include "tests/support/socketholders.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {
constexpr int deadlineMs = 20'000;
const QString puppetName = u"procdeck_test_puppet"_s;
} // namespace

class ThisComputerTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_host = makeThisComputer(); }
    void cleanup()
    {
        for (const ProcessRef &process : std::as_const(m_started)) {
            [[maybe_unused]] const auto ended = m_host->signal(process, Signal::Kill);
        }
        m_started.clear();
        m_host.reset();
    }

    void itsProcessesIncludeThisOne()
    {
        QList<HostProcess> all;
        m_host->processes(this, [&](const Result<QList<HostProcess>> &seen) { all = seen.value(); });
        QVERIFY(all.isEmpty()); // never from inside the call
        QTRY_VERIFY_WITH_TIMEOUT(!all.isEmpty(), deadlineMs);
        const auto self = std::find_if(all.begin(), all.end(), [](const HostProcess &process) {
            return process.ref.pid == QCoreApplication::applicationPid();
        });
        QVERIFY(self != all.end());
        QCOMPARE(QFileInfo(self->program).canonicalFilePath(),
                 QFileInfo(QCoreApplication::applicationFilePath()).canonicalFilePath());
        QCOMPARE(self->arguments, QCoreApplication::arguments());
        QVERIFY(self->ref.startTime > 0);
    }

    void aListenerIsFoundWithItsProcessAndClients_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("loopback") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("every interface") << QHostAddress(QHostAddress::AnyIPv4);
        QTest::newRow("every interface, both versions") << QHostAddress(QHostAddress::Any);
    }
    void aListenerIsFoundWithItsProcessAndClients()
    {
        QFETCH(QHostAddress, address);
        QTcpServer server;
        QVERIFY(server.listen(address, 0));
        const Endpoint endpoint = TcpEndpoint{u"127.0.0.1"_s, server.serverPort()};
        Listener seen = find(endpoint);
        QVERIFY(seen.listening);
        QCOMPARE(seen.process.has_value(), test::socketsHaveHolders());
        if (seen.process)
            QCOMPARE(seen.process->ref.pid, QCoreApplication::applicationPid());
        QVERIFY(seen.clients.isEmpty());

        QTcpSocket client;
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        seen = find(endpoint);
        QCOMPARE(seen.clients, QStringList{u"127.0.0.1:%1"_s.arg(client.localPort())});
        server.close();
        QVERIFY(!find(endpoint).listening);
    }

    void anAnswerIsNotGivenToWhoIsGone()
    {
        auto gone = std::make_unique<QObject>();
        bool answered = false;
        m_host->processes(gone.get(), [&](const Result<QList<HostProcess>> &) { answered = true; });
        gone.reset();
        bool later = false;
        m_host->processes(this, [&](const Result<QList<HostProcess>> &) { later = true; });
        QTRY_VERIFY_WITH_TIMEOUT(later, deadlineMs);
        QVERIFY(!answered);
    }

    void itEndsInTheMiddleOfLooking()
    {
        for (int i = 0; i < 20; ++i)
            m_host->processes(this,
                              [](const Result<QList<HostProcess>> &) { QFAIL("answered by a host that is gone"); });
        m_host.reset();
        QCoreApplication::sendPostedEvents();
        m_host = makeThisComputer();
    }

    void aDetachedProgramGetsWhatItWasGiven()
    {
        qputenv("PROCDECK_PUPPET", "outer");
        const QStringList arguments{u"answer"_s, u""_s,          u"two words"_s,   u"a\"quote"_s,
                                    u"back\\"_s, u"b\\\"c\\ "_s, u"%PATH% $HOME"_s};
        RunRequest request{puppet(), arguments, m_folder.filePath(u"output"_s), "the first\nthe second"};
        start(request);
        QByteArray wanted = "heard:the first\nheard:the second\n";
        for (const QString &argument : arguments)
            wanted += "argument:" + argument.toUtf8() + '\n';
        QTRY_COMPARE_WITH_TIMEOUT(output(), wanted + "variable:outer\noops\n", deadlineMs);

        request.input.clear();
        request.arguments = QStringList{u"answer"_s};
        request.environment = {{u"PROCDECK_PUPPET"_s, u"inner"_s}};
        start(request);
        QTRY_COMPARE_WITH_TIMEOUT(output(), "argument:answer\nvariable:inner\noops\n"_ba, deadlineMs);
        request.environment = {{u"PROCDECK_PUPPET"_s, QString()}};
        start(request);
        QTRY_COMPARE_WITH_TIMEOUT(output(), "argument:answer\nvariable:none\noops\n"_ba, deadlineMs);
    }

    void theEndOfAProgramIsToldWithItsStatus()
    {
        const ProcessRef process = run({u"exit"_s, u"3"_s});
        const auto watch = m_host->watch(process);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
        QCOMPARE(ended.first().first().toString(), u"exit status 3"_s);

        const auto late = m_host->watch(process); // who asks afterwards hears it too
        QVERIFY(late);
        QSignalSpy endedLate(late.get(), &ProcessWatch::ended);
        QTRY_COMPARE_WITH_TIMEOUT(endedLate.count(), 1, deadlineMs);
        QCOMPARE(endedLate.first().first().toString(), u"exit status 3"_s);
        QCOMPARE(ended.count(), 1);

        const auto refused = m_host->signal(process, Signal::Kill);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unreachable);
    }

    void aDetachedProgramOutlivesTheHost()
    {
        const ProcessRef process = run({u"sleep"_s});
        m_host = makeThisComputer();
        const auto watch = m_host->watch(process);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        QVERIFY(m_host->signal(process, Signal::Terminate));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
        QVERIFY(ended.first().first().toString().isEmpty()); // only its parent knows
        m_host = makeThisComputer();
    }

    void aProgramThatEndsWithUsGoesWithTheHost()
    {
        RunRequest request{puppet(), {u"sleep"_s}, m_folder.filePath(u"output"_s)};
        request.endsWithUs = true;
        const ProcessRef process = start(request);
        const auto elsewhere = makeThisComputer();
        const auto watch = elsewhere->watch(process);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        QTest::qWait(100);
        QCOMPARE(ended.count(), 0);
        m_host = makeThisComputer();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
    }

    void aProgramThatEndsWithUsDoesSoWhenWeAreKilled()
    {
        QProcess keeper;
        keeper.start(puppet(), {u"keep"_s, m_folder.filePath(u"output"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(keeper.canReadLine(), deadlineMs);
        const qint64 pid = keeper.readLine().trimmed().toLongLong();
        QList<HostProcess> all;
        m_host->processes(this, [&](const Result<QList<HostProcess>> &seen) { all = seen.value(); });
        QTRY_VERIFY_WITH_TIMEOUT(!all.isEmpty(), deadlineMs);
        const auto kept =
            std::find_if(all.begin(), all.end(), [pid](const HostProcess &process) { return process.ref.pid == pid; });
        QVERIFY(kept != all.end());
        m_started << kept->ref;
        const auto watch = m_host->watch(kept->ref);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        keeper.kill();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
        QTRY_COMPARE_WITH_TIMEOUT(keeper.state(), QProcess::NotRunning, deadlineMs);
    }

    void anotherProcessWithTheSamePidIsLeftAlone()
    {
        ProcessRef process = run({u"sleep"_s});
        ProcessRef impostor = process;
        impostor.startTime += 1;
        const auto refused = m_host->signal(impostor, Signal::Kill);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Unreachable);
        QVERIFY(!m_host->watch(impostor));
        QVERIFY(m_host->watch(process));
    }

    void aMissingProgramIsAClearError()
    {
        const auto result = m_host->runDetached({u"/no/such/program"_s, {}, m_folder.filePath(u"out"_s)});
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::MissingProgram);

        RunRequest bound{u"/no/such/program"_s, {}, m_folder.filePath(u"out"_s)};
        bound.endsWithUs = true;
        const auto boundResult = m_host->runDetached(bound);
        QVERIFY(!boundResult);
        QCOMPARE(boundResult.error().code, ErrorCode::MissingProgram);
    }

    void itsOwnAddressesAreItsOwn()
    {
        QVERIFY(m_host->owns(TcpEndpoint{u"127.0.0.1"_s, 1}));
        QVERIFY(m_host->owns(TcpEndpoint{u"127.9.9.9"_s, 1}));
        QVERIFY(m_host->owns(TcpEndpoint{u"::1"_s, 1}));
        QVERIFY(m_host->owns(TcpEndpoint{u"LocalHost"_s, 1}));
        QVERIFY(m_host->owns(TcpEndpoint{QSysInfo::machineHostName(), 1}));
        QVERIFY(m_host->owns(LocalEndpoint{u"/run/x"_s, false}));
        QVERIFY(!m_host->owns(TcpEndpoint{u"192.0.2.1"_s, 1}));
        QVERIFY(!m_host->owns(TcpEndpoint{u"some.other.example"_s, 1}));
    }

    void programsAreFoundByTheFirstNameThatExists()
    {
        qputenv("PATH", qgetenv("PATH") + char(QDir::listSeparator().toLatin1()) +
                            QFile::encodeName(QDir::toNativeSeparators(QCoreApplication::applicationDirPath())));
        QCOMPARE(m_host->findProgram({u"no-such-program"_s, puppetName}), puppet());
        QVERIFY(m_host->findProgram({u"no-such-program"_s}).isEmpty());
    }

private:
    Listener find(const Endpoint &endpoint)
    {
        std::optional<Listener> found;
        m_host->findListener(endpoint, this, [&](const Result<Listener> &seen) { found = seen.value(); });
        const bool inTime = QTest::qWaitFor([&] { return found.has_value(); }, deadlineMs);
        return inTime ? *found : Listener{};
    }
    static QString puppet()
    {
        return QStandardPaths::findExecutable(puppetName, {QCoreApplication::applicationDirPath()});
    }
    ProcessRef run(const QStringList &arguments)
    {
        return start({puppet(), arguments, m_folder.filePath(u"output"_s)});
    }
    ProcessRef start(const RunRequest &request)
    {
        const auto process = m_host->runDetached(request);
        if (!process) {
            QTest::qFail(qPrintable(process.error().message), __FILE__, __LINE__);
            return {};
        }
        m_started << process.value();
        return process.value();
    }
    /// With the ends of lines that Unix has.
    QByteArray output() const
    {
        QFile file(m_folder.filePath(u"output"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll().replace("\r\n", "\n") : QByteArray();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Host> m_host;
    QList<ProcessRef> m_started;
};

QTEST_GUILESS_MAIN(ThisComputerTest)
#include "tst_thiscomputer.moc"
