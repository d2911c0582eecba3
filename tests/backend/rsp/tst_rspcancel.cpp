// Requests whose asker has lost interest, and clients that go away at the wrong moment.

#include "talk.h"

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

class RspCancelTest final : public QObject {
    Q_OBJECT

private slots:
    void forgetsARequestCancelledBeforeItWasSent();
    void dropsAReplyOwedToACancelledRequest();
    void dropsAReplyOwedToADestroyedContext();
    void neverSendsARequestWhoseContextIsGone();
    void endsWhenAnOwedReplyIsOverdue();
    void ignoresTheCancellingOfWhatIsAnswered();
    void handlersMayCancelOthers();
    void handlersMayCancelOthersThatFailWithThem();
    void handlersMayCloseTheClient();
    void handlersMayDestroyTheClient_data();
    void handlersMayDestroyTheClient();
    void slotsOfItsSignalsMayDestroyTheClient();
    void destroyingTheClientDropsItsRequests();
};

void RspCancelTest::forgetsARequestCancelledBeforeItWasSent()
{
    ScriptedPeer peer;
    peer.on("a", "1").on("c", "3");
    Talk talk(peer);
    talk.ask("a");
    const auto second = talk.ask("b");
    talk.ask("c");
    talk.client->cancel(second);
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "1", "3"}));
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

void RspCancelTest::dropsAReplyOwedToACancelledRequest()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing()).on("b", "2");
    Talk talk(peer);
    const auto first = talk.ask("a");
    talk.ask("b");
    QTRY_COMPARE(peer.received().size(), 1);
    talk.client->cancel(first);
    talk.client->cancel(first); // idempotent
    peer.say(rsp::encode("1, late"));
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "2"}));
    QVERIFY2(peer.isDone() && peer.problems().isEmpty(), peer.describe().constData());
    QTRY_COMPARE(peer.acks(), 2); // the dropped one was acknowledged, too
}

void RspCancelTest::dropsAReplyOwedToADestroyedContext()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing()).on("b", "2");
    Talk talk(peer);
    auto context = std::make_unique<QObject>();
    bool called = false;
    talk.client->request("a", patience, context.get(), [&called](const Talk::Result &) { called = true; });
    talk.ask("b");
    QTRY_COMPARE(peer.received().size(), 1);
    context.reset();
    peer.say(rsp::encode("1, late"));
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "2"}));
    QVERIFY(!called);
}

void RspCancelTest::neverSendsARequestWhoseContextIsGone()
{
    ScriptedPeer peer;
    peer.on("a", "1").on("c", "3");
    Talk talk(peer);
    auto context = std::make_unique<QObject>();
    talk.ask("a");
    talk.client->request("b", patience, context.get(), [](const Talk::Result &) { QFAIL("called"); });
    talk.ask("c");
    context.reset();
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "1", "3"}));
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

void RspCancelTest::endsWhenAnOwedReplyIsOverdue()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing());
    Talk talk(peer);
    const auto first = talk.ask("a", std::chrono::milliseconds(200));
    talk.ask("b");
    QTRY_COMPARE(peer.received().size(), 1);
    talk.client->cancel(first);
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "failed: Silent", "closed: Silent"}));
    QCOMPARE(peer.received().size(), 1);
}

void RspCancelTest::ignoresTheCancellingOfWhatIsAnswered()
{
    ScriptedPeer peer;
    peer.on("a", "1").on("b", "2");
    Talk talk(peer);
    const auto first = talk.ask("a");
    QTRY_COMPARE(talk.last(), "1"_ba);
    talk.client->cancel(first);
    talk.client->cancel(0);
    talk.client->cancel(12345);
    QCOMPARE(talk.asked("b"), "2"_ba);
}

void RspCancelTest::handlersMayCancelOthers()
{
    ScriptedPeer peer;
    peer.on("a", "1").on("c", "3");
    Talk talk(peer);
    rsp::RspClient::RequestId second = 0;
    talk.client->request("a", patience, &talk, [&](const Talk::Result &) { talk.client->cancel(second); });
    second = talk.ask("b");
    talk.ask("c");
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "3"}));
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

void RspCancelTest::handlersMayCancelOthersThatFailWithThem()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing().thenClose());
    Talk talk(peer);
    rsp::RspClient::RequestId second = 0;
    talk.client->request("a", patience, &talk, [&](const Talk::Result &) { talk.client->cancel(second); });
    second = talk.ask("b");
    talk.ask("c");
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "failed: Closed", "closed: Closed"}));
}

void RspCancelTest::handlersMayCloseTheClient()
{
    ScriptedPeer peer;
    peer.on("a", "1");
    Talk talk(peer);
    talk.client->request("a", patience, &talk, [&talk](const Talk::Result &) { talk.client->close(); });
    talk.ask("b");
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "failed: Closed", "closed: Closed"}));
    QTRY_COMPARE(peer.open(), 0);
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

void RspCancelTest::handlersMayDestroyTheClient_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("close");
    QTest::newRow("on a reply") << rsp::encode("1") << false;
    QTest::newRow("with more in the same read") << QByteArray(rsp::encode("1") + rsp::encode("2") + "junk") << false;
    QTest::newRow("with the end in the same read") << rsp::encode("1") << true;
    QTest::newRow("on the end") << ""_ba << true;
    QTest::newRow("on damage") << "$1#00$1#00$1#00"_ba << false;
    QTest::newRow("on junk") << QByteArray(100, 'x') << false;
}

void RspCancelTest::handlersMayDestroyTheClient()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, close);
    for (const auto medium : {ScriptedPeer::Medium::Tcp, ScriptedPeer::Medium::Local}) {
        ScriptedPeer peer(medium);
        const Reply reply = Reply::raw(wire);
        peer.on("a", close ? reply.thenClose() : reply);
        Talk talk(peer);
        talk.client->request("a", patience, &talk, [&talk](const Talk::Result &) {
            talk.client.reset();
            talk.events << "destroyed";
        });
        talk.ask("b");
        QTRY_COMPARE(talk.last(), "destroyed"_ba);
        QTRY_COMPARE(peer.open(), 0);
        QCOMPARE(talk.events, (QByteArrayList{"opened", "destroyed"}));
    }
}

void RspCancelTest::slotsOfItsSignalsMayDestroyTheClient()
{
    {
        ScriptedPeer peer;
        Talk talk(peer);
        talk.ask("a");
        connect(talk.client.get(), &rsp::RspClient::opened, &talk, [&talk] { talk.client.reset(); });
        QTRY_VERIFY(!talk.client);
        QTRY_VERIFY(peer.accepted() == 1 && peer.open() == 0);
    }
    {
        ScriptedPeer peer;
        peer.on("a", Reply::nothing().thenClose());
        Talk talk(peer);
        talk.ask("a");
        connect(talk.client.get(), &rsp::RspClient::closed, &talk, [&talk] { talk.client.reset(); });
        QTRY_VERIFY(!talk.client);
    }
}

void RspCancelTest::destroyingTheClientDropsItsRequests()
{
    ScriptedPeer peer;
    peer.on("a", "1");
    Talk talk(peer);
    QTRY_VERIFY(talk.client->isOpen());
    talk.ask("a");
    talk.ask("b");
    talk.client.reset();
    QTRY_VERIFY(peer.isDone() && peer.open() == 0);
    QCOMPARE(talk.events, QByteArrayList{"opened"});
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

QTEST_GUILESS_MAIN(RspCancelTest)
#include "tst_rspcancel.moc"
