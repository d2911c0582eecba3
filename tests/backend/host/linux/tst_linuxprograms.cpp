// What only Linux has: sessions, descriptors, signals, zombies, and sockets that are files.

#include "backend/host/host.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {
constexpr int deadlineMs = 20'000;
}

class LinuxProgramsTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup()
    {
        for (const ProcessRef &process : std::as_const(m_started)) {
            [[maybe_unused]] const auto ended = m_host->signal(process, Signal::Kill);
        }
        m_started.clear();
    }

    void aDetachedProgramLeadsItsOwnSessionAndInheritsNothing()
    {
        QFile leaking(QCoreApplication::applicationFilePath()); // a descriptor that must not cross over
        QVERIFY(leaking.open(QIODevice::ReadOnly));
        // Stopped, and not running something else: a program that is just loaded has its libraries open.
        const ProcessRef process = run(u"echo here; kill -STOP $$"_s);
        QTRY_COMPARE_WITH_TIMEOUT(output(), "here\n"_ba, deadlineMs);
        QCOMPARE(getsid(static_cast<pid_t>(process.pid)), static_cast<pid_t>(process.pid));
        const QDir descriptors(u"/proc/%1/fd"_s.arg(process.pid));
        QCOMPARE(descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size(), 3);
        QCOMPARE(QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(process.pid)), QDir::home().canonicalPath());
    }

    void theInputOfAProgramThatEndsWithUsEndsWithUs()
    {
        RunRequest request{u"/bin/sh"_s,
                           {u"-c"_s, u"trap '' TERM; read a; echo $a; read b || echo over; exec sleep 600"_s},
                           m_folder.filePath(u"output"_s),
                           "first\n"};
        request.endsWithUs = true;
        const auto process = m_host->runDetached(request);
        QVERIFY(process);
        m_started << process.value();
        QTRY_COMPARE_WITH_TIMEOUT(output(), "first\n"_ba, deadlineMs);
        QTest::qWait(100);
        QCOMPARE(output(), "first\n"_ba);
        m_host = makeThisComputer();
        QTRY_COMPARE_WITH_TIMEOUT(output(), "first\nover\n"_ba, deadlineMs);
    }

    void aSignalThatEndsAProgramIsTold()
    {
        const ProcessRef process = run(u"kill -9 $$"_s);
        const auto watch = m_host->watch(process);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
        QCOMPARE(ended.first().first().toString(), u"signal 9"_s);
        QVERIFY2(waitpid(static_cast<pid_t>(process.pid), nullptr, WNOHANG) < 0, "a zombie was left");
    }

    void aProcessKnowsItsParent()
    {
        const ProcessRef process = run(u"exec sleep 600"_s);
        QList<HostProcess> all;
        m_host->processes(this, [&](const Result<QList<HostProcess>> &seen) { all = seen.value(); });
        QTRY_VERIFY_WITH_TIMEOUT(!all.isEmpty(), deadlineMs);
        const auto child = std::find_if(all.begin(), all.end(),
                                        [&](const HostProcess &other) { return other.ref.pid == process.pid; });
        QVERIFY(child != all.end());
        QCOMPARE(child->parentPid, QCoreApplication::applicationPid());
        QCOMPARE(child->processGroup, process.pid);
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

private:
    Listener find(const Endpoint &endpoint)
    {
        std::optional<Listener> found;
        m_host->findListener(endpoint, this, [&](const Result<Listener> &seen) { found = seen.value(); });
        const bool inTime = QTest::qWaitFor([&] { return found.has_value(); }, deadlineMs);
        return inTime ? *found : Listener{};
    }
    ProcessRef run(const QString &script)
    {
        const auto process = m_host->runDetached({u"/bin/sh"_s, {u"-c"_s, script}, m_folder.filePath(u"output"_s)});
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
    std::unique_ptr<Host> m_host = makeThisComputer();
    QList<ProcessRef> m_started;
};

QTEST_GUILESS_MAIN(LinuxProgramsTest)
#include "tst_linuxprograms.moc"
