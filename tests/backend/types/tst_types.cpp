// The rules of the plain values: fields, addresses, transitions, texts.

#include "backend/types/address.h"
#include "backend/types/endpoint.h"
#include "backend/types/processinfo.h"
#include "backend/types/serverstatus.h"
#include "backend/types/text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {

/// A made-up engine whose addresses are "host!port".
Result<FieldValues> parseBang(const QString &text);
QString printBang(const FieldValues &fields)
{
    return fields.values.value(u"host"_s) + u'!' + fields.values.value(u"port"_s);
}
FieldSyntax bang()
{
    return {{{u"tcp"_s,
              u"TCP"_s,
              {{u"host"_s, u"&Host"_s, FieldKind::Host, u"127.0.0.1"_s, {}},
               {u"port"_s, u"&Port"_s, FieldKind::Port, {}, {}}}}},
            &parseBang,
            &printBang};
}
Result<FieldValues> parseBang(const QString &text)
{
    return checkFields(bang(), {u"tcp"_s, {{u"host"_s, text.section(u'!', 0, 0)}, {u"port"_s, text.section(u'!', 1)}}});
}
EngineInfo engine(const QString &id)
{
    EngineInfo info;
    info.id = id;
    info.connectSyntax = bang();
    return info;
}

} // namespace

class TypesTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsLearnedOfAProcessAddsToWhatWasKnown()
    {
        const ProcessInfo all{7, -1, u"a.exe"_s, u"C:\\a.exe"_s, u"a -x"_s, u"lab"_s, {}, Known::All};
        ProcessInfo id;
        id.pid = 7;
        id.known = Known::Id;
        ProcessInfo same = id;
        same.name = u"a.exe"_s;
        same.path = u"C:\\a.exe"_s;
        same.known = Known::Name;
        ProcessInfo other = same;
        other.path = u"D:\\a.exe"_s;
        ProcessInfo silent = id;
        silent.known = Known::All;

        // A new list asks for less: the old text stays, and is known to be old.
        QCOMPARE(learned(all, id).commandLine, all.commandLine);
        QCOMPARE(learned(all, id).known, Known::Id);
        QCOMPARE(learned(all, same).commandLine, all.commandLine);
        QCOMPARE(learned(all, same).known, Known::Name);
        // Another program under the same pid has another command line.
        QCOMPARE(learned(all, other), other);
        QCOMPARE(learned(id, same), same);
        QCOMPARE(learned(same, all), all);
        // One that has ended since keeps its name, and no more is asked of it.
        QCOMPARE(learned(all, silent).name, all.name);
        QCOMPARE(learned(all, silent).commandLine, QString());
        QCOMPARE(learned(all, silent).known, Known::All);
        QCOMPARE(withoutDetails({all, id, same, silent}), (QList<qint64>{7, 7}));
    }

    void aFieldIsRefusedWithAReason_data()
    {
        QTest::addColumn<FieldKind>("kind");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("good");
        int number = 0;
        const auto row = [&number](FieldKind kind, const QString &value, bool good) {
            QTest::addRow("%d", ++number) << kind << value << good;
        };
        for (const QString &host :
             {u"box"_s, u"box.lab.example"_s, u"10.0.0.1"_s, u"::1"_s, u"fe80::1%eth0"_s, u"a_b"_s})
            row(FieldKind::Host, host, true);
        for (const QString &host : {u""_s, u"bo x"_s, u"-box"_s, u"box/"_s, u"box;rm"_s, u"box,port=1"_s, u"bo\nx"_s,
                                    u"[::1]"_s, QString(300, u'a'), u"bo\u202Ex"_s})
            row(FieldKind::Host, host, false);
        for (const QString &port : {u"1"_s, u"65535"_s})
            row(FieldKind::Port, port, true);
        for (const QString &port : {u"0"_s, u"65536"_s, u"-1"_s, u"+1"_s, u"1.5"_s, u""_s, u"x"_s, u"1 "_s, u"0x10"_s})
            row(FieldKind::Port, port, false);
        row(FieldKind::FreePort, u"0"_s, true);
        row(FieldKind::Path, u"/run/x"_s, true);
        for (const QString &path : {u"run/x"_s, u"/run/"_s, u"/run/a b"_s, QString(u"/"_s + QString(107, u'x'))})
            row(FieldKind::Path, path, false);
        row(FieldKind::Name, u"lab1"_s, true);
        for (const QString &name : {u"a,b=c"_s, u"a;b"_s, u"a b"_s})
            row(FieldKind::Name, name, false);
    }
    void aFieldIsRefusedWithAReason()
    {
        QFETCH(FieldKind, kind);
        QFETCH(QString, value);
        QFETCH(bool, good);
        const QString problem = fieldProblem({u"f"_s, u"&Field"_s, kind, {}, {}}, value);
        QVERIFY2(problem.isEmpty() == good, qPrintable(value + u" -> "_s + problem));
    }

    void unknownFieldsAndTransportsAreRefused()
    {
        QVERIFY(!checkFields(bang(), {u"smoke"_s, {}}));
        QVERIFY(!checkFields(bang(), {u"tcp"_s, {{u"host"_s, u"a"_s}, {u"port"_s, u"1"_s}, {u"x"_s, u"y"_s}}}));
    }

    void anAddressNamesItsEngineOrFitsExactlyOne()
    {
        const EngineInfos one{engine(u"one"_s)};
        const EngineInfos two{engine(u"one"_s), engine(u"two"_s)};
        QCOMPARE(parseAddress(one, u"one:box!7"_s)->text, u"one:box!7"_s);
        QCOMPARE(parseAddress(one, u"box!7"_s)->engine, u"one"_s);
        QCOMPARE(parseAddress(two, u"two:box!7"_s)->engine, u"two"_s);
        QVERIFY(parseAddress(two, u"box!7"_s).error().message.contains(u"several"_s));
        for (const QString &bad : {u""_s, u"   "_s, u"one:"_s, u"one:box"_s, u"three:box!7"_s, u"box"_s}) {
            const auto address = parseAddress(two, bad);
            QVERIFY2(!address, qPrintable(bad));
            QVERIFY(!address.error().message.isEmpty());
        }
        QVERIFY(parseAddress(two, u"zzz"_s).error().hint.contains(u"one:127.0.0.1!1234"_s));
    }

    void loopbackAddressesAreKnown()
    {
        const auto at = [](const QString &host) {
            return makeAddress(engine(u"one"_s), {u"tcp"_s, {{u"host"_s, host}, {u"port"_s, u"1"_s}}}).value();
        };
        QVERIFY(isLoopback(at(u"127.0.0.1"_s)) && isLoopback(at(u"127.8.9.1"_s)) && isLoopback(at(u"LOCALHOST"_s)) &&
                isLoopback(at(u"::1"_s)));
        QVERIFY(!isLoopback(at(u"box"_s)) && !isLoopback(at(u"10.0.0.1"_s)));
    }

    void presenceFollowsItsTable_data()
    {
        using enum Presence;
        QTest::addColumn<Presence>("from");
        QTest::addColumn<Presence>("to");
        QTest::addColumn<bool>("legal");
        QTest::newRow("found") << Unknown << Up << true;
        QTest::newRow("fresh evidence") << Up << Up << true;
        QTest::newRow("started again") << Gone << Starting << true;
        QTest::newRow("refused to end") << Ending << Up << true;
        QTest::newRow("a start cannot end politely") << Starting << Ending << false;
        QTest::newRow("a start is not unreachable") << Starting << Unreachable << false;
        QTest::newRow("an end does not start") << Ending << Starting << false;
        QTest::newRow("a running server does not start") << Up << Starting << false;
    }
    void presenceFollowsItsTable()
    {
        QFETCH(Presence, from);
        QFETCH(Presence, to);
        QFETCH(bool, legal);
        QCOMPARE(mayFollow(from, to), legal);
    }

    void theLinkFollowsItsTable_data()
    {
        using enum LinkState;
        QTest::addColumn<LinkState>("from");
        QTest::addColumn<LinkState>("to");
        QTest::addColumn<bool>("legal");
        QTest::newRow("connect") << None << Connecting << true;
        QTest::newRow("never without connecting") << None << Connected << false;
        QTest::newRow("given up") << Connecting << None << true;
        QTest::newRow("nothing to lose yet") << Connecting << Lost << false;
        QTest::newRow("try again") << Lost << Connecting << true;
        QTest::newRow("lost is lost") << Lost << Connected << false;
        QTest::newRow("left") << Closing << None << true;
        QTest::newRow("the end was refused") << Closing << Connected << true;
    }
    void theLinkFollowsItsTable()
    {
        QFETCH(LinkState, from);
        QFETCH(LinkState, to);
        QFETCH(bool, legal);
        QCOMPARE(mayFollow(from, to), legal);
    }

    void hostileTextIsMadeFitToShow()
    {
        QCOMPARE(cleanText("a\nb\tc\x1b[0m\x7f"_ba), u"a b c [0m "_s);
        QCOMPARE(cleanText("gut \xc3\xa4 \xff"_ba), u"gut ä \uFFFD"_s);
        QCOMPARE(cleanText(u"a\u202Eexe.txt\u2066"_s), u"aexe.txt"_s);
        QCOMPARE(cleanText(QByteArray(100, 'x'), 10), QString(QString(9, u'x') + u'…'));
        QCOMPARE(cleanText(QString(10, u'x'), 10), QString(10, u'x'));
        QCOMPARE(cleanText(""_ba), QString());
    }

    void commandLinesAreQuotedWhereNeeded()
    {
        QCOMPARE(commandLine({u"/bin/a"_s, u"--x=1"_s}), u"/bin/a --x=1"_s);
        QCOMPARE(commandLine({u"a b"_s, u""_s, u"it's"_s, u"$HOME"_s}), u"'a b' '' 'it'\\''s' '$HOME'"_s);
    }

    void durationsAreForPeople()
    {
        QCOMPARE(durationText(850), u"850 ms"_s);
        QCOMPARE(durationText(2100), u"2.1 s"_s);
        QCOMPARE(durationText(190'000), u"3 min"_s);
        QCOMPARE(durationText(7'300'000), u"2 h"_s);
    }

    void endpointsArePrintedAsPeopleWriteThem()
    {
        QCOMPARE(printed(TcpEndpoint{u"box"_s, 1}), u"box:1"_s);
        QCOMPARE(printed(TcpEndpoint{u"::1"_s, 1}), u"[::1]:1"_s);
        QCOMPARE(printed(LocalEndpoint{u"/run/x"_s, false}), u"/run/x"_s);
        QCOMPARE(printed(LocalEndpoint{u"x"_s, true}), u"@x"_s);
    }
};

QTEST_GUILESS_MAIN(TypesTest)
#include "tst_types.moc"
