#include "backend/rsp/text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck::rsp;

class RspTextTest final : public QObject {
    Q_OBJECT

private slots:
    void readsHex_data();
    void readsHex();
    void everyByteSurvivesHex();
    void readsFieldsInOrder();
    void skipsEmptyFields();
    void findsTheFirstFieldOfAKey();
    void tellsErrorsFromAnswers_data();
    void tellsErrorsFromAnswers();
};

void RspTextTest::readsHex_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << ""_ba << true << ""_ba;
    QTest::newRow("lower case") << "7838365f"_ba << true << "x86_"_ba;
    QTest::newRow("upper case") << "7A7B"_ba << true << "z{"_ba;
    QTest::newRow("high") << "ff00"_ba << true << QByteArray("\xff\0", 2);
    QTest::newRow("odd length") << "783"_ba << false << ""_ba;
    QTest::newRow("no digit first") << "g0"_ba << false << ""_ba;
    QTest::newRow("no digit second") << "0g"_ba << false << ""_ba;
    QTest::newRow("space") << "7 "_ba << false << ""_ba;
    QTest::newRow("sign") << "-1"_ba << false << ""_ba;
}

void RspTextTest::readsHex()
{
    QFETCH(QByteArray, hex);
    const auto bytes = fromHex(hex);
    QTEST(bytes.has_value(), "good");
    QTEST(bytes.value_or(QByteArray()), "bytes");
}

void RspTextTest::everyByteSurvivesHex()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    QCOMPARE(toHex(all).first(8), "00010203"_ba);
    QCOMPARE(fromHex(toHex(all)), all);
}

void RspTextTest::readsFieldsInOrder()
{
    QCOMPARE(parseFields("pid:14738;name:;args:61:62;triple:7838;"),
             (Fields{{"pid", "14738"}, {"name", ""}, {"args", "61:62"}, {"triple", "7838"}}));
    QCOMPARE(parseFields("PacketSize=47ff;QNonStop+"), (Fields{{"PacketSize=47ff", ""}, {"QNonStop+", ""}}));
}

void RspTextTest::skipsEmptyFields()
{
    QCOMPARE(parseFields(""), Fields{});
    QCOMPARE(parseFields(";;"), Fields{});
    QCOMPARE(parseFields(";a:1;;b:2;"), (Fields{{"a", "1"}, {"b", "2"}}));
}

void RspTextTest::findsTheFirstFieldOfAKey()
{
    const Fields fields = parseFields("a:1;b:2;a:3;");
    QCOMPARE(field(fields, "a"), "1"_ba);
    QCOMPARE(field(fields, "b"), "2"_ba);
    QCOMPARE(field(fields, "c"), ""_ba);
}

void RspTextTest::tellsErrorsFromAnswers_data()
{
    QTest::addColumn<bool>("error");
    for (const char *reply : {"E01", "Eff", "E0a", "E01;4f7065726174696f6e", "E.no such process"})
        QTest::newRow(reply) << true;
    for (const char *reply : {"OK", "E", "E0", "E012", "E01,", "Exy", "e01", "QC1", ""})
        QTest::newRow(reply) << false;
}

void RspTextTest::tellsErrorsFromAnswers()
{
    QTEST(isError(QByteArrayView(QTest::currentDataTag())), "error");
}

QTEST_APPLESS_MAIN(RspTextTest)
#include "tst_rsptext.moc"
