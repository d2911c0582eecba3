#include "tests/live/tst_enginecontract.h"

#include "backend/engine/dbgeng/helpersetup.h"
#include "backend/transport/bytestream.h"
#include "tests/support/badpeer.h"
#include "tests/support/blindhost.h"
#include "tests/support/outcome.h"
#include "tests/support/socketholders.h"

#include <QFileInfo>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;
using namespace std::chrono_literals;

namespace {

constexpr int deadlineMs = 20'000;

/// Others take the engine's usual ones, at the same time, and would find the servers of this program there.
const QString ownPorts = u"5705:5805"_s;

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

quint16 portOf(const ServerAddress &address)
{
    return address.fields.values.value(u"port"_s).toUShort();
}

/// PROCDECK_CONTRACT_ENGINE: only the servers of that engine, so that engines can be tested side by side.
bool isWanted(const RealServer &server)
{
    const QString only = qEnvironmentVariable("PROCDECK_CONTRACT_ENGINE");
    return only.isEmpty() || only == server.engine;
}

Endpoint loopback(quint16 port)
{
    return TcpEndpoint{u"127.0.0.1"_s, port};
}

} // namespace

void EngineContractTest::rows()
{
    QTest::addColumn<int>("server");
    const auto host = makeThisComputer();
    const QList<RealServer> servers = realServers(*host);
    for (int i = 0; i < servers.size(); ++i) {
        if (isWanted(servers.at(i)))
            QTest::newRow(qPrintable(servers.at(i).label)) << i;
    }
}

void EngineContractTest::initTestCase()
{
    m_host = makeThisComputer();
}

void EngineContractTest::init()
{
    m_cleanup = std::make_unique<Cleanup>(*m_host);
    if (!QTest::currentDataTag())
        return;
    QFETCH(int, server);
    m_server = realServers(*m_host).at(server);
    if (m_server.program.isEmpty()) {
        const QString why = u"not installed; %1"_s.arg(m_server.howToGet);
        if (m_server.isRequired)
            QFAIL(qPrintable(why));
        QSKIP(qPrintable(why));
    }
    m_engine = engineFor(m_server, *m_host);
}

void EngineContractTest::cleanup()
{
    m_engine.reset();
    m_cleanup.reset();
}

FieldValues EngineContractTest::listenAnywhere() const
{
    FieldValues fields;
    const TransportInfo &transport = m_engine->info().listenSyntax.transports.first();
    fields.transport = transport.id;
    for (const FieldInfo &field : transport.fields)
        fields.values.insert(field.key, field.kind == FieldKind::PortRange ? ownPorts : field.defaultValue);
    return fields;
}

ServerAddress EngineContractTest::addressAt(const Engine &engine, quint16 port) const
{
    return makeAddress(engine.info(), {u"tcp"_s, {{u"host"_s, u"127.0.0.1"_s}, {u"port"_s, QString::number(port)}}})
        .value();
}

Started EngineContractTest::started()
{
    const auto result = outcomeOf(m_engine->start({listenAnywhere()}));
    if (!result) {
        QTest::qFail(explained(result.error()).constData(), __FILE__, __LINE__);
        return {};
    }
    m_cleanup->add(result->process);
    return result.value();
}

bool EngineContractTest::alive(const ProcessRef &process)
{
    const auto watch = m_host->watch(process);
    QSignalSpy ended(watch.get(), &ProcessWatch::ended);
    return watch && !ended.wait(50);
}

void EngineContractTest::startSucceedsOnceTheServerListens()
{
    QStringList steps;
    const auto result = outcomeOf(m_engine->start({listenAnywhere()}), &steps);
    PROCDECK_VERIFY_OK(result);
    m_cleanup->add(result->process);
    QVERIFY2(steps.join(u'|').contains(u"starting "_s), qPrintable(steps.join(u'|')));
    QVERIFY(result->process.pid > 0);
    QVERIFY(portOf(result->address) > 0);
    QCOMPARE(result->evidence.value(0).source, EvidenceSource::SocketTable);
    QVERIFY(alive(result->process));
    QTcpSocket nobody; // the port is really taken: nobody else can bind it
    QVERIFY(!nobody.bind(QHostAddress::LocalHost, portOf(result->address), QAbstractSocket::DontShareAddress));
}

void EngineContractTest::aServerThatEndsWithUsGoesWithTheHost()
{
    auto theirs = makeThisComputer();
    const auto result = outcomeOf(engineFor(m_server, *theirs)->start({listenAnywhere(), true}));
    PROCDECK_VERIFY_OK(result);
    m_cleanup->add(result->process);
    const auto link = outcomeOf(m_engine->connect(result->address)); // what serves a client goes too
    PROCDECK_VERIFY_OK(link);
    const auto watch = m_host->watch(result->process);
    QVERIFY(watch);
    QSignalSpy ended(watch.get(), &ProcessWatch::ended);
    theirs.reset();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
    const quint16 port = portOf(result->address);
    const auto isFree = [port] {
        QTcpServer next;
        return next.listen(QHostAddress::LocalHost, port);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isFree(), deadlineMs);
}

void EngineContractTest::startOnAGivenPortTakesThatPort()
{
    FieldValues listen = listenAnywhere();
    const quint16 port = freePort();
    listen.values[u"port"_s] = QString::number(port);
    const auto result = outcomeOf(m_engine->start({listen}));
    PROCDECK_VERIFY_OK(result);
    m_cleanup->add(result->process);
    QCOMPARE(portOf(result->address), port);
}

void EngineContractTest::startOnATakenPortSaysWhoHasIt()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost, 0));
    FieldValues listen = listenAnywhere();
    listen.values[u"port"_s] = QString::number(taken.serverPort());
    const auto result = outcomeOf(m_engine->start({listen}));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Busy);
    if (socketsHaveHolders())
        QVERIFY2(result.error().message.contains(QString::number(QCoreApplication::applicationPid())),
                 explained(result.error()).constData());
    listen.values[u"port"_s] = u"0"_s;
    const bool zeroIsAPort = checkFields(m_engine->info().listenSyntax, listen).ok();
    QCOMPARE(result.error().hint.contains(u" 0 "_s), zeroIsAPort);
}

void EngineContractTest::startOfAProgramThatDiesShowsWhatItSaid()
{
    QTemporaryDir folder;
    const QString script = programThatDies(folder, u"no licence for debugging today"_s, 3);
    const auto engine = engineFor(m_server, *m_host, script);
    const auto result = outcomeOf(engine->start({listenAnywhere()}));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::ServerFailed);
    QVERIFY2(result.error().message.contains(u"no licence for debugging today"_s),
             explained(result.error()).constData());
    QVERIFY2(result.error().message.contains(u"exit status 3"_s), explained(result.error()).constData());
}

void EngineContractTest::startThatIsGivenUpLeavesNoServer()
{
    auto task = m_engine->start({listenAnywhere()});
    bool startingUp = false;
    task->start([&](const Step &step) { startingUp |= step.name.startsWith(u"starting"_s); },
                [](const Result<Started> &) { QFAIL("a task that was destroyed reported an outcome"); });
    QVERIFY(QTest::qWaitFor([&] { return startingUp; }, deadlineMs));
    task.reset();
    const auto noneLeft = [this] {
        bool done = false;
        bool none = true;
        m_host->processes(this, [&](const Result<QList<HostProcess>> &all) {
            for (const HostProcess &process : all.value())
                none &=
                    !(process.parentPid == QCoreApplication::applicationPid() && process.program == m_server.program);
            done = true;
        });
        return QTest::qWaitFor([&] { return done; }, deadlineMs) && none;
    };
    QTRY_VERIFY_WITH_TIMEOUT(noneLeft(), deadlineMs);
}

#ifdef Q_OS_UNIX // Windows has nothing like it
void EngineContractTest::aStartedServerLeadsASessionOfItsOwn()
{
    const Started server = started();
    QCOMPARE(getsid(static_cast<pid_t>(server.process.pid)), static_cast<pid_t>(server.process.pid));
}
#endif

void EngineContractTest::connectIdentifiesTheServer()
{
    const Started server = started();
    QStringList steps;
    const auto link = outcomeOf(m_engine->connect(server.address), &steps);
    PROCDECK_VERIFY_OK(link);
    QCOMPARE(link.value()->identity().kind, m_engine->info().name);
    QCOMPARE(link.value()->identity().evidence.value(0).source, EvidenceSource::Handshake);
    QVERIFY(link.value()->latency().count() > 0);
    QVERIFY2(steps.join(u'|').contains(u"connecting to "_s), qPrintable(steps.join(u'|')));
}

void EngineContractTest::listFindsThisTestByPidAndName()
{
    const Started server = started();
    const auto link = outcomeOf(m_engine->connect(server.address));
    PROCDECK_VERIFY_OK(link);
    for (int round = 0; round < 2; ++round) { // a connection is good for more than one list
        auto list = outcomeOf(link.value()->listProcesses());
        PROCDECK_VERIFY_OK(list);
        const QList<qint64> open = withoutDetails(*list);
        QCOMPARE(!open.isEmpty(), m_engine->info().can(Capability::ProcessDetails));
        if (!open.isEmpty()) {
            list = outcomeOf(link.value()->detailProcesses(open));
            PROCDECK_VERIFY_OK(list);
            QCOMPARE(list->size(), open.size());
            QCOMPARE(withoutDetails(*list), QList<qint64>());
        }
        const QString name = m_server.listsThisTest ? QFileInfo(QCoreApplication::applicationFilePath()).fileName()
                                                    : QString(dbgeng::helperName);
        const QString tell =
            m_server.listsThisTest ? u"tst_enginecontract"_s : u"port=%1"_s.arg(portOf(server.address));
        const auto found = std::find_if(list->begin(), list->end(), [&](const ProcessInfo &process) {
            return process.name == name && process.commandLine.contains(tell) &&
                   (!m_server.listsThisTest || process.pid == QCoreApplication::applicationPid());
        });
        QVERIFY(found != list->end());
        QVERIFY(!found->user.isEmpty());
        QVERIFY(found->pid > 0);
#ifdef Q_OS_UNIX
        if (m_server.tellsParents)
            QCOMPARE(found->parentPid, static_cast<qint64>(getppid()));
#endif
    }
}

void EngineContractTest::describeTellsTheMachine()
{
    const Started server = started();
    const auto link = outcomeOf(m_engine->connect(server.address));
    PROCDECK_VERIFY_OK(link);
    const auto identity = outcomeOf(link.value()->describe());
    PROCDECK_VERIFY_OK(identity);
    if (!m_server.tellsMachine)
        return;
    QCOMPARE(identity->host, QSysInfo::machineHostName());
    QVERIFY2(identity->system.contains(u"linux"_s, Qt::CaseInsensitive), qPrintable(identity->system));
    QCOMPARE(identity->version.isEmpty(), !m_server.tellsVersion);
}

void EngineContractTest::disconnectLeavesTheServerAlive()
{
    const Started server = started();
    for (int round = 0; round < 3; ++round) {
        const auto link = outcomeOf(m_engine->connect(server.address));
        PROCDECK_VERIFY_OK(link);
        QSignalSpy lost(link.value().get(), &Link::lost);
        PROCDECK_VERIFY_OK(outcomeOf(link.value()->leave()));
        QCOMPARE(lost.count(), 0);
        QVERIFY(alive(server.process));
    }
}

void EngineContractTest::aSecondClientIsServedOrToldWhoIsFirst()
{
    const Started server = started();
    const auto first = outcomeOf(m_engine->connect(server.address));
    PROCDECK_VERIFY_OK(first);
    const auto second = outcomeOf(m_engine->connect(server.address));
    if (m_server.manyClients) {
        PROCDECK_VERIFY_OK(second);
        PROCDECK_VERIFY_OK(outcomeOf(second.value()->listProcesses()));
    } else {
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Busy);
        QVERIFY2(second.error().message.contains(u"127.0.0.1:"_s), explained(second.error()).constData());
    }
    PROCDECK_VERIFY_OK(outcomeOf(first.value()->listProcesses())); // the first one felt nothing
}

void EngineContractTest::aServerKilledWhileConnectedLosesTheLinkOrIsGone()
{
    const Started server = started();
    const auto link = outcomeOf(m_engine->connect(server.address));
    PROCDECK_VERIFY_OK(link);
    QSignalSpy lost(link.value().get(), &Link::lost);
    const auto watch = m_host->watch(server.process);
    QSignalSpy ended(watch.get(), &ProcessWatch::ended);
    PROCDECK_VERIFY_OK(m_host->signal(server.process, Signal::Kill));
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
    if (m_server.closedHandlersOutliveIt) {
        // The link works on; that the server is gone shows in the process alone.
        PROCDECK_VERIFY_OK(outcomeOf(link.value()->listProcesses()));
    } else {
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, deadlineMs);
        QCOMPARE(lost.first().first().value<Error>().code, ErrorCode::Closed);
    }
}

void EngineContractTest::endIsProvedByProcessAndPort()
{
    const Started server = started();
    const auto ended = outcomeOf(m_engine->end({server.address}));
    PROCDECK_VERIFY_OK(ended);
    QCOMPARE(ended->evidence.value(0).source, EvidenceSource::ProcessTable);
    QCOMPARE(ended->evidence.value(1).source, EvidenceSource::SocketTable);
    QVERIFY(!alive(server.process));
    QTcpServer next; // the next server can take the port at once
    QVERIFY(next.listen(QHostAddress::LocalHost, portOf(server.address)));
}

void EngineContractTest::endWorksThroughOurOwnConnection()
{
    const Started server = started();
    const auto link = outcomeOf(m_engine->connect(server.address));
    PROCDECK_VERIFY_OK(link);
    PROCDECK_VERIFY_OK(outcomeOf(m_engine->end({server.address, link.value().get()})));
    QVERIFY(!alive(server.process));
}

void EngineContractTest::endWorksOnAServerThatSomebodyElseStarted()
{
    const quint16 port = freePort();
    QProcess theirs;
    runPlainly(theirs, m_server, port, *m_host);
    QVERIFY(theirs.waitForStarted(deadlineMs));
    const auto listens = [&] {
        bool done = false;
        bool yes = false;
        m_host->findListener(loopback(port), this, [&](const Result<Listener> &listener) {
            yes = listener->listening;
            done = true;
        });
        return QTest::qWaitFor([&] { return done; }, deadlineMs) && yes;
    };
    QTRY_VERIFY_WITH_TIMEOUT(listens(), deadlineMs);
    PROCDECK_VERIFY_OK(outcomeOf(m_engine->end({addressAt(*m_engine, port)})));
    QTRY_COMPARE_WITH_TIMEOUT(theirs.state(), QProcess::NotRunning, deadlineMs);
}

void EngineContractTest::endFromAfarIsProvedToo()
{
    const Started server = started();
    BlindHost blind(*m_host);
    const auto engine = engineFor(m_server, blind);
    const auto ended = outcomeOf(engine->end({server.address}));
    PROCDECK_VERIFY_OK(ended);
    QCOMPARE(ended->evidence.value(0).source, EvidenceSource::Connection);
    QVERIFY(!alive(server.process));
}

void EngineContractTest::endTakesTheHandlersOfOtherClientsAlong()
{
    if (!m_server.manyClients)
        return; // there are no other clients
    BlindHost blind(*m_host);
    const auto fromAfar = engineFor(m_server, blind);
    for (Engine *engine : {m_engine.get(), fromAfar.get()}) {
        const Started server = started();
        const auto other = outcomeOf(m_engine->connect(server.address));
        PROCDECK_VERIFY_OK(other);
        QSignalSpy lost(other.value().get(), &Link::lost);
        PROCDECK_VERIFY_OK(outcomeOf(engine->end({server.address})));
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, deadlineMs);
    }
}

void EngineContractTest::endWhereNobodyListensSaysSo()
{
    const auto ended = outcomeOf(m_engine->end({addressAt(*m_engine, BadPeer(Temper::Dead).port())}));
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, ErrorCode::Unreachable);
    QVERIFY(!ended.error().hint.isEmpty());
}

void EngineContractTest::endOfAStoppedServerSaysThatItIsStillThere()
{
    const Started server = started();
    QVERIFY(suspend(server.process));
    const auto ended = outcomeOf(m_engine->end({server.address, nullptr, 500ms}));
    QVERIFY(!ended);
    // A server that is asked by a signal is asked at once; one that is asked by a packet does not even answer that.
    QVERIFY2(ended.error().code == ErrorCode::StillRunning || ended.error().code == ErrorCode::Silent,
             explained(ended.error()).constData());
    QVERIFY(resume(server.process));
}

void EngineContractTest::everyBadPeerHasItsOwnMessage_data()
{
    QTest::addColumn<int>("server");
    QTest::addColumn<Temper>("temper");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("says");
    const QList<RealServer> servers = realServers(*m_host);
    for (int i = 0; i < servers.size(); ++i) {
        const QString &label = servers.at(i).label;
        if (!isWanted(servers.at(i)))
            continue;
        if (!servers.at(i).speaksRsp) {
            // The engine waits for ever for the rest of an answer that is too short.
            for (const Temper temper : {Temper::Silent, Temper::Web})
                QTest::addRow("%s, talks %d", qPrintable(label), int(temper))
                    << i << temper << ErrorCode::Silent << u"does not answer"_s;
            QTest::newRow(qPrintable(label + u", garbage"_s))
                << i << Temper::Garbage << ErrorCode::Garbage << u"does not speak"_s;
            QTest::newRow(qPrintable(label + u", closing"_s))
                << i << Temper::Closing << ErrorCode::Closed << u"closed the connection"_s;
            QTest::newRow(qPrintable(label + u", dead"_s))
                << i << Temper::Dead << ErrorCode::Unreachable << u"refused"_s;
            continue;
        }
        const auto row = [&](const char *name, Temper temper, ErrorCode code, const QString &says) {
            QTest::newRow(qPrintable(label + u", "_s + QLatin1StringView(name))) << i << temper << code << says;
        };
        row("silent", Temper::Silent, ErrorCode::Silent, u"gave no answer"_s);
        row("closing", Temper::Closing, ErrorCode::Closed, u"closed the connection"_s);
        row("web server", Temper::Web, ErrorCode::Garbage, u"does not speak"_s);
        row("garbage", Temper::Garbage, ErrorCode::Garbage, u"does not speak"_s);
        row("dead", Temper::Dead, ErrorCode::Unreachable, u"refused"_s);
    }
}

void EngineContractTest::everyBadPeerHasItsOwnMessage()
{
    QFETCH(Temper, temper);
    QFETCH(ErrorCode, code);
    QFETCH(QString, says);
    const BadPeer peer(temper);
    const auto link = outcomeOf(m_engine->connect(addressAt(*m_engine, peer.port())));
    QVERIFY(!link);
    QCOMPARE(link.error().code, code);
    QVERIFY2(link.error().message.contains(says), explained(link.error()).constData());
    QVERIFY2(!link.error().hint.isEmpty(), explained(link.error()).constData());
}

void EngineContractTest::aPeerOfTheOtherKindIsNamed()
{
    const Started server = started();
    for (const RealServer &other : realServers(*m_host)) {
        // Others than those of the GDB remote protocol cannot name what they meet, and a gdbserver does not survive them.
        if (other.engine == m_server.engine || other.program.isEmpty() || !other.speaksRsp)
            continue;
        const auto engine = engineFor(other, *m_host);
        const auto link = outcomeOf(engine->connect(addressAt(*engine, portOf(server.address))));
        QVERIFY(!link);
        if (!m_server.speaksRsp) {
            QVERIFY(!link.error().hint.isEmpty());
            QVERIFY(alive(server.process));
            continue;
        }
        QCOMPARE(link.error().code, ErrorCode::WrongPeer);
        QVERIFY2(link.error().message.startsWith(u"This is a"_s), explained(link.error()).constData());
        QVERIFY2(link.error().hint.contains(m_server.engine + u':'), explained(link.error()).constData());
        QVERIFY(alive(server.process)); // and did not suffer from the mistake
    }
}

void EngineContractTest::aHundredConnectsGivenUpLeaveTheServerAlive()
{
    const Started server = started();
    for (int i = 0; i < 100; ++i) {
        auto task = m_engine->connect(server.address);
        bool asked = false;
        const QString inTheMiddle = m_server.speaksRsp ? u"asking"_s : u"connecting"_s;
        task->start([&](const Step &step) { asked |= step.name.startsWith(inTheMiddle); },
                    [](const Result<LinkPtr> &) {});
        // Some are given up before they are connected, some after, some in the middle of a question.
        if (i % 3 != 0)
            QVERIFY(QTest::qWaitFor([&] { return asked || i % 3 == 1; }, deadlineMs));
        task.reset();
        // A server for one client is only free again once the last one has left it.
        if (!m_server.manyClients && i % 3 != 0)
            QTRY_VERIFY_WITH_TIMEOUT(occupants(server).isEmpty(), deadlineMs);
    }
    // A hundred handlers take a busy machine its time.
    QTRY_VERIFY2_WITH_TIMEOUT(occupants(server).isEmpty(), qPrintable(occupants(server).join(u'\n')), deadlineMs);
    QVERIFY(alive(server.process));
    const QString own = QString::number(server.process.pid);
    QTRY_VERIFY2_WITH_TIMEOUT(ownChildren().size() == 1 && ownChildren().first().startsWith(own),
                              qPrintable(ownChildren().join(u'\n')), deadlineMs);
    PROCDECK_VERIFY_OK(outcomeOf(m_engine->connect(server.address)));
}

/// Who is connected, who waits in the queue, and the handlers of connections that are left.
QStringList EngineContractTest::occupants(const Started &server)
{
    int answers = 0;
    QStringList found;
    m_host->findListener(loopback(portOf(server.address)), this, [&](const Result<Listener> &listener) {
        found << listener->clients;
        if (listener->queuedConnects != 0)
            found << u"%1 in the queue"_s.arg(listener->queuedConnects);
        ++answers;
    });
    m_host->processes(this, [&](const Result<QList<HostProcess>> &processes) {
        for (const HostProcess &process : processes.value()) {
            if (process.parentPid == server.process.pid)
                found << u"process %1 %2"_s.arg(process.ref.pid).arg(process.ref.commandLine);
        }
        ++answers;
    });
    const bool inTime = QTest::qWaitFor([&] { return answers == 2; }, deadlineMs);
    return inTime ? found : QStringList{u"no answer in time"_s};
}

/// The processes that this test has started and that are still there: pid and command line.
QStringList EngineContractTest::ownChildren()
{
    bool done = false;
    QStringList children;
    m_host->processes(this, [&](const Result<QList<HostProcess>> &processes) {
        for (const HostProcess &process : processes.value()) {
            if (process.parentPid == QCoreApplication::applicationPid())
                children << QString::number(process.ref.pid) + u' ' + process.ref.commandLine;
        }
        done = true;
    });
    const bool inTime = QTest::qWaitFor([&] { return done; }, deadlineMs);
    return inTime ? children : QStringList{u"no list in time"_s};
}

QTEST_GUILESS_MAIN(EngineContractTest)
