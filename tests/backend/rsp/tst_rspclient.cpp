// The client in ordinary dialogues: order, acknowledgements, limits, ends.

#include "talk.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

class RspClientTest final : public QObject {
    Q_OBJECT

private slots:
    void talksOverEveryMedium_data();
    void talksOverEveryMedium();
    void sendsOneRequestAtATimeInOrder();
    void callsNoHandlerFromInsideRequest();
    void handlersMayAskAgain();
    void acknowledgesRepliesUntilThePeerAgreesNotTo();
    void resumesAcknowledgingWithTheReplyThatThePeerWaitsFor();
    void refusesADamagedReplyAndGetsItAgain();
    void sendsARefusedRequestAgain();
    void ignoresStrayAcknowledgementsAndNotifications();
    void ignoresAReplyThatNobodyAskedFor();
    void sendsNothingThatIsTooLongForThePeer();
    void deliversAReplyThatComesWithTheEnd();
    void fetchesAReplyOfSeveralMegabytes();
    void measuresTheRoundTrip();
    void answersEverybodyWhenThePeerHangsUp();
    void answersRequestsMadeAfterTheEnd();
    void tellsThatItCouldNotConnect();
    void keepsTheTrafficForTheErrorsDetail();
};

void RspClientTest::talksOverEveryMedium_data()
{
    QTest::addColumn<ScriptedPeer::Medium>("medium");
    QTest::newRow("TCP") << ScriptedPeer::Medium::Tcp;
    QTest::newRow("local socket") << ScriptedPeer::Medium::Local;
#ifdef Q_OS_LINUX
    QTest::newRow("abstract local socket") << ScriptedPeer::Medium::Abstract;
#endif
}

void RspClientTest::talksOverEveryMedium()
{
    QFETCH(ScriptedPeer::Medium, medium);
    ScriptedPeer peer(medium);
    peer.on("!", "OK").on("QStartNoAckMode", "OK").on("qC", "QC1");
    Talk talk(peer);
    QCOMPARE(talk.asked("!"), "OK"_ba);
    talk.agreeOnNoAcks();
    QCOMPARE(talk.asked("qC"), "QC1"_ba);
    QVERIFY2(peer.isDone() && peer.problems().isEmpty(), peer.describe().constData());
    QVERIFY(talk.client->isOpen());
    talk.client->close();
    QTRY_VERIFY(talk.isClosed());
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(talk.events, (QByteArrayList{"opened", "OK", "OK", "QC1", "closed: Closed"}));
}

void RspClientTest::sendsOneRequestAtATimeInOrder()
{
    ScriptedPeer peer;
    Manners manners;
    manners.delay = std::chrono::milliseconds(5);
    peer.setManners(manners);
    Talk talk(peer);
    int unanswered = 0;
    int mostUnanswered = 0;
    connect(&peer, &ScriptedPeer::heard, this, [&] { mostUnanswered = qMax(mostUnanswered, ++unanswered); });
    peer.setHandler([&](const QByteArray &payload) -> Reply {
        --unanswered;
        return payload.toUpper();
    });
    for (const char *payload : {"a", "b", "c", "d"})
        talk.ask(payload);
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "A", "B", "C", "D"}));
    QCOMPARE(mostUnanswered, 1);
}

void RspClientTest::callsNoHandlerFromInsideRequest()
{
    ScriptedPeer peer;
    Talk talk(peer);
    QTRY_VERIFY(talk.client->isOpen());
    talk.client->setMaxRequest(5);
    talk.ask("much too long");
    talk.client->close();
    talk.ask("too late");
    QCOMPARE(talk.events, QByteArrayList{"opened"});
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "failed: InvalidInput", "failed: Closed", "closed: Closed"}));
}

void RspClientTest::handlersMayAskAgain()
{
    ScriptedPeer peer;
    peer.on("a", "1").on("b", "2").on("c", "3");
    Talk talk(peer);
    talk.client->request("a", patience, &talk, [&talk](const Talk::Result &reply) {
        talk.events << "first " + reply.value();
        talk.ask("c");
    });
    talk.ask("b"); // was there first
    QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "first 1", "2", "3"}));
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

void RspClientTest::acknowledgesRepliesUntilThePeerAgreesNotTo()
{
    ScriptedPeer peer;
    peer.setHandler([](const QByteArray &) -> Reply { return "OK"; });
    Talk talk(peer);
    QVERIFY(talk.client->acknowledging());
    talk.asked("a");
    QTRY_COMPARE(peer.acks(), 1);
    talk.agreeOnNoAcks();
    QVERIFY(!talk.client->acknowledging());
    talk.asked("b");
    talk.asked("c");
    QCOMPARE(peer.acks(), 2); // that of QStartNoAckMode's own reply was the last
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

void RspClientTest::resumesAcknowledgingWithTheReplyThatThePeerWaitsFor()
{
    ScriptedPeer peer;
    peer.on("QStartNoAckMode", "OK").on("vAttach;1", "E01").on("qC", "QC1");
    Talk talk(peer);
    talk.agreeOnNoAcks();
    QCOMPARE(talk.asked("vAttach;1"), "E01"_ba);
    QCOMPARE(peer.acks(), 1);
    talk.client->resumeAcknowledging();
    QVERIFY(talk.client->acknowledging());
    QTRY_COMPARE(peer.acks(), 2);
    talk.client->resumeAcknowledging();
    QCOMPARE(talk.asked("qC"), "QC1"_ba);
    QTRY_COMPARE(peer.acks(), 3);
}

void RspClientTest::refusesADamagedReplyAndGetsItAgain()
{
    ScriptedPeer peer;
    peer.on("qC", Reply::nothing());
    Talk talk(peer);
    talk.ask("qC");
    QTRY_COMPARE(peer.received().size(), 1);
    for (int i = 1; i <= 2; ++i) {
        peer.say("$QC1#00");
        QTRY_COMPARE(peer.naks(), i);
    }
    peer.say(rsp::encode("QC1"));
    QTRY_COMPARE(talk.last(), "QC1"_ba);
    QTRY_COMPARE(peer.acks(), 1);
}

void RspClientTest::sendsARefusedRequestAgain()
{
    ScriptedPeer peer;
    Manners manners;
    manners.acknowledge = false;
    peer.setManners(manners);
    peer.on("qC", Reply::raw("-")).on("qC", Reply::raw("-")).on("qC", Reply::raw("-")).on("qC", "QC1");
    Talk talk(peer);
    QCOMPARE(talk.asked("qC"), "QC1"_ba);
    QVERIFY2(peer.isDone() && peer.problems().isEmpty(), peer.describe().constData());
}

void RspClientTest::ignoresStrayAcknowledgementsAndNotifications()
{
    ScriptedPeer peer;
    peer.on("a", Reply::raw("++++-+" + rsp::encode("1") + "+++"))
        .on("b", Reply::raw("%Stop:T05#99+" + rsp::encode("2")));
    Talk talk(peer);
    talk.agreeOnNoAcks();
    talk.events.clear();
    talk.client->resumeAcknowledging();
    talk.client->stopAcknowledging(); // now a - means nothing
    QCOMPARE(talk.asked("a"), "1"_ba);
    QCOMPARE(talk.asked("b"), "2"_ba);
    QVERIFY(talk.client->wireLog().dump().contains(u"Stop:T05"_s));
}

void RspClientTest::ignoresAReplyThatNobodyAskedFor()
{
    ScriptedPeer peer;
    peer.setHandler([](const QByteArray &payload) -> Reply { return payload.toUpper(); });
    Talk talk(peer);
    QCOMPARE(talk.asked("a"), "A"_ba);
    peer.say(rsp::encode("surprise"));
    QTRY_COMPARE(peer.acks(), 2);
    QCOMPARE(talk.asked("b"), "B"_ba);
    QCOMPARE(talk.events, (QByteArrayList{"opened", "A", "B"}));
    QVERIFY(talk.client->wireLog().dump().contains(u"surprise"_s));
}

void RspClientTest::sendsNothingThatIsTooLongForThePeer()
{
    ScriptedPeer peer;
    peer.setHandler([](const QByteArray &) -> Reply { return "OK"; });
    Talk talk(peer);
    talk.client->setMaxRequest(10);
    QCOMPARE(talk.asked("123456"), "OK"_ba); // $ and # and the sum make ten
    QCOMPARE(talk.asked("1234567"), "failed: InvalidInput"_ba);
    QVERIFY(talk.error->message.contains(u"the peer"_s));
    QCOMPARE(talk.asked("12345#"), "failed: InvalidInput"_ba); // its escape counts
    QCOMPARE(talk.asked("654321"), "OK"_ba);
    QCOMPARE(peer.received(), (QList<QByteArray>{"123456", "654321"}));
    QVERIFY(talk.client->isOpen());
}

void RspClientTest::deliversAReplyThatComesWithTheEnd()
{
    for (const auto medium : {ScriptedPeer::Medium::Tcp, ScriptedPeer::Medium::Local}) {
        ScriptedPeer peer(medium);
        peer.on("qRcmd,65786974", Reply("OK").thenClose());
        Talk talk(peer);
        talk.ask("qRcmd,65786974");
        talk.ask("qC");
        QTRY_COMPARE(talk.events, (QByteArrayList{"opened", "OK", "failed: Closed", "closed: Closed"}));
        QVERIFY2(peer.received().size() <= 2, peer.describe().constData());
    }
}

void RspClientTest::fetchesAReplyOfSeveralMegabytes()
{
    for (const auto medium : {ScriptedPeer::Medium::Tcp, ScriptedPeer::Medium::Local}) {
        const QByteArray list(3'500'000, 'p');
        ScriptedPeer peer(medium);
        peer.on("list", Reply(list).thenClose());
        Talk talk(peer);
        QVERIFY(talk.asked("list") == list);
        QTRY_COMPARE(talk.last(), "closed: Closed"_ba);
    }
}

void RspClientTest::measuresTheRoundTrip()
{
    ScriptedPeer peer;
    Manners manners;
    manners.delay = std::chrono::milliseconds(30);
    peer.setManners(manners);
    peer.on("qC", "QC1");
    Talk talk(peer);
    QCOMPARE(talk.client->lastRoundTrip().count(), 0);
    talk.asked("qC");
    QVERIFY(talk.client->lastRoundTrip() >= std::chrono::milliseconds(20)); // coarse timers may be early
}

void RspClientTest::answersEverybodyWhenThePeerHangsUp()
{
    ScriptedPeer peer;
    peer.on("a", Reply::raw("$half a rep").thenClose());
    Talk talk(peer);
    talk.ask("a");
    talk.ask("b");
    talk.ask("c");
    QTRY_COMPARE(talk.events,
                 (QByteArrayList{"opened", "failed: Closed", "failed: Closed", "failed: Closed", "closed: Closed"}));
    QVERIFY2(talk.error->detail.contains(u"$half a rep"_s), qPrintable(talk.error->detail));
    QVERIFY(!talk.client->isOpen());
}

void RspClientTest::answersRequestsMadeAfterTheEnd()
{
    ScriptedPeer peer;
    Manners manners;
    manners.closeAtOnce = true;
    peer.setManners(manners);
    Talk talk(peer);
    QTRY_VERIFY(talk.isClosed());
    QCOMPARE(talk.asked("a"), "failed: Closed"_ba);
    const auto id = talk.ask("b");
    talk.client->cancel(id);
    QCOMPARE(talk.asked("c"), "failed: Closed"_ba);
    QCOMPARE(talk.events.count("failed: Closed"), 2);
    talk.client->close(); // has no effect any more
    QCOMPARE(talk.asked("d"), "failed: Closed"_ba);
    QCOMPARE(talk.events.count("closed: Closed"), 1);
}

void RspClientTest::tellsThatItCouldNotConnect()
{
    ScriptedPeer peer;
    const Endpoint where = peer.endpoint();
    peer.stopListening();
    Talk talk(where);
    talk.ask("a");
    QTRY_COMPARE(talk.events, (QByteArrayList{"failed: Unreachable", "closed: Unreachable"}));
    QCOMPARE(*talk.error, *talk.closedWhy);
}

void RspClientTest::keepsTheTrafficForTheErrorsDetail()
{
    ScriptedPeer peer;
    for (int i = 0; i < 30; ++i)
        peer.on("q" + QByteArray::number(i), "answer " + QByteArray::number(i));
    peer.on("last", Reply::nothing().thenClose());
    Talk talk(peer);
    for (int i = 0; i < 30; ++i)
        talk.ask("q" + QByteArray::number(i));
    talk.ask("last");
    QTRY_VERIFY(talk.isClosed());
    QVERIFY(talk.error->detail.contains(u"<- answer 29"_s));
    QVERIFY(talk.error->detail.contains(u"-> $last#"_s));
    QVERIFY(!talk.error->detail.contains(u"answer 10"_s)); // the last twenty lines only
    QVERIFY(talk.client->wireLog().dump().contains(u"answer 10"_s));
}

QTEST_GUILESS_MAIN(RspClientTest)
#include "tst_rspclient.moc"
