// The wire format as a table, and the decoder under every way to split a stream.

#include "backend/rsp/packetcodec.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck::rsp;

namespace {

QByteArray named(const Event &event)
{
    static constexpr const char *names[] = {"packet", "notification", "ack", "nak", "bad sum", "malformed", "too long"};
    QByteArray text = names[static_cast<int>(event.kind)];
    if (!event.payload.isEmpty())
        text += ' ' + event.payload;
    return text;
}

QByteArrayList drained(Decoder &decoder)
{
    QByteArrayList events;
    while (const auto event = decoder.next())
        events << named(*event);
    return events;
}

QByteArrayList fed(Decoder &decoder, const QByteArray &wire)
{
    decoder.feed(wire);
    return drained(decoder);
}

QByteArray framed(const QByteArray &raw)
{
    quint8 sum = 0;
    for (const char byte : raw)
        sum = static_cast<quint8>(sum + static_cast<quint8>(byte));
    return '$' + raw + '#' + QByteArray::number(sum, 16).rightJustified(2, '0');
}

} // namespace

class PacketCodecTest final : public QObject {
    Q_OBJECT

private slots:
    void encodesAsTheProtocolSays_data();
    void encodesAsTheProtocolSays();
    void decodesAsTheProtocolSays_data();
    void decodesAsTheProtocolSays();
    void looksAtNoChecksumWhenTold_data();
    void looksAtNoChecksumWhenTold();
    void splitsAtEveryByteMakeNoDifference();
    void junkStaysJunkAcrossSplits();
    void everyPayloadSurvivesARoundTripUnderRandomSplits();
    void everyRunLengthExpandsToItsCount();
    void limitsAPacketAsReceived();
    void limitsAPacketAsExpanded();
    void takesAPacketOfExactlyTheLimit();
    void isDeafAfterAPacketThatWasTooLong();
    void readsALongPacketFromSmallPieces();
    void showsWhatIsUnfinished();
};

void PacketCodecTest::encodesAsTheProtocolSays_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("wire");
    // Frames as seen on real servers.
    QTest::newRow("empty") << ""_ba << "$#00"_ba;
    QTest::newRow("qHostInfo") << "qHostInfo"_ba << "$qHostInfo#9b"_ba;
    QTest::newRow("first list packet") << "qfProcessInfo"_ba << "$qfProcessInfo#42"_ba;
    QTest::newRow("with colons") << "qfProcessInfo:all_users:1;"_ba << "$qfProcessInfo:all_users:1;#ec"_ba;
    QTest::newRow("no ack") << "QStartNoAckMode"_ba << "$QStartNoAckMode#b0"_ba;
    QTest::newRow("monitor exit") << "qRcmd,65786974"_ba << "$qRcmd,65786974#d7"_ba;
    QTest::newRow("escapes") << "#$}*"_ba << framed("}\x03}\x04}]}\n"_ba);
    QTest::newRow("zero byte") << QByteArray(1, '\0') << QByteArray("$\0#00", 5);
    QTest::newRow("high bytes") << "\xff\x80"_ba << "$\xff\x80#7f"_ba;
}

void PacketCodecTest::encodesAsTheProtocolSays()
{
    QFETCH(QByteArray, payload);
    QTEST(encode(payload), "wire");
}

void PacketCodecTest::decodesAsTheProtocolSays_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("events");
    const auto row = [](const char *name, const QByteArray &wire, const QByteArrayList &events) {
        QTest::newRow(name) << wire << events;
    };
    row("nothing", "", {});
    row("a packet", "$OK#9a", {"packet OK"});
    row("an empty packet", "$#00", {"packet"});
    row("upper case sum", "$OK#9A", {"packet OK"});
    row("acknowledged", "+$OK#9a", {"ack", "packet OK"});
    row("acknowledgements alone", "++-+", {"ack", "ack", "nak", "ack"});
    row("two packets", "$OK#9a$E01#a6", {"packet OK", "packet E01"});
    row("half a packet", "$O", {});
    row("a packet without its sum", "$OK#", {});
    row("a packet with half its sum", "$OK#9", {});
    row("wrong sum", "$OK#9b", {"bad sum OK"});
    row("no sum at all", "$OK#zz", {"bad sum OK"});
    row("a good packet after a wrong sum", "$OK#9b$OK#9a", {"bad sum OK", "packet OK"});
    row("wrong sum tells the payload as received", "$a}]#00", {"bad sum a}]"});
    row("a dollar inside is payload", framed("a$b"), {"packet a$b"});
    row("plus and minus inside are payload", framed("a+b-c%"), {"packet a+b-c%"});

    row("a notification", "%Stop:T05#99", {"notification Stop:T05"});
    row("a notification between packets", "$OK#9a%Stop:T05#99$OK#9a",
        {"packet OK", "notification Stop:T05", "packet OK"});
    row("a notification with a wrong sum", "%Stop:T05#00$OK#9a", {"notification", "packet OK"});

    row("escapes", framed("}\x03}\x04}]}\n"), {"packet #$}*"});
    row("an escape of a plain byte", framed("}A"), {"packet a"});
    row("an escape at the end", framed("abc}"), {"malformed abc}"});
    row("packets go on after a bad escape", framed("abc}") + "$OK#9a", {"malformed abc}", "packet OK"});

    row("a run", framed("0* "), {"packet 0000"});
    row("a run inside", framed("a0*\"b"), {"packet a000000b"});
    row("two runs of one byte", framed("0* * "), {"packet 0000000"});
    row("a run counted by a star", framed("0**"), {"packet 00000000000000"});
    row("a run of an escaped byte", framed("}]* "), {"packet }}}}"});
    row("the longest run", framed("x*~"), {"packet " + QByteArray(98, 'x')});
    row("runs counted by + and -, as GDB reads them", framed("x*+*-"), {"packet " + QByteArray(1 + 14 + 16, 'x')});
    row("a run of nothing", framed("* "), {"malformed * "});
    row("a run without a count", framed("0*"), {"malformed 0*"});
    row("a run counted by #", "$0*##0", {"bad sum 0*"});
    row("a run counted by $", framed("0*$"), {"malformed 0*$"});
    row("a run counted by a control character", framed("0*\x1f"), {"malformed 0*\x1f"});
    row("a run counted by delete", framed("0*\x7f"), {"malformed 0*\x7f"});
    row("a run counted by a high byte", framed("0*\xff"), {"malformed 0*\xff"});

    row("junk before a packet", "junk$OK#9a", {"malformed junk", "packet OK"});
    row("junk between packets", "$OK#9ajunk$OK#9a", {"packet OK", "malformed junk", "packet OK"});
    row("junk before a notification", "junk%Stop:T05#99", {"malformed junk", "notification Stop:T05"});
    row("acknowledgements in junk are junk", "SSH-2.0+x$OK#9a", {"malformed SSH-2.0+x", "packet OK"});
    row("acknowledgements after a packet after junk count", "junk$OK#9a+", {"malformed junk", "packet OK", "ack"});
    row("an interrupt is no packet", "\x03", {"malformed \x03"});
    row("long junk is cut", QByteArray(1000, 'j'), {"malformed " + QByteArray(64, 'j')});
    row("a long malformed packet is cut", framed(QByteArray(1000, 'a') + '}'), {"malformed " + QByteArray(64, 'a')});
    row("a web server", "HTTP/1.1 400 Bad Request\r\n", {"malformed HTTP/1.1 400 Bad Request\r\n"});
}

void PacketCodecTest::decodesAsTheProtocolSays()
{
    QFETCH(QByteArray, wire);
    Decoder decoder;
    QTEST(fed(decoder, wire), "events");
}

void PacketCodecTest::looksAtNoChecksumWhenTold_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("events");
    QTest::newRow("wrong sum") << "$OK#00"_ba << QByteArrayList{"packet OK"};
    QTest::newRow("no sum") << "$OK#zz"_ba << QByteArrayList{"packet OK"};
    QTest::newRow("bad escape, wrong sum") << "$a}#00"_ba << QByteArrayList{"malformed a}"};
    QTest::newRow("a run counted by #") << "$0*##0"_ba << QByteArrayList{"malformed 0*"};
    QTest::newRow("notification") << "%Stop#00"_ba << QByteArrayList{"notification Stop"};
}

void PacketCodecTest::looksAtNoChecksumWhenTold()
{
    QFETCH(QByteArray, wire);
    Decoder decoder;
    decoder.setVerifyChecksums(false);
    QTEST(fed(decoder, wire), "events");
}

void PacketCodecTest::splitsAtEveryByteMakeNoDifference()
{
    const QByteArray wire = "+" + framed("a0*\"}]b") + "-%Stop:T05#99$OK#9b+" + encode("#$}*") + framed("x}");
    Decoder whole;
    const QByteArrayList expected = fed(whole, wire);
    QCOMPARE(expected.size(), 8);

    Decoder byBytes;
    QByteArrayList events;
    for (const char byte : wire) {
        events << fed(byBytes, QByteArray(1, byte));
    }
    QCOMPARE(events, expected);
    for (qsizetype at = 0; at <= wire.size(); ++at) {
        Decoder inTwo;
        events = fed(inTwo, wire.first(at));
        events << fed(inTwo, wire.sliced(at));
        QCOMPARE(events, expected);
    }
}

void PacketCodecTest::junkStaysJunkAcrossSplits()
{
    Decoder decoder;
    QCOMPARE(fed(decoder, "SSH"), QByteArrayList{"malformed SSH"});
    QCOMPARE(fed(decoder, "-2.0+"), QByteArrayList{"malformed -2.0+"});
    QCOMPARE(fed(decoder, "$OK#9a-"), (QByteArrayList{"packet OK", "nak"}));
}

void PacketCodecTest::everyPayloadSurvivesARoundTripUnderRandomSplits()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    const QByteArray favourites = "#$}*+-%\x03 0"_ba;
    for (int round = 0; round < 50; ++round) {
        QByteArrayList expected;
        QByteArray wire;
        for (int i = random.bounded(1, 20); i > 0; --i) {
            QByteArray payload(random.bounded(0, 300), Qt::Uninitialized);
            for (char &byte : payload)
                byte = random.bounded(3) == 0 ? favourites.at(random.bounded(int(favourites.size())))
                                              : static_cast<char>(random.bounded(256));
            expected << named({EventKind::Packet, payload});
            wire += encode(payload);
        }
        Decoder decoder;
        QByteArrayList events;
        for (qsizetype at = 0; at < wire.size();) {
            const qsizetype piece = qMin(wire.size() - at, qsizetype(random.bounded(1, 1 << random.bounded(1, 10))));
            events << fed(decoder, wire.sliced(at, piece));
            at += piece;
        }
        QVERIFY2(events == expected, qPrintable(u"seed %1"_s.arg(seed)));
    }
}

void PacketCodecTest::everyRunLengthExpandsToItsCount()
{
    for (int count = ' '; count <= '~'; ++count) {
        if (count == '#' || count == '$')
            continue;
        Decoder decoder;
        const QByteArray raw = "z*" + QByteArray(1, static_cast<char>(count));
        decoder.feed(framed(raw));
        const auto event = decoder.next();
        QVERIFY(event);
        QCOMPARE(event->kind, EventKind::Packet);
        QCOMPARE(event->payload, QByteArray(1 + count - 29, 'z'));
    }
}

void PacketCodecTest::limitsAPacketAsReceived()
{
    Decoder decoder(100);
    QCOMPARE(fed(decoder, "$" + QByteArray(100, 'a')), QByteArrayList{});
    QCOMPARE(fed(decoder, "a"), QByteArrayList{"too long"});

    Decoder atOnce(100);
    QCOMPARE(fed(atOnce, "$OK#9a" + encode(QByteArray(101, 'a'))), (QByteArrayList{"packet OK", "too long"}));
}

void PacketCodecTest::limitsAPacketAsExpanded()
{
    Decoder decoder(100);
    QCOMPARE(fed(decoder, framed("a*~*~")), QByteArrayList{"too long"});
}

void PacketCodecTest::takesAPacketOfExactlyTheLimit()
{
    Decoder decoder(100);
    QCOMPARE(fed(decoder, encode(QByteArray(100, 'a')) + framed("aaa*~")),
             (QByteArrayList{"packet " + QByteArray(100, 'a'), "packet " + QByteArray(100, 'a')}));
}

void PacketCodecTest::isDeafAfterAPacketThatWasTooLong()
{
    Decoder decoder(10);
    QCOMPARE(fed(decoder, "$" + QByteArray(20, 'a')), QByteArrayList{"too long"});
    QCOMPARE(fed(decoder, "#00$OK#9a"), QByteArrayList{});
    QVERIFY(decoder.unfinished().isEmpty());
}

void PacketCodecTest::readsALongPacketFromSmallPieces()
{
    // Quadratic work would take minutes here, and the test program would be ended for it.
    const QByteArray payload(Decoder::defaultLimit - 10, 'a');
    const QByteArray wire = encode(payload);
    for (const qsizetype piece : {qsizetype(1), qsizetype(1024)}) {
        Decoder decoder;
        for (qsizetype at = 0; at < wire.size(); at += piece) {
            QVERIFY(!decoder.next());
            decoder.feed(QByteArrayView(wire).sliced(at, qMin(piece, wire.size() - at)));
        }
        const auto event = decoder.next();
        QVERIFY(event);
        QVERIFY(*event == (Event{EventKind::Packet, payload}));
    }
}

void PacketCodecTest::showsWhatIsUnfinished()
{
    Decoder decoder;
    QVERIFY(decoder.unfinished().isEmpty());
    QCOMPARE(fed(decoder, "$OK#9a$qHo"), QByteArrayList{"packet OK"});
    QCOMPARE(decoder.unfinished().toByteArray(), "$qHo"_ba);
}

QTEST_APPLESS_MAIN(PacketCodecTest)
#include "tst_packetcodec.moc"
