// Short texts made of values.

#include "model/phrases.h"
#include "tests/model/samples.h"

#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestPhrases : public QObject {
    Q_OBJECT

private slots:
    void sumsUpTheServers_data();
    void sumsUpTheServers();
    void tellsHowLongAgo_data();
    void tellsHowLongAgo();
    void tellsEvidenceWithItsSourceAndTime();
    void namesAServerByWhatThereIs();
    void takesTextInAToolTipLiterally();
};

void TestPhrases::sumsUpTheServers_data()
{
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("connected");
    QTest::addColumn<int>("attention");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << 0 << 0 << u"No servers"_s;
    QTest::newRow("one") << 1 << 0 << 0 << u"1 server"_s;
    QTest::newRow("quiet") << 12 << 0 << 0 << u"12 servers"_s;
    QTest::newRow("connected") << 12 << 3 << 0 << u"12 servers, 3 connected"_s;
    QTest::newRow("all") << 12 << 3 << 1 << u"12 servers, 3 connected, 1 needs attention"_s;
    QTest::newRow("several") << 12 << 0 << 2 << u"12 servers, 2 need attention"_s;
}

void TestPhrases::sumsUpTheServers()
{
    QFETCH(int, total);
    QFETCH(int, connected);
    QFETCH(int, attention);
    QTEST(summaryText({total, connected, attention}), "text");
}

void TestPhrases::tellsHowLongAgo_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("ahead of our clock") << -30 << u"just now"_s;
    QTest::newRow("now") << 4 << u"just now"_s;
    QTest::newRow("seconds") << 12 << u"12 s ago"_s;
    QTest::newRow("minutes") << 150 << u"2 min ago"_s;
    QTest::newRow("hours") << 3 * 3600 + 60 << u"3 h ago"_s;
}

void TestPhrases::tellsHowLongAgo()
{
    QFETCH(int, seconds);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QTEST(agoText(now.addSecs(-seconds), now), "text");
    QCOMPARE(agoText({}, now), u"never"_s);
    QVERIFY(!agoText(now.addDays(-3), now).contains(u"ago"_s));
}

void TestPhrases::tellsEvidenceWithItsSourceAndTime()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QCOMPARE(evidenceText({EvidenceSource::ProcessTable, u"process 4711 has ended"_s, now.addSecs(-120)}, now),
             u"process 4711 has ended (list of processes, 2 min ago)"_s);
    QCOMPARE(evidenceText({EvidenceSource::Connection, u"It closed the connection."_s, now}, now),
             u"It closed the connection (connection, just now)"_s);
    QCOMPARE(evidenceText({}, now), u"nothing was looked at yet"_s);
    // Text of a server may look like a placeholder.
    QCOMPARE(evidenceText({EvidenceSource::Answer, u"it says %2 and %3"_s, now}, now),
             u"it says %2 and %3 (answer of the server, just now)"_s);
}

void TestPhrases::namesAServerByWhatThereIs()
{
    ServerSpec spec = sampleServer(u"bench"_s, u"box"_s, 1);
    QCOMPARE(displayName(spec), u"bench"_s);
    spec.name.clear();
    QCOMPARE(displayName(spec), u"acme:meet://box:1"_s);
    QCOMPARE(displayName({}), u"New server"_s);
}

void TestPhrases::takesTextInAToolTipLiterally()
{
    QVERIFY(plainToolTip(u"<b>&"_s).contains(u"&lt;b&gt;&amp;"_s));
    QCOMPARE(plainToolTip({}), QString());
}

QTEST_GUILESS_MAIN(TestPhrases)
#include "tst_phrases.moc"
