// Leaving without hurting the server: gdbserver 13 dies when a connection in ack mode closes with a reply unread.

#include "talk.h"

#include "backend/rsp/lingeringclose.h"

#include <QThread>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

class RspLeavingTest final : public QObject {
    Q_OBJECT

private slots:
    void closesAtOnceWhenNothingIsOwed();
    void waitsForAnOwedReplyAndAcknowledgesIt_data();
    void waitsForAnOwedReplyAndAcknowledgesIt();
    void doesNotAcknowledgeWhereThePeerAgreedNotTo();
    void takesAReplyThatIsHereAlready();
    void readsALongOwedReplyToItsEnd();
    void leavesAPeerThatNeverReplies();
    void leavesAPeerThatNeverStopsReplying();
    void mayBeDestroyedWhileItWaits();
    void mayBeClosedWhileItConnects();
    void greetsEvenWhenItLeavesWhileItConnects_data();
    void greetsEvenWhenItLeavesWhileItConnects();
    void aLateReplyIsStillTakenAfterTheDeadline();
    void goesAwayWithItsThread();
};

void RspLeavingTest::closesAtOnceWhenNothingIsOwed()
{
    ScriptedPeer peer;
    peer.on("a", "1");
    Talk talk(peer);
    talk.asked("a");
    talk.client->close();
    QVERIFY(!talk.isClosed()); // never from inside the call
    QTRY_VERIFY(talk.isClosed());
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(peer.acks(), 1);
    QTRY_COMPARE(rsp::LingeringClose::pending(), 0);
}

void RspLeavingTest::waitsForAnOwedReplyAndAcknowledgesIt_data()
{
    QTest::addColumn<bool>("destroy");
    QTest::addColumn<bool>("cancel");
    QTest::addColumn<ScriptedPeer::Medium>("medium");
    QTest::newRow("closed") << false << false << ScriptedPeer::Medium::Tcp;
    QTest::newRow("closed, cancelled before") << false << true << ScriptedPeer::Medium::Tcp;
    QTest::newRow("closed, local socket") << false << false << ScriptedPeer::Medium::Local;
    QTest::newRow("destroyed") << true << false << ScriptedPeer::Medium::Tcp;
    QTest::newRow("destroyed, cancelled before") << true << true << ScriptedPeer::Medium::Tcp;
    QTest::newRow("destroyed, local socket") << true << false << ScriptedPeer::Medium::Local;
}

void RspLeavingTest::waitsForAnOwedReplyAndAcknowledgesIt()
{
    QFETCH(bool, destroy);
    QFETCH(bool, cancel);
    QFETCH(ScriptedPeer::Medium, medium);
    ScriptedPeer peer(medium);
    peer.on("a", Reply::raw("$half")); // the rest comes later
    Talk talk(peer);
    const auto id = talk.ask("a");
    talk.ask("b");
    QTRY_COMPARE(peer.received().size(), 1);
    if (cancel)
        talk.client->cancel(id);
    if (destroy)
        talk.client.reset();
    else
        talk.client->close();
    QCOMPARE(rsp::LingeringClose::pending(), 1);
    QTest::qWait(50);
    QCOMPARE(peer.open(), 1); // it does wait
    QCOMPARE(peer.acks(), 0);
    QVERIFY(!talk.isClosed());
    peer.say(rsp::encode("half done").sliced(5));
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(peer.acks(), 1);
    QCOMPARE(peer.received().size(), 1);
    QTRY_COMPARE(rsp::LingeringClose::pending(), 0);
    QByteArrayList expected{"opened"};
    if (!destroy) {
        expected << "failed: Closed";
        if (!cancel)
            expected << "failed: Closed";
        expected << "closed: Closed";
    }
    QCOMPARE(talk.events, expected);
}

void RspLeavingTest::doesNotAcknowledgeWhereThePeerAgreedNotTo()
{
    ScriptedPeer peer;
    peer.on("QStartNoAckMode", "OK").on("a", Reply::nothing());
    Talk talk(peer);
    talk.agreeOnNoAcks();
    talk.ask("a");
    QTRY_COMPARE(peer.received().size(), 2);
    talk.client->close();
    peer.say("$1#00"); // nor does it look at sums there
    QTRY_VERIFY(talk.isClosed());
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(peer.acks(), 1); // of QStartNoAckMode
}

void RspLeavingTest::takesAReplyThatIsHereAlready()
{
    ScriptedPeer peer;
    peer.on("a", Reply::raw(rsp::encode("1") + rsp::encode("2")));
    Talk talk(peer);
    // The handler closes between two packets of one read; the second is owed to the second request by then.
    talk.client->request("a", patience, &talk, [&talk](const Talk::Result &) { talk.client->close(); });
    QTRY_VERIFY(talk.isClosed());
    QTRY_COMPARE(peer.open(), 0);
    QVERIFY2(peer.problems().isEmpty(), peer.describe().constData());
}

void RspLeavingTest::readsALongOwedReplyToItsEnd()
{
    ScriptedPeer peer;
    peer.on("a", QByteArray(1'000'000, 'a'));
    Talk talk(peer);
    QTRY_VERIFY(talk.client->isOpen());
    talk.ask("a");
    talk.client.reset();
    QVERIFY(waitUntil([&] { return peer.accepted() == 1 && peer.open() == 0; }));
    QCOMPARE(peer.acks(), 1);
}

void RspLeavingTest::leavesAPeerThatNeverReplies()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing());
    Talk talk(peer);
    talk.ask("a");
    QTRY_COMPARE(peer.received().size(), 1);
    talk.client->close();
    QTRY_COMPARE_WITH_TIMEOUT(talk.events, (QByteArrayList{"opened", "failed: Closed", "closed: Closed"}), 20'000);
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(peer.acks(), 0);
}

void RspLeavingTest::leavesAPeerThatNeverStopsReplying()
{
    for (const auto &reply : {Reply::endless("x"), Reply::flood("%Stop#00"), Reply::flood("junk")}) {
        ScriptedPeer peer;
        peer.on("a", reply);
        Talk talk(peer);
        talk.ask("a");
        QTRY_COMPARE(peer.received().size(), 1);
        talk.client.reset();
        QVERIFY(waitUntil([&] { return peer.open() == 0; }));
        QTRY_COMPARE(rsp::LingeringClose::pending(), 0);
    }
}

void RspLeavingTest::mayBeDestroyedWhileItWaits()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing());
    Talk talk(peer);
    talk.ask("a");
    QTRY_COMPARE(peer.received().size(), 1);
    talk.client->close();
    talk.client.reset();
    QCOMPARE(rsp::LingeringClose::pending(), 1);
    peer.say(rsp::encode("1"));
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(peer.acks(), 1);
    QCOMPARE(talk.events, QByteArrayList{"opened"});
}

void RspLeavingTest::mayBeClosedWhileItConnects()
{
    ScriptedPeer peer;
    Talk talk(peer);
    talk.ask("a");
    talk.client->close();
    QTRY_COMPARE(talk.events, (QByteArrayList{"failed: Closed", "closed: Closed"}));
    QTRY_COMPARE(rsp::LingeringClose::pending(), 0);
}

void RspLeavingTest::greetsEvenWhenItLeavesWhileItConnects_data()
{
    QTest::addColumn<bool>("destroy");
    QTest::newRow("closed") << false;
    QTest::newRow("destroyed") << true;
}

void RspLeavingTest::greetsEvenWhenItLeavesWhileItConnects()
{
    QFETCH(bool, destroy);
    ScriptedPeer peer;
    peer.on("!", "OK");
    auto hasty = std::make_unique<rsp::RspClient>(makeStream(peer.endpoint()), u"peer"_s);
    hasty->request("!", patience, this, [](const auto &) {});
    hasty->request("second", patience, this, [](const auto &) {});
    hasty->open();
    if (destroy)
        hasty.reset();
    else
        hasty->close();
    QTRY_COMPARE(peer.received(), QByteArrayList{"!"});
    QTRY_COMPARE(peer.acks(), 1);
    QTRY_COMPARE(peer.open(), 0);
    QTRY_COMPARE(rsp::LingeringClose::pending(), 0);
}

void RspLeavingTest::aLateReplyIsStillTakenAfterTheDeadline()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing());
    Talk talk(peer);
    talk.ask("a", std::chrono::milliseconds(50));
    QTRY_COMPARE(talk.last(), "closed: Silent"_ba);
    QCOMPARE(peer.open(), 1);
    peer.say(rsp::encode("1"));
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(peer.acks(), 1);
}

void RspLeavingTest::goesAwayWithItsThread()
{
    ScriptedPeer peer;
    peer.on("a", Reply::nothing());
    QThread thread;
    QObject worker;
    worker.moveToThread(&thread);
    thread.start();
    std::unique_ptr<Talk> talk;
    QMetaObject::invokeMethod(&worker, [&talk, where = peer.endpoint()] {
        talk = std::make_unique<Talk>(where);
        talk->ask("a");
    });
    QTRY_COMPARE(peer.received().size(), 1);
    QMetaObject::invokeMethod(&worker, [&talk] {
        talk.reset();
        QThread::currentThread()->quit();
    });
    QVERIFY(thread.wait(20'000));
    QTRY_COMPARE(peer.open(), 0);
}

QTEST_GUILESS_MAIN(RspLeavingTest)
#include "tst_rspleaving.moc"
