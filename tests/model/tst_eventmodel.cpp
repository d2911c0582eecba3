// What happened to a server, and the table that shows it.

#include "model/deck.h"
#include "tests/model/samples.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestEventModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void notesAChangeOfStateWithItsEvidence();
    void notesNothingForFreshEvidenceOfTheSameState();
    void notesOutcomesOfJobs();
    void showsTheNewestFirstAndOnlyTheChosenServer();
    void keepsTheLastOnesOnly();
    void forgetsWithTheServer();

private:
    [[nodiscard]] QString newest() const { return m_deck->events().index(0, EventModel::WhatColumn).data().toString(); }

    const ServerSpec m_server = sampleServer(u"bench"_s, u"box"_s, 1);
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<Deck> m_deck;
};

void TestEventModel::init()
{
    m_tester.reset();
    m_deck = std::make_unique<Deck>(sampleEngines());
    m_tester = std::make_unique<QAbstractItemModelTester>(&m_deck->events(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_deck->inventory().add(m_server);
    m_deck->choose(m_server.id);
}

void TestEventModel::notesAChangeOfStateWithItsEvidence()
{
    m_deck->setStatus(sampleStatus(m_server.id, Presence::Up, LinkState::None));
    QCOMPARE(newest(), u"The server runs: process 4711 was seen."_s);
    ServerStatus lost = sampleStatus(m_server.id, Presence::Up, LinkState::Lost, 2);
    m_deck->setStatus(lost);
    QCOMPARE(newest(), u"Connection lost."_s);
    QCOMPARE(m_deck->events().index(0, 0).data(EventModel::IconRole).toString(), u"job-failed"_s);
}

void TestEventModel::notesNothingForFreshEvidenceOfTheSameState()
{
    m_deck->setStatus(sampleStatus(m_server.id, Presence::Up, LinkState::None, 1));
    m_deck->setStatus(sampleStatus(m_server.id, Presence::Up, LinkState::None, 2));
    QCOMPARE(m_deck->events().rowCount(), 1);
}

void TestEventModel::notesOutcomesOfJobs()
{
    m_deck->finishJob(sampleJob(m_server, JobState::Failed), {});
    QCOMPARE(newest(), u"Ending bench failed: The server still runs."_s);
    m_deck->finishJob(sampleJob(m_server, JobState::Succeeded), Ended{});
    QCOMPARE(newest(), u"Ending bench: It has ended."_s);
    m_deck->finishJob(sampleJob(m_server, JobState::Cancelled), {});
    QCOMPARE(newest(), u"Ending bench: cancelled"_s);
}

void TestEventModel::showsTheNewestFirstAndOnlyTheChosenServer()
{
    const ServerSpec other = sampleServer(u"other"_s, u"box"_s, 2);
    m_deck->inventory().add(other);
    m_deck->setStatus(sampleStatus(other.id, Presence::Unreachable, LinkState::None));
    QCOMPARE(m_deck->events().rowCount(), 0);
    m_deck->choose(other.id);
    QCOMPARE(m_deck->events().rowCount(), 1);
    QVERIFY(newest().startsWith(u"The server cannot be reached"_s));
}

void TestEventModel::keepsTheLastOnesOnly()
{
    for (quint32 at = 1; at <= EventLog::mostEvents + 20; ++at)
        m_deck->setStatus(sampleStatus(m_server.id, at % 2 ? Presence::Up : Presence::Gone, LinkState::None, at));
    QCOMPARE(m_deck->events().rowCount(), EventLog::mostEvents);
    QVERIFY(newest().startsWith(u"The server has ended"_s));
    m_deck->choose({});
    m_deck->choose(m_server.id);
    QCOMPARE(m_deck->events().rowCount(), EventLog::mostEvents);
}

void TestEventModel::forgetsWithTheServer()
{
    m_deck->setStatus(sampleStatus(m_server.id, Presence::Up, LinkState::None));
    m_deck->inventory().remove(m_server.id);
    QCOMPARE(m_deck->chosen(), ServerId());
    QCOMPARE(m_deck->events().rowCount(), 0);
    m_deck->finishJob(sampleJob(m_server, JobState::Cancelled), {});
    m_deck->choose(m_server.id);
    QCOMPARE(m_deck->events().rowCount(), 0);
}

QTEST_GUILESS_MAIN(TestEventModel)
#include "tst_eventmodel.moc"
