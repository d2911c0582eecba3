#pragma once
// The debug-engine contract on the real servers of this machine: every test runs once for each server program.

#include "backend/host/host.h"
#include "tests/support/realservers.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

class EngineContractTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void startSucceedsOnceTheServerListens_data() { rows(); }
    void startSucceedsOnceTheServerListens();
    void startOnAGivenPortTakesThatPort_data() { rows(); }
    void startOnAGivenPortTakesThatPort();
    void startOnATakenPortSaysWhoHasIt_data() { rows(); }
    void startOnATakenPortSaysWhoHasIt();
    void startOfAProgramThatDiesShowsWhatItSaid_data() { rows(); }
    void startOfAProgramThatDiesShowsWhatItSaid();
    void startThatIsGivenUpLeavesNoServer_data() { rows(); }
    void startThatIsGivenUpLeavesNoServer();
#ifdef Q_OS_UNIX
    void aStartedServerLeadsASessionOfItsOwn_data() { rows(); }
    void aStartedServerLeadsASessionOfItsOwn();
#endif

    void aServerThatEndsWithUsGoesWithTheHost_data() { rows(); }
    void aServerThatEndsWithUsGoesWithTheHost();

    void connectIdentifiesTheServer_data() { rows(); }
    void connectIdentifiesTheServer();
    void listFindsThisTestByPidAndName_data() { rows(); }
    void listFindsThisTestByPidAndName();
    void describeTellsTheMachine_data() { rows(); }
    void describeTellsTheMachine();
    void disconnectLeavesTheServerAlive_data() { rows(); }
    void disconnectLeavesTheServerAlive();
    void aSecondClientIsServedOrToldWhoIsFirst_data() { rows(); }
    void aSecondClientIsServedOrToldWhoIsFirst();
    void aServerKilledWhileConnectedLosesTheLinkOrIsGone_data() { rows(); }
    void aServerKilledWhileConnectedLosesTheLinkOrIsGone();

    void endIsProvedByProcessAndPort_data() { rows(); }
    void endIsProvedByProcessAndPort();
    void endWorksThroughOurOwnConnection_data() { rows(); }
    void endWorksThroughOurOwnConnection();
    void endWorksOnAServerThatSomebodyElseStarted_data() { rows(); }
    void endWorksOnAServerThatSomebodyElseStarted();
    void endFromAfarIsProvedToo_data() { rows(); }
    void endFromAfarIsProvedToo();
    void endTakesTheHandlersOfOtherClientsAlong_data() { rows(); }
    void endTakesTheHandlersOfOtherClientsAlong();
    void endWhereNobodyListensSaysSo_data() { rows(); }
    void endWhereNobodyListensSaysSo();
    void endOfAStoppedServerSaysThatItIsStillThere_data() { rows(); }
    void endOfAStoppedServerSaysThatItIsStillThere();

    void waitReturnsWhenTheServerEnds_data() { rows(); }
    void waitReturnsWhenTheServerEnds();
    void waitSaysWhenTheTimeHasPassed_data() { rows(); }
    void waitSaysWhenTheTimeHasPassed();
    void waitForAServerThatIsNotThereSaysSo_data() { rows(); }
    void waitForAServerThatIsNotThereSaysSo();
    void waitForAServerThatGoesAsItIsLookedForSaysSo_data() { rows(); }
    void waitForAServerThatGoesAsItIsLookedForSaysSo();
    void waitFromAfarReturnsWhenTheServerEnds_data() { rows(); }
    void waitFromAfarReturnsWhenTheServerEnds();
    void waitFromAfarFailsOnAPeerOfAnotherKind_data() { rows(); }
    void waitFromAfarFailsOnAPeerOfAnotherKind();
    void waitFromAfarNeverOccupiesASingleClientServerUnasked_data() { rows(); }
    void waitFromAfarNeverOccupiesASingleClientServerUnasked();

    void everyBadPeerHasItsOwnMessage_data();
    void everyBadPeerHasItsOwnMessage();
    void aPeerOfTheOtherKindIsNamed_data() { rows(); }
    void aPeerOfTheOtherKindIsNamed();
    void aHundredConnectsGivenUpLeaveTheServerAlive_data() { rows(); }
    void aHundredConnectsGivenUpLeaveTheServerAlive();

private:
    static void rows();
    [[nodiscard]] procdeck::FieldValues listenAnywhere() const;
    [[nodiscard]] procdeck::ServerAddress addressAt(const procdeck::Engine &engine, quint16 port) const;
    /// Starts the row's server; the test's cleanup ends it. Fails the test where it cannot.
    [[nodiscard]] procdeck::Started started();
    [[nodiscard]] procdeck::Waited waitedFor(procdeck::Engine &engine, bool here);
    [[nodiscard]] QStringList ownChildren();
    [[nodiscard]] QStringList occupants(const procdeck::Started &server);
    [[nodiscard]] bool alive(const procdeck::ProcessRef &process);

    std::unique_ptr<procdeck::Host> m_host;
    std::unique_ptr<procdeck::test::Cleanup> m_cleanup;
    std::unique_ptr<procdeck::Engine> m_engine;
    procdeck::test::RealServer m_server;
};
