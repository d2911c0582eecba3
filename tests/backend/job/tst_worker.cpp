// The worker as the window sees it: commands in, values out, across the thread. Real servers, and peers that a real one
// never is.

#include "backend/worker.h"
#include "tests/support/badpeer.h"
#include "tests/support/outcome.h"
#include "tests/support/realservers.h"
#include "tests/support/socketholders.h"

#include <QHash>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

namespace {

constexpr int deadlineMs = 30'000;

/// Everything that the worker told of its jobs, in order.
class JobLog final : public QObject {
    Q_OBJECT

public:
    explicit JobLog(Worker &worker)
    {
        connect(&worker, &Worker::jobChanged, this, [this](const JobSnapshot &job) {
            QVERIFY2(!isOver(last.value(job.id).state), "a job changed after its end");
            QVERIFY(job.revision > last.value(job.id).revision || !last.contains(job.id));
            last.insert(job.id, job);
        });
        connect(&worker, &Worker::jobFinished, this, [this](const JobSnapshot &job, const JobResult &result) {
            QVERIFY2(!results.contains(job.id), "a job ended twice");
            QVERIFY(isOver(job.state));
            QCOMPARE(job.error.has_value(), job.state == JobState::Failed);
            results.insert(job.id, result);
        });
        connect(&worker, &Worker::serverChanged, this, [this](const ServerStatus &status) {
            if (status.revision > servers.value(status.server).revision || !servers.contains(status.server))
                servers.insert(status.server, status);
        });
    }

    QHash<JobId, JobSnapshot> last;
    QHash<JobId, JobResult> results;
    QHash<ServerId, ServerStatus> servers;
};

ServerSpec serverAt(const QString &address)
{
    static const EngineInfos engines = availableEngines(); // looks for programs, which takes Wine 100 ms
    const auto parsed = parseAddress(engines, address);
    return {QUuid::createUuid(), address, parsed ? parsed.value() : ServerAddress{}};
}

QString peerAddress(const BadPeer &peer)
{
    return u"lldb:connect://127.0.0.1:%1"_s.arg(peer.port());
}

} // namespace

class WorkerTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_worker = std::make_unique<Worker>();
        m_log = std::make_unique<JobLog>(*m_worker);
    }
    void cleanup()
    {
        m_log.reset();
        m_worker.reset();
    }

    void theMainJobGoesThroughItsStates_data()
    {
        QTest::addColumn<QString>("engine");
        for (const EngineInfo &engine : availableEngines())
            QTest::newRow(qPrintable(engine.id)) << engine.id;
    }
    void theMainJobGoesThroughItsStates()
    {
        QFETCH(QString, engine);
        const EngineInfos engines = availableEngines();
        const EngineInfo &info = *findEngine(engines, engine);
        if (!info.start.missing.isEmpty()) {
            if (realServerOf(engine).isRequired)
                QFAIL(qPrintable(info.start.missing));
            QSKIP(qPrintable(info.start.missing));
        }
        const auto host = makeThisComputer();
        Cleanup left(*host);

        ServerSpec server{QUuid::createUuid(), u"bench"_s, {}};
        FieldValues listen{info.listenSyntax.transports.first().id, {}};
        for (const FieldInfo &field : info.listenSyntax.transports.first().fields)
            listen.values.insert(field.key, field.defaultValue);
        const JobId start = m_worker->submit(makeCommand(server, StartServer{engine, listen, u"bench"_s, true}));
        QVERIFY2(succeeded(start), qPrintable(why(start)));
        const auto started = std::get<Started>(m_log->results.value(start));
        left.add(started.process);
        server.address = started.address;
        QCOMPARE(status(server).presence.state, Presence::Up);

        QSignalSpy lists(m_worker.get(), &Worker::processesListed);
        const JobId connect = m_worker->submit(makeCommand(server, Connect{}));
        QVERIFY2(succeeded(connect), qPrintable(why(connect)));
        QCOMPARE(lists.count(), 1);
        QCOMPARE(status(server).link.state, LinkState::Connected);
        if (realServerOf(engine).tellsMachine)
            QTRY_VERIFY_WITH_TIMEOUT(!status(server).identity.host.isEmpty(), deadlineMs); // told in the background

        const JobId list = m_worker->submit(makeCommand(server, ListProcesses{}));
        QVERIFY2(succeeded(list), qPrintable(why(list)));
        QCOMPARE(lists.count(), 2);

        const JobId leave = m_worker->submit(makeCommand(server, Disconnect{}));
        QVERIFY2(succeeded(leave), qPrintable(why(leave)));
        QCOMPARE(status(server).link.state, LinkState::None);
        QCOMPARE(status(server).presence.state, Presence::Up);

        const JobId wait = m_worker->submit(makeCommand(server, WaitForEnd{}));
        const JobId again = m_worker->submit(makeCommand(server, Connect{}));
        const JobId end = m_worker->submit(makeCommand(server, EndServer{}));
        QVERIFY2(succeeded(again), qPrintable(why(again)));
        QVERIFY2(succeeded(end), qPrintable(why(end)));
        QVERIFY2(succeeded(wait), qPrintable(why(wait)));
        QCOMPARE(std::get<Waited>(m_log->results.value(wait)).answer, WaitAnswer::Ended);
        QTRY_COMPARE(status(server).link.state, LinkState::None);
        QCOMPARE(status(server).presence.state, Presence::Gone);
        QVERIFY(!status(server).lastError);
    }

    void aServerThatIsKilledBecomesGoneByItself()
    {
        const auto host = makeThisComputer();
        Cleanup left(*host);
        ServerSpec server{QUuid::createUuid(), u"bench"_s, {}};
        const EngineInfos engines = availableEngines();
        const auto startable = std::find_if(engines.begin(), engines.end(),
                                            [](const EngineInfo &info) { return info.can(Capability::Start); });
        if (startable == engines.end()) {
            QVERIFY(!serversAreRequired());
            QSKIP("no server program is installed");
        }
        FieldValues listen{startable->listenSyntax.transports.first().id, {}};
        for (const FieldInfo &field : startable->listenSyntax.transports.first().fields)
            listen.values.insert(field.key, field.defaultValue);
        const JobId start = m_worker->submit(makeCommand(server, StartServer{startable->id, listen, {}, true}));
        QVERIFY2(succeeded(start), qPrintable(why(start)));
        left.add(std::get<Started>(m_log->results.value(start)).process);
        left.endNow();
        QTRY_COMPARE_WITH_TIMEOUT(status(server).presence.state, Presence::Gone, deadlineMs);
        QVERIFY2(status(server).presence.evidence.what.contains(u"has ended ("_s),
                 qPrintable(status(server).presence.evidence.what));
    }

    void aConnectToASilentPeerIsCancelledAtOnce()
    {
        const BadPeer peer(Temper::Silent);
        const ServerSpec server = serverAt(peerAddress(peer));
        const JobId job = m_worker->submit(makeCommand(server, Connect{}));
        QTRY_VERIFY_WITH_TIMEOUT(m_log->last.value(job).step.name.startsWith(u"asking"_s), deadlineMs);
        m_worker->cancel(job);
        QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(job), deadlineMs);
        QCOMPARE(m_log->last.value(job).state, JobState::Cancelled); // and not Failed, by its own deadline
        QCOMPARE(status(server).link.state, LinkState::None);
        m_worker->cancel(job); // nothing is left to cancel
    }

    void aQueuedJobIsCancelledWithoutHavingRun()
    {
        const BadPeer peer(Temper::Silent);
        const ServerSpec server = serverAt(peerAddress(peer));
        const JobId first = m_worker->submit(makeCommand(server, Connect{}));
        const JobId second = m_worker->submit(makeCommand(server, ListProcesses{}));
        m_worker->cancel(second);
        QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(second), deadlineMs);
        QCOMPARE(m_log->last.value(second).state, JobState::Cancelled);
        QVERIFY(!m_log->last.value(second).startedAt.isValid());
        QVERIFY(!m_log->results.contains(first));
        m_worker->cancel(first);
        QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(first), deadlineMs);
    }

    void aFailureShowsInTheStatusAndASuccessClearsIt()
    {
        const BadPeer dead(Temper::Dead);
        const ServerSpec server = serverAt(peerAddress(dead));
        const JobId job = m_worker->submit(makeCommand(server, Connect{}));
        QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(job), deadlineMs);
        QCOMPARE(m_log->last.value(job).error->code, ErrorCode::Unreachable);
        QCOMPARE(status(server).presence.state, Presence::Unreachable);
        QCOMPARE(status(server).lastError->code, ErrorCode::Unreachable);
        const JobId leave = m_worker->submit(makeCommand(server, Disconnect{}));
        QVERIFY2(succeeded(leave), qPrintable(why(leave)));
        QVERIFY(!status(server).lastError);
    }

    void aStartWithoutConsentIsRefusedWhereOthersCouldReachIt()
    {
        bool found = false;
        for (const EngineInfo &info : availableEngines()) {
            if (info.start.exposure.isEmpty() || !info.start.missing.isEmpty())
                continue;
            found = true;
            const ServerSpec server{QUuid::createUuid(), u"exposed"_s, {}};
            const JobId job = m_worker->submit(
                makeCommand(server, StartServer{info.id, {u"tcp"_s, {{u"port"_s, u"0"_s}}}, {}, false}));
            QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(job), deadlineMs);
            QCOMPARE(m_log->last.value(job).error->code, ErrorCode::ConsentNeeded);
        }
        if (!found)
            QVERIFY(!serversAreRequired());
    }

    void moreJobsThanPlacesAllComeToTheirEnd()
    {
        const BadPeer closing(Temper::Closing);
        QList<JobId> jobs;
        for (int i = 0; i < 100; ++i)
            jobs << m_worker->submit(makeCommand(serverAt(peerAddress(closing)), Connect{}));
        for (const JobId &job : jobs) {
            QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(job), deadlineMs);
            const ErrorCode code = m_log->last.value(job).error->code;
            QVERIFY2(code == ErrorCode::Closed || (code == ErrorCode::Silent && !everyResetIsTold()),
                     qPrintable(why(job)));
        }
    }

    void theWorkerEndsInTheMiddleOfItsWork()
    {
        const BadPeer peer(Temper::Silent);
        for (int i = 0; i < 20; ++i)
            m_worker->submit(makeCommand(serverAt(peerAddress(peer)), Connect{}));
        QTRY_VERIFY_WITH_TIMEOUT(peer.accepted() > 0, deadlineMs);
        m_worker.reset(); // joins its thread; the sanitizers see what is left behind
    }

    void aWorkerThatEndsInTheMiddleOfAHandshakeLeavesRealServersAlive()
    {
        for (const EngineInfo &info : availableEngines()) {
            if (!info.can(Capability::Start))
                continue;
            const auto host = makeThisComputer();
            Cleanup left(*host);
            ServerSpec server{QUuid::createUuid(), u"bench"_s, {}};
            FieldValues listen{info.listenSyntax.transports.first().id, {}};
            for (const FieldInfo &field : info.listenSyntax.transports.first().fields)
                listen.values.insert(field.key, field.defaultValue);
            const JobId start = m_worker->submit(makeCommand(server, StartServer{info.id, listen, {}, true}));
            QVERIFY2(succeeded(start), qPrintable(why(start)));
            const auto started = std::get<Started>(m_log->results.value(start));
            left.add(started.process);
            server.address = started.address;
            for (int i = 0; i < 10; ++i) {
                Worker hasty;
                hasty.submit(makeCommand(server, Connect{}));
                QTest::qWait(i); // somewhere in the middle, each time a little later
            }
            const auto watch = host->watch(started.process);
            QVERIFY2(watch, qPrintable(info.name));
            const JobId list = m_worker->submit(makeCommand(server, ListProcesses{}));
            QVERIFY2(succeeded(list), qPrintable(why(list)));
        }
    }

    void anUnknownEngineIsAFailureAndNoCrash()
    {
        const ServerSpec server{QUuid::createUuid(), u"odd"_s, {u"nosuch"_s, {}, u"nosuch:1"_s}};
        const JobId job = m_worker->submit(makeCommand(server, Connect{}));
        QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(job), deadlineMs);
        QCOMPARE(m_log->last.value(job).error->code, ErrorCode::InvalidInput);
    }

    void forgettingAServerCancelsItsJobs()
    {
        const BadPeer peer(Temper::Silent);
        const ServerSpec server = serverAt(peerAddress(peer));
        const JobId job = m_worker->submit(makeCommand(server, Connect{}));
        QTRY_VERIFY_WITH_TIMEOUT(peer.accepted() > 0, deadlineMs);
        m_worker->forget(server.id);
        QTRY_VERIFY_WITH_TIMEOUT(m_log->results.contains(job), deadlineMs);
        QCOMPARE(m_log->last.value(job).state, JobState::Cancelled);
    }

private:
    [[nodiscard]] bool succeeded(const JobId &job) const
    {
        const bool over = QTest::qWaitFor([&] { return m_log->results.contains(job); }, deadlineMs);
        return over && m_log->last.value(job).state == JobState::Succeeded;
    }
    [[nodiscard]] QString why(const JobId &job) const
    {
        const JobSnapshot snapshot = m_log->last.value(job);
        return snapshot.error ? QString::fromUtf8(explained(*snapshot.error))
                              : u"not over, at: "_s + snapshot.step.name;
    }
    [[nodiscard]] ServerStatus status(const ServerSpec &server) const { return m_log->servers.value(server.id); }

    std::unique_ptr<Worker> m_worker;
    std::unique_ptr<JobLog> m_log;
};

QTEST_GUILESS_MAIN(WorkerTest)
#include "tst_worker.moc"
