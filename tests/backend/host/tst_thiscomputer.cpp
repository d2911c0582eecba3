// The machine that the test runs on, as the host shows it.

#include "backend/host/host.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {
constexpr int deadlineMs = 20'000;
}

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
        QCOMPARE(self->program, QFile::symLinkTarget(u"/proc/self/exe"_s));
        QCOMPARE(self->parentPid, static_cast<qint64>(getppid()));
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
        QVERIFY(seen.process);
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

    void localSocketsAreFoundToo()
    {
        QTemporaryDir folder;
        QLocalServer server;
        const QString path = folder.filePath(u"socket"_s);
        QVERIFY(server.listen(path));
        QCOMPARE(find(LocalEndpoint{path, false}).process->ref.pid, QCoreApplication::applicationPid());
        QVERIFY(!find(LocalEndpoint{path + u'x', false}).listening);

        QLocalServer abstract;
        abstract.setSocketOptions(QLocalServer::AbstractNamespaceOption);
        const QString name = u"procdeck-test-%1"_s.arg(QCoreApplication::applicationPid());
        QVERIFY(abstract.listen(name));
        QVERIFY(find(LocalEndpoint{name, true}).listening);
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

    void aDetachedProgramLeadsItsOwnSessionAndInheritsNothing()
    {
        QFile leaking(QCoreApplication::applicationFilePath()); // a descriptor that must not cross over
        QVERIFY(leaking.open(QIODevice::ReadOnly));
        const ProcessRef process = run({u"-c"_s, u"read line; echo \"got:$line\"; echo oops >&2; exec sleep 600"_s});
        QTRY_COMPARE_WITH_TIMEOUT(output(), "got:\noops\n"_ba, deadlineMs);
        QCOMPARE(getsid(static_cast<pid_t>(process.pid)), static_cast<pid_t>(process.pid));
        const QDir descriptors(u"/proc/%1/fd"_s.arg(process.pid));
        QCOMPARE(descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size(), 3);
        QCOMPARE(QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(process.pid)), QDir::home().canonicalPath());
    }

    void theEndOfAProgramIsToldWithItsStatus_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("status");
        QTest::newRow("exit") << u"exit 3"_s << u"exit status 3"_s;
        QTest::newRow("signal") << u"kill -9 $$"_s << u"signal 9"_s;
    }
    void theEndOfAProgramIsToldWithItsStatus()
    {
        QFETCH(QString, script);
        QFETCH(QString, status);
        const ProcessRef process = run({u"-c"_s, script});
        const auto watch = m_host->watch(process);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
        QCOMPARE(ended.first().first().toString(), status);
        QVERIFY2(waitpid(static_cast<pid_t>(process.pid), nullptr, WNOHANG) < 0, "a zombie was left");

        const auto late = m_host->watch(process); // who asks afterwards hears it too
        QVERIFY(late);
        QSignalSpy endedLate(late.get(), &ProcessWatch::ended);
        QTRY_COMPARE_WITH_TIMEOUT(endedLate.count(), 1, deadlineMs);
        QCOMPARE(endedLate.first().first().toString(), status);
    }

    void aDetachedProgramOutlivesTheHost()
    {
        const ProcessRef process = run({u"-c"_s, u"exec sleep 600"_s});
        m_host = makeThisComputer();
        const auto watch = m_host->watch(process);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        QVERIFY(m_host->signal(process, Signal::Terminate));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
        waitpid(static_cast<pid_t>(process.pid), nullptr, 0);
    }

    void anotherProcessWithTheSamePidIsLeftAlone()
    {
        ProcessRef process = run({u"-c"_s, u"exec sleep 600"_s});
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
        QVERIFY(m_host->findProgram({u"no-such-program"_s, u"sh"_s}).endsWith(u"/sh"_s));
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
    ProcessRef run(const QStringList &arguments)
    {
        const auto process = m_host->runDetached({u"/bin/sh"_s, arguments, m_folder.filePath(u"output"_s)});
        if (!process) {
            QTest::qFail(qPrintable(process.error().message), __FILE__, __LINE__);
            return {};
        }
        m_started << process.value();
        return process.value();
    }
    QByteArray output() const
    {
        QFile file(m_folder.filePath(u"output"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Host> m_host;
    QList<ProcessRef> m_started;
};

QTEST_GUILESS_MAIN(ThisComputerTest)
#include "tst_thiscomputer.moc"
