// The list of servers: commands and the worker's values folded in.

#include "model/inventory.h"
#include "model/phrases.h"
#include "tests/model/samples.h"

#include <QSignalSpy>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestInventory : public QObject {
    Q_OBJECT

private slots:
    void findsAServerByIdAndByAddress();
    void keepsTheNewestStatusOnly();
    void dropsValuesOfServersThatAreNotInTheList();
    void showsAServerBeingStartedAtOnce();
    void takesTheAddressOfAStartThatSucceeded();
    void takesTheRowAwayWhenAStartBringsNoServer_data();
    void takesTheRowAwayWhenAStartBringsNoServer();
    void keepsAServerWhoseOtherJobFailed();
    void knowsWhatIsUnderWayUntilItIsOver();
    void knowsAServerOfThisComputerByItsProcessEvenAfterItsEnd();
    void countsWithoutLookingAtAllServers();
    void keepsWhatIsKnownOfAProcessUntilItIsToldAnew();
    void learnsOnlyOfProcessesThatAreStillListed();
};

void TestInventory::findsAServerByIdAndByAddress()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer(u"bench"_s, u"box"_s, 1);
    inventory.add(spec);
    inventory.add(spec);
    QCOMPARE(inventory.counts().total, 1);
    QCOMPARE(inventory.find(spec.id)->spec, spec);
    QCOMPARE(inventory.findAddress(spec.address)->spec.id, spec.id);
    QCOMPARE(inventory.engineOf(*inventory.find(spec.id))->id, u"acme"_s);
    inventory.remove(spec.id);
    QVERIFY(!inventory.find(spec.id));
    QVERIFY(!inventory.findAddress(spec.address));
}

void TestInventory::keepsTheNewestStatusOnly()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer(u"bench"_s, u"box"_s, 1);
    inventory.add(spec);
    QSignalSpy changed(&inventory, &Inventory::serverChanged);
    inventory.setStatus(sampleStatus(spec.id, Presence::Up, LinkState::Connected, 5));
    inventory.setStatus(sampleStatus(spec.id, Presence::Up, LinkState::Connecting, 4));
    QCOMPARE(inventory.find(spec.id)->status.link.state, LinkState::Connected);
    QCOMPARE(changed.count(), 1);
}

void TestInventory::dropsValuesOfServersThatAreNotInTheList()
{
    Inventory inventory(sampleEngines());
    QSignalSpy changed(&inventory, &Inventory::serverChanged);
    const ServerSpec stranger = sampleServer(u"stranger"_s, u"box"_s, 1);
    inventory.setStatus(sampleStatus(stranger.id, Presence::Up, LinkState::None));
    inventory.setProcesses(stranger.id, {sampleProcess(1)});
    inventory.setJob(sampleJob(stranger, JobState::Failed));
    inventory.finishJob(sampleJob(stranger, JobState::Failed), {});
    QCOMPARE(changed.count(), 0);
    QCOMPARE(inventory.counts(), ServerCounts());
}

void TestInventory::showsAServerBeingStartedAtOnce()
{
    Inventory inventory(sampleEngines());
    StartServer verb;
    verb.engine = u"acme"_s;
    verb.name = u"fresh"_s;
    const Command command = makeCommand({QUuid::createUuid(), {}, {}}, verb);
    inventory.submit(command);
    const Server *server = inventory.find(command.server.id);
    QVERIFY(server);
    QCOMPARE(displayName(server->spec), u"fresh"_s);
    QCOMPARE(server->status.presence.state, Presence::Starting);
    QCOMPARE(inventory.runningVerbs(*server), QList<VerbKind>{VerbKind::Start});
    QVERIFY(server->here);
}

void TestInventory::takesTheAddressOfAStartThatSucceeded()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer({}, u"192.0.2.7"_s, 17);
    const Command command = makeCommand({spec.id, {}, {}}, StartServer{u"acme"_s, {}, {}, false});
    inventory.submit(command);
    inventory.finishJob(sampleJob(spec, JobState::Succeeded, 3, command.job), Started{spec.address, {}, {}});
    const Server *server = inventory.find(spec.id);
    QCOMPARE(server->spec.address.text, u"acme:meet://192.0.2.7:17"_s);
    QVERIFY(server->running.isEmpty());
    QVERIFY2(server->here, "it was started on this computer, whatever its address");
    QCOMPARE(inventory.findAddress(spec.address), server);
}

void TestInventory::takesTheRowAwayWhenAStartBringsNoServer_data()
{
    QTest::addColumn<JobState>("state");
    QTest::newRow("failed") << JobState::Failed;
    QTest::newRow("cancelled") << JobState::Cancelled;
}

void TestInventory::takesTheRowAwayWhenAStartBringsNoServer()
{
    QFETCH(JobState, state);
    Inventory inventory(sampleEngines());
    const Command command = makeCommand({QUuid::createUuid(), {}, {}}, StartServer{u"acme"_s, {}, {}, false});
    inventory.submit(command);
    QSignalSpy removed(&inventory, &Inventory::serverRemoved);
    const JobSnapshot job = sampleJob(command.server, state, 3, command.job);
    inventory.setJob(job);
    inventory.finishJob(job, {});
    QCOMPARE(removed.count(), 1);
    QCOMPARE(inventory.counts(), ServerCounts());
}

void TestInventory::keepsAServerWhoseOtherJobFailed()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer(u"bench"_s, u"box"_s, 1);
    inventory.add(spec);
    inventory.finishJob(sampleJob(spec, JobState::Failed), {});
    QVERIFY(inventory.find(spec.id));
}

void TestInventory::knowsWhatIsUnderWayUntilItIsOver()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer(u"bench"_s, u"box"_s, 1);
    inventory.add(spec);
    const Command connecting = makeCommand(spec, Connect{});
    const Command waiting = makeCommand(spec, WaitForEnd{});
    inventory.submit(connecting);
    inventory.submit(waiting);
    QCOMPARE(inventory.runningVerbs(*inventory.find(spec.id)), (QList<VerbKind>{VerbKind::Connect, VerbKind::Wait}));
    inventory.setJob(sampleJob(spec, JobState::Running, 1, connecting.job));
    QCOMPARE(inventory.find(spec.id)->running.size(), 2);
    inventory.setJob(sampleJob(spec, JobState::Succeeded, 2, connecting.job));
    inventory.finishJob(sampleJob(spec, JobState::Succeeded, 2, connecting.job), Connected{});
    QCOMPARE(inventory.runningVerbs(*inventory.find(spec.id)), QList<VerbKind>{VerbKind::Wait});
}

void TestInventory::knowsAServerOfThisComputerByItsProcessEvenAfterItsEnd()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer(u"bench"_s, u"my-own-name"_s, 1);
    inventory.add(spec);
    QVERIFY(!inventory.find(spec.id)->here);
    ServerStatus status = sampleStatus(spec.id, Presence::Up, LinkState::None, 1);
    status.process = ProcessRef{4711, 1, {}};
    inventory.setStatus(status);
    inventory.setStatus(sampleStatus(spec.id, Presence::Gone, LinkState::None, 2));
    QVERIFY(inventory.find(spec.id)->here);
}

void TestInventory::countsWithoutLookingAtAllServers()
{
    Inventory inventory(sampleEngines());
    QCOMPARE(summaryText(inventory.counts()), u"No servers"_s);
    QList<ServerSpec> specs;
    for (int port = 1; port <= 12; ++port) {
        specs << sampleServer({}, u"box"_s, port);
        inventory.add(specs.last());
    }
    for (int at = 0; at < 3; ++at)
        inventory.setStatus(sampleStatus(specs.at(at).id, Presence::Up, LinkState::Connected));
    inventory.setStatus(sampleStatus(specs.at(3).id, Presence::Unreachable, LinkState::None));
    QCOMPARE(inventory.counts(), (ServerCounts{12, 3, 1}));
    inventory.setStatus(sampleStatus(specs.at(0).id, Presence::Unknown, LinkState::Lost, 2));
    QCOMPARE(inventory.counts(), (ServerCounts{12, 2, 2}));
    inventory.remove(specs.at(3).id);
    inventory.remove(specs.at(1).id);
    QCOMPARE(inventory.counts(), (ServerCounts{10, 1, 1}));
}

void TestInventory::keepsWhatIsKnownOfAProcessUntilItIsToldAnew()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer(u"bench"_s, u"box"_s, 1);
    inventory.add(spec);
    const auto processes = [&] { return inventory.find(spec.id)->processes; };
    inventory.setProcesses(spec.id, {sampleProcess(9), sampleProcess(3), sampleProcess(9, u"again"_s)});
    QCOMPARE(processes(), (ProcessList{sampleProcess(3), sampleProcess(9)}));

    ProcessInfo bare;
    bare.pid = 9;
    bare.known = Known::Id;
    inventory.setProcesses(spec.id, {bare});
    QCOMPARE(processes().size(), 1);
    QCOMPARE(processes().first().commandLine, sampleProcess(9).commandLine);
    QCOMPARE(processes().first().known, Known::Id);

    // A list that tells everything also tells that there is nothing to tell.
    bare.known = Known::All;
    inventory.setProcesses(spec.id, {bare});
    QCOMPARE(processes().first().commandLine, QString());
}

void TestInventory::learnsOnlyOfProcessesThatAreStillListed()
{
    Inventory inventory(sampleEngines());
    const ServerSpec spec = sampleServer(u"bench"_s, u"box"_s, 1);
    inventory.add(spec);
    QSignalSpy told(&inventory, &Inventory::processesLearned);
    inventory.learnProcesses(spec.id, {sampleProcess(3)});
    inventory.setProcesses(spec.id, {namedOnly(sampleProcess(3)), namedOnly(sampleProcess(5))});
    inventory.learnProcesses(spec.id, {sampleProcess(4)});
    inventory.learnProcesses(QUuid::createUuid(), {sampleProcess(3)});
    QCOMPARE(told.count(), 0);
    inventory.learnProcesses(spec.id, {sampleProcess(4), sampleProcess(5)});
    QCOMPARE(told.count(), 1);
    QCOMPARE(told.first().at(1).value<ProcessList>(), (ProcessList{sampleProcess(5)}));
    QCOMPARE(inventory.find(spec.id)->processes, (ProcessList{namedOnly(sampleProcess(3)), sampleProcess(5)}));
}

QTEST_GUILESS_MAIN(TestInventory)
#include "tst_inventory.moc"
