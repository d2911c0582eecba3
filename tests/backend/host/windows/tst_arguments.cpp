// A list of arguments as the one text that Windows passes on.

#include "backend/host/windows/arguments.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck::windowshost;

class ArgumentsTest : public QObject {
    Q_OBJECT

private slots:
    void theyComeBackAsTheyWere_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const QStringList &arguments, const QString &text) {
            QTest::newRow(name) << arguments << text;
        };
        row("none", {}, u"\"C:\\a b\\x.exe\""_s);
        row("plain", {u"serve"_s, u"--port=1"_s}, u"\"C:\\a b\\x.exe\" serve --port=1"_s);
        row("empty", {u""_s}, u"\"C:\\a b\\x.exe\" \"\""_s);
        row("spaces", {u"two words"_s}, u"\"C:\\a b\\x.exe\" \"two words\""_s);
        row("quotation mark", {u"a\"b"_s}, u"\"C:\\a b\\x.exe\" \"a\\\"b\""_s);
        row("backslashes", {u"C:\\x\\"_s}, u"\"C:\\a b\\x.exe\" C:\\x\\"_s);
        row("backslash at the end, spaces", {u"C:\\x y\\"_s}, u"\"C:\\a b\\x.exe\" \"C:\\x y\\\\\""_s);
        row("backslash before a quotation mark", {u"\\\""_s}, u"\"C:\\a b\\x.exe\" \"\\\\\\\"\""_s);
    }
    void theyComeBackAsTheyWere()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, text);
        const QString program = u"C:\\a b\\x.exe"_s;
        QCOMPARE(joinArguments(program, arguments), text);
        QCOMPARE(splitArguments(text), QStringList{program} + arguments);
    }

    void nothingIsNotOurOwnName()
    {
        QVERIFY(splitArguments({}).isEmpty());
        QVERIFY(splitArguments(u"  "_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ArgumentsTest)
#include "tst_arguments.moc"
