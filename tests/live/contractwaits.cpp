// The part of the engine contract that is about waiting for the end of a server.

#include "tests/live/tst_enginecontract.h"

#include "tests/support/badpeer.h"
#include "tests/support/blindhost.h"
#include "tests/support/outcome.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;
using namespace std::chrono_literals;

namespace {
constexpr int deadlineMs = 20'000;
}

void EngineContractTest::waitReturnsWhenTheServerEnds()
{
    const Started server = started();
    auto task = m_engine->wait({server.address});
    std::optional<Result<Waited>> outcome;
    bool watching = false;
    task->start([&](const Step &step) { watching |= step.name.startsWith(u"waiting for the end"_s); },
                [&](Result<Waited> result) { outcome.emplace(std::move(result)); });
    QVERIFY(QTest::qWaitFor([&] { return watching; }, deadlineMs));
    QVERIFY(!outcome);
    PROCDECK_VERIFY_OK(m_host->signal(server.process, Signal::Kill));
    QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, deadlineMs));
    PROCDECK_VERIFY_OK(*outcome);
    QCOMPARE(outcome->value().answer, WaitAnswer::Ended);
    QCOMPARE(outcome->value().evidence.value(0).source, EvidenceSource::ProcessTable);
}

void EngineContractTest::waitSaysWhenTheTimeHasPassed()
{
    const Started server = started();
    const auto waited = outcomeOf(m_engine->wait({server.address, nullptr, 100ms}));
    PROCDECK_VERIFY_OK(waited);
    QCOMPARE(waited->answer, WaitAnswer::TimedOut);
    QVERIFY(alive(server.process));
}

void EngineContractTest::waitFromAfarReturnsWhenTheServerEnds()
{
    const Started server = started();
    BlindHost blind(*m_host);
    const auto engine = engineFor(m_server, blind);
    auto task = engine->wait({server.address, nullptr, {}, true});
    std::optional<Result<Waited>> outcome;
    bool watching = false;
    task->start(
        [&](const Step &step) {
            watching |= step.name.startsWith(u"watching"_s) || step.name.startsWith(u"holding"_s);
        },
        [&](Result<Waited> result) { outcome.emplace(std::move(result)); });
    QVERIFY(QTest::qWaitFor([&] { return watching || outcome; }, deadlineMs));
    QVERIFY2(!outcome, outcome && !*outcome ? explained(outcome->error()).constData() : "");
    PROCDECK_VERIFY_OK(m_host->signal(server.process, Signal::Kill));
    QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, deadlineMs));
    PROCDECK_VERIFY_OK(*outcome);
    QCOMPARE(outcome->value().answer, WaitAnswer::Ended);
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
