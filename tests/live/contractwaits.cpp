// The part of the engine contract that is about waiting for the end of a server.

#include "tests/live/tst_enginecontract.h"

#include "tests/support/badpeer.h"
#include "tests/support/blindhost.h"
#include "tests/support/outcome.h"

#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace std::chrono_literals;

namespace {
constexpr int deadlineMs = 20'000;
}

/// What a wait for a server brings that is killed once the wait has said how it watches, as the engine said before.
Waited EngineContractTest::waitedFor(Engine &engine, bool here)
{
    const Started server = started();
    const auto promised = waitWay(engine.info(), server.address.fields, here);
    const QString says = promised ? waitWayText(*promised) : QString();
    auto task = engine.wait({server.address, nullptr, {}, true});
    std::optional<Result<Waited>> outcome;
    bool watching = false;
    task->start([&](const Step &step) { watching |= step.explanation == says; },
                [&](Result<Waited> result) { outcome.emplace(std::move(result)); });
    const bool inTime = QTest::qWaitFor([&] { return watching || outcome; }, deadlineMs) && watching && !outcome &&
                        m_host->signal(server.process, Signal::Kill) &&
                        QTest::qWaitFor([&] { return outcome.has_value(); }, deadlineMs);
    if (!inTime || !*outcome) {
        QTest::qFail(outcome && !*outcome ? explained(outcome->error()).constData() : "it was not watched to its end",
                     __FILE__, __LINE__);
        return {};
    }
    if (outcome->value().way != promised)
        QTest::qFail("it was watched in another way than the engine had said", __FILE__, __LINE__);
    return outcome->value();
}

void EngineContractTest::waitReturnsWhenTheServerEnds()
{
    const Waited waited = waitedFor(*m_engine, true);
    QCOMPARE(waited.answer, WaitAnswer::Ended);
    QCOMPARE(waited.evidence.value(0).source, EvidenceSource::ProcessTable);
    QCOMPARE(waited.way, WaitWay::Process);
}

void EngineContractTest::waitSaysWhenTheTimeHasPassed()
{
    const Started server = started();
    const auto waited = outcomeOf(m_engine->wait({server.address, nullptr, 100ms}));
    PROCDECK_VERIFY_OK(waited);
    QCOMPARE(waited->answer, WaitAnswer::TimedOut);
    QVERIFY(alive(server.process));
}

void EngineContractTest::waitForAServerThatIsNotThereSaysSo()
{
    const auto waited = outcomeOf(m_engine->wait({addressAt(*m_engine, BadPeer(Temper::Dead).port())}));
    PROCDECK_VERIFY_OK(waited);
    QCOMPARE(waited->answer, WaitAnswer::Ended);
    QCOMPARE(waited->evidence.value(0).source, EvidenceSource::SocketTable);
}

void EngineContractTest::waitForAServerThatGoesAsItIsLookedForSaysSo()
{
    LateHost late(*m_host);
    const auto engine = engineFor(m_server, late);
    const auto waited = outcomeOf(engine->wait({addressAt(*engine, BadPeer(Temper::Dead).port())}));
    PROCDECK_VERIFY_OK(waited);
    QCOMPARE(waited->answer, WaitAnswer::Ended);
    QCOMPARE(waited->evidence.value(0).source, EvidenceSource::SocketTable);
}

void EngineContractTest::waitFromAfarReturnsWhenTheServerEnds()
{
    BlindHost blind(*m_host);
    const Waited waited = waitedFor(*engineFor(m_server, blind), false);
    QCOMPARE(waited.answer, WaitAnswer::Ended);
    QVERIFY(waited.way && waited.way != WaitWay::Process);
}

void EngineContractTest::waitFromAfarFailsOnAPeerOfAnotherKind()
{
    const BadPeer web(Temper::Web);
    BlindHost blind(*m_host);
    const auto engine = engineFor(m_server, blind);
    const auto waited = outcomeOf(engine->wait({addressAt(*engine, web.port()), nullptr, {}, true}));
    QVERIFY(!waited);
    QCOMPARE(waited.error().code, m_server.speaksRsp ? ErrorCode::Garbage : ErrorCode::Silent);
}

void EngineContractTest::waitFromAfarNeverOccupiesASingleClientServerUnasked()
{
    if (m_server.manyClients)
        return; // watching keeps nobody away
    const Started server = started();
    BlindHost blind(*m_host);
    const auto engine = engineFor(m_server, blind);
    const auto waited = outcomeOf(engine->wait({server.address}));
    QVERIFY(!waited);
    QCOMPARE(waited.error().code, ErrorCode::ConsentNeeded);
    QVERIFY(alive(server.process));
}
