// The answers of the real programs, as they were seen, and what they say of who is there.

#include "backend/engine/stub/stubkind.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::stub;

class StubKindTest : public QObject {
    Q_OBJECT

private slots:
    void theAnswersTellTheKind_data()
    {
        QTest::addColumn<StubAnswers>("answers");
        QTest::addColumn<StubKind>("kind");
        const QByteArray lldb = "PacketSize=131072;QStartNoAckMode+;qEcho+;native-signals+";
        QTest::newRow("lldb-server platform 14, 19, 22") << StubAnswers{"", "OK", lldb, ""} << StubKind::LldbPlatform;
        QTest::newRow("lldb-server gdbserver without a process")
            << StubAnswers{"", "OK", lldb + ";qXfer:features:read+", "E02"} << StubKind::LldbDebugging;
        QTest::newRow("lldb-server gdbserver with one")
            << StubAnswers{"", "OK", lldb + ";qXfer:features:read+", "T05thread:1;"} << StubKind::LldbDebugging;
        const QByteArray gdb =
            "PacketSize=47ff;QPassSignals+;QStartNoAckMode+;qXfer:osdata:read+;multiprocess+;QNonStop+";
        QTest::newRow("gdbserver 13 --multi") << StubAnswers{"OK", "OK", gdb, "W00"} << StubKind::GdbServer;
        QTest::newRow("gdbserver 13 with a program") << StubAnswers{"OK", "OK", gdb, "T0006:0;"} << StubKind::GdbServer;
        QTest::newRow("qemu-user 7.2")
            << StubAnswers{"OK", "", "PacketSize=1000;qXfer:features:read+;vContSupported+;multiprocess+",
                           "T05thread:p01.1;"}
            << StubKind::Qemu;
        QTest::newRow("vgdb 3.19") << StubAnswers{"", "OK", "PacketSize=3fff;QStartNoAckMode+;qXfer:exec-file:read+",
                                                  "T05"}
                                   << StubKind::Valgrind;
        QTest::newRow("something else") << StubAnswers{"", "", "", "S05"} << StubKind::Unknown;
    }
    void theAnswersTellTheKind()
    {
        QFETCH(StubAnswers, answers);
        QFETCH(StubKind, kind);
        QCOMPARE(kindOf(answers), kind);
    }

    void aFeatureIsFoundByItsWholeName()
    {
        const QByteArray features = "PacketSize=47ff;qXfer:osdata:read+;QNonStop-;odd";
        QCOMPARE(feature(features, "QNonStop"), "-"_ba);
        QCOMPARE(feature(features, "qXfer:osdata:read"), "+"_ba);
        QCOMPARE(feature(features, "qXfer:osdata"), ""_ba);
        QCOMPARE(feature(features, "odd"), ""_ba);
        QCOMPARE(feature({}, "odd"), ""_ba);
    }

    void thePacketSizeIsHexadecimalAndNeverNegative()
    {
        QCOMPARE(packetSize("PacketSize=47ff"), 0x47ff);
        QCOMPARE(packetSize("PacketSize=zz"), 0);
        QCOMPARE(packetSize("PacketSize=-1"), 0);
        QCOMPARE(packetSize(""), 0);
    }

    void aWrongPeerIsCalledByItsNameWithTheRightAddress()
    {
        const Error error = wrongPeer(StubKind::LldbPlatform, StubKind::GdbServer, u"box:2345"_s);
        QCOMPARE(error.code, ErrorCode::WrongPeer);
        QCOMPARE(error.message, u"This is a gdbserver, not an LLDB platform server (box:2345)."_s);
        QVERIFY(error.hint.contains(u"gdb:box:2345"_s));
        for (const StubKind kind :
             {StubKind::LldbPlatform, StubKind::LldbDebugging, StubKind::Qemu, StubKind::Valgrind, StubKind::Unknown}) {
            QVERIFY(!wrongPeer(StubKind::GdbServer, kind, u"x"_s).hint.isEmpty());
            QVERIFY(!nameOf(kind).isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(StubKindTest)
#include "tst_stubkind.moc"
