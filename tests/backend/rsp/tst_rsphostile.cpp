// Peers that are silent, slow, broken, of another kind, or malicious.

#include "talk.h"

#include <QTimer>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

class RspHostileTest final : public QObject {
    Q_OBJECT

private slots:
    void endsWithTheRightError_data();
    void endsWithTheRightError();
    void namesWhoIsTalkingInstead_data();
    void namesWhoIsTalkingInstead();
    void saysThatAKnownPeerBrokeTheRules();
    void aDripDoesNotExtendTheDeadline();
    void everyRequestHasItsOwnDeadline();
    void readsRepliesInAnyPieces_data();
    void readsRepliesInAnyPieces();
    void aFloodLeavesTheEventLoopItsTurns();
    void givesUpAfterThreeDamagedReplies();
    void givesUpWhenEveryRequestIsRefused();
};

void RspHostileTest::endsWithTheRightError_data()
{
    QTest::addColumn<Manners>("manners");
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const Reply &reply, const char *code) {
        QTest::newRow(name) << Manners() << reply << QByteArray(code);
    };
    row("silent", Reply::nothing(), "Silent");
    row("only acknowledges", Reply::raw("+"), "Silent");
    row("half a reply", Reply::raw("$QC"), "Silent");
    row("hangs up", Reply::nothing().thenClose(), "Closed");
    row("hangs up inside a reply", Reply::raw("$QC").thenClose(), "Closed");
    row("resets", Reply::nothing().thenReset(), "Closed");
    row("junk", Reply::raw(QByteArray(500, '\x7f')), "Garbage");
    row("a little junk", Reply::raw("?"), "Garbage");
    row("a little junk, then the end", Reply::raw("?").thenClose(), "Garbage");
    row("junk behind an acknowledgement", Reply::raw("+hello"), "Garbage");
    row("a bad escape", Reply::raw("$}#7d"), "Garbage");
    row("damaged and again", Reply::flood("$QC1#00"), "Garbage");
    row("a reply without end", Reply::endless("QC"), "Garbage");
    row("a reply that expands without end", Reply(QByteArray()), "unused");
    row("a flood of junk", Reply::flood("junk"), "Garbage");
    row("a flood of acknowledgements", Reply::flood("+"), "Garbage");
    row("a flood of notifications", Reply::flood("%Stop:T05#99"), "Garbage");

    Manners silent;
    silent.silent = true;
    QTest::newRow("says nothing ever") << silent << Reply("") << "Silent"_ba;
    Manners closing;
    closing.closeAtOnce = true;
    QTest::newRow("hangs up at once") << closing << Reply("") << "Closed"_ba;
    Manners part;
    part.closeAfter = 4;
    QTest::newRow("hangs up after four bytes") << part << Reply("QC1") << "Closed"_ba;
}

void RspHostileTest::endsWithTheRightError()
{
    QFETCH(Manners, manners);
    QFETCH(Reply, reply);
    QFETCH(QByteArray, code);
    if (code == "unused") {
        // 2 bytes become 97: within the limit as received, far above it as expanded.
        QByteArray runs = "x";
        for (int i = 0; i < 100'000; ++i)
            runs += "*~";
        quint8 sum = 0;
        for (const char byte : std::as_const(runs))
            sum = static_cast<quint8>(sum + static_cast<quint8>(byte));
        reply = Reply::raw('$' + runs + '#' + QByteArray::number(sum, 16).rightJustified(2, '0'));
        code = "Garbage";
    }
    for (const auto medium : {ScriptedPeer::Medium::Tcp, ScriptedPeer::Medium::Local}) {
        if (medium == ScriptedPeer::Medium::Local && reply.then == Reply::Then::Reset)
            continue;
        ScriptedPeer peer(medium);
        peer.setManners(manners);
        peer.on("qC", reply);
        Talk talk(peer);
        talk.ask("qC", code == "Silent" ? std::chrono::milliseconds(150) : patience);
        talk.ask("never sent");
        const QByteArray failed = "failed: " + code;
        QVERIFY2(waitUntil([&] { return talk.isClosed(); }), peer.describe().constData());
        QCOMPARE(talk.events, (QByteArrayList{"opened", failed, failed, "closed: " + code}));
        QVERIFY(talk.error->message.contains(u"the peer"_s) || talk.error->code == ErrorCode::Closed);
        QVERIFY(!talk.error->hint.isEmpty());
        QVERIFY2(!peer.received().contains("never sent"), peer.describe().constData());
        if (code != "Silent") // who is merely late gets two seconds more, see tst_rspleaving
            QTRY_COMPARE(peer.open(), 0);
    }
}

void RspHostileTest::namesWhoIsTalkingInstead_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<qsizetype>("chunk");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *name, const QByteArray &greeting, const QString &says, const QString &hint) {
        QTest::addRow("%s", name) << greeting << qsizetype(0) << says << hint;
        // Of what trickles in, a busy machine hears the beginning before the client has had enough.
        QTest::addRow("%s, in bytes", name) << greeting << qsizetype(1) << says.left(4) << hint;
    };
    row("SSH", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", u"SSH-2.0-OpenSSH_9.2p1"_s, u"SSH server"_s);
    row("HTTP", "HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>", u"HTTP/1.1 400 Bad"_s, u"web server"_s);
    row("somebody", "220 box ESMTP Postfix\r\n", u"220 box ESMTP"_s, u"Another kind"_s);
    row("short", "hi", u"hi"_s, u"Another kind"_s);
}

void RspHostileTest::namesWhoIsTalkingInstead()
{
    QFETCH(QByteArray, greeting);
    QFETCH(qsizetype, chunk);
    QFETCH(QString, says);
    QFETCH(QString, hint);
    ScriptedPeer peer;
    Manners manners;
    manners.greeting = greeting;
    manners.chunk = chunk;
    manners.silent = true;
    peer.setManners(manners);
    Talk talk(peer);
    talk.ask("!");
    QVERIFY(waitUntil([&] { return talk.isClosed(); }));
    QCOMPARE(talk.events, (QByteArrayList{"opened", "failed: Garbage", "closed: Garbage"}));
    QVERIFY2(talk.error->message.contains(u"does not speak the GDB remote protocol"_s),
             qPrintable(talk.error->message));
    QVERIFY2(talk.error->detail.contains(u"It said: "_s + says), qPrintable(talk.error->detail));
    QVERIFY2(talk.error->hint.contains(hint), qPrintable(talk.error->hint));
}

void RspHostileTest::saysThatAKnownPeerBrokeTheRules()
{
    ScriptedPeer peer;
    peer.on("a", "1").on("b", Reply::raw("some debug output of the server's own"));
    Talk talk(peer);
    talk.asked("a");
    QCOMPARE(talk.asked("b"), "failed: Garbage"_ba);
    QVERIFY2(talk.error->message.contains(u"broke the rules"_s), qPrintable(talk.error->message));
}

void RspHostileTest::aDripDoesNotExtendTheDeadline()
{
    ScriptedPeer peer;
    Manners manners;
    manners.chunk = 1;
    manners.pause = std::chrono::milliseconds(20);
    peer.setManners(manners);
    peer.on("a", QByteArray(3000, 'd')); // a minute's worth
    Talk talk(peer);
    talk.ask("a", std::chrono::milliseconds(300));
    QTRY_COMPARE_WITH_TIMEOUT(talk.events, (QByteArrayList{"opened", "failed: Silent", "closed: Silent"}), 20'000);
    QVERIFY2(talk.error->detail.contains(u"unfinished"_s), qPrintable(talk.error->detail));
}

void RspHostileTest::everyRequestHasItsOwnDeadline()
{
    ScriptedPeer peer;
    Manners manners;
    manners.delay = std::chrono::milliseconds(200);
    peer.setManners(manners);
    peer.on("a", "1").on("b", "2").on("c", "3").on("d", "4");
    Talk talk(peer);
    // Together they take longer than each may.
    for (const char *payload : {"a", "b", "c", "d"})
        talk.ask(payload, std::chrono::milliseconds(700));
    QTRY_COMPARE_WITH_TIMEOUT(talk.events, (QByteArrayList{"opened", "1", "2", "3", "4"}), 20'000);
}

void RspHostileTest::readsRepliesInAnyPieces_data()
{
    QTest::addColumn<qsizetype>("chunk");
    QTest::newRow("bytes") << qsizetype(1);
    QTest::newRow("threes") << qsizetype(3);
    QTest::newRow("random") << qsizetype(0);
}

void RspHostileTest::readsRepliesInAnyPieces()
{
    QFETCH(qsizetype, chunk);
    for (const auto medium : {ScriptedPeer::Medium::Tcp, ScriptedPeer::Medium::Local}) {
        ScriptedPeer peer(medium);
        Manners manners;
        manners.chunk = chunk;
        manners.randomChunks = chunk == 0;
        peer.setManners(manners);
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += static_cast<char>(i);
        peer.setHandler([&bytes](const QByteArray &payload) -> Reply { return payload + bytes; });
        Talk talk(peer);
        talk.agreeOnNoAcks();
        talk.events.clear();
        QByteArrayList expected;
        for (int i = 0; i < 20; ++i) {
            const QByteArray payload = "#" + QByteArray::number(i) + "}*$";
            talk.ask(payload);
            expected << payload + bytes;
        }
        QVERIFY2(waitUntil([&] { return talk.events.size() == expected.size(); }), peer.describe().constData());
        QVERIFY2(talk.events == expected, peer.describe().constData());
    }
}

void RspHostileTest::aFloodLeavesTheEventLoopItsTurns()
{
    // As far as the client can tell, the reply may still come to its end.
    ScriptedPeer peer;
    peer.on("a", Reply::endless(""));
    Talk talk(peer);
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] {
        if (!peer.received().isEmpty())
            ++turns;
    });
    timer.start(0);
    talk.ask("a");
    QVERIFY(waitUntil([&] { return talk.isClosed(); }));
    QCOMPARE(talk.last(), "closed: Garbage"_ba);
    QVERIFY2(turns >= 16, QByteArray::number(turns).constData()); // 4 MiB are at least 64 reads
}

void RspHostileTest::givesUpAfterThreeDamagedReplies()
{
    ScriptedPeer peer;
    peer.on("a", Reply::wrongChecksum("1")); // and again, whenever it is refused
    Talk talk(peer);
    QCOMPARE(talk.asked("a"), "failed: Garbage"_ba);
    QVERIFY2(talk.error->message.contains(u"damaged"_s), qPrintable(talk.error->message));
    QTRY_COMPARE(peer.open(), 0);
    QCOMPARE(peer.naks(), 2);
}

void RspHostileTest::givesUpWhenEveryRequestIsRefused()
{
    ScriptedPeer peer;
    Manners manners;
    manners.acknowledge = false;
    peer.setManners(manners);
    peer.setHandler([](const QByteArray &) { return Reply::raw("-"); });
    Talk talk(peer);
    QCOMPARE(talk.asked("a"), "failed: Garbage"_ba);
    QCOMPARE(peer.received(), (QList<QByteArray>{"a", "a", "a", "a"}));
}

QTEST_GUILESS_MAIN(RspHostileTest)
#include "tst_rsphostile.moc"
