// Addresses and listen texts of the engines, both ways, and what is refused.

#include "backend/engine/gdb/gdbsyntax.h"
#include "backend/engine/lldb/lldbsyntax.h"
#include "backend/types/address.h"
#include "backend/worker.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {

enum class Language : quint8 { LldbConnect, LldbListen, GdbConnect, GdbListen };

FieldSyntax syntaxOf(Language language)
{
    switch (language) {
    case Language::LldbConnect:
        return lldb::connectSyntax();
    case Language::LldbListen:
        return lldb::listenSyntax();
    case Language::GdbConnect:
        return gdb::connectSyntax();
    case Language::GdbListen:
        break;
    }
    return gdb::listenSyntax();
}

} // namespace

class SyntaxTest : public QObject {
    Q_OBJECT

private slots:
    void goodTextIsPrintedBackTheSame_data()
    {
        QTest::addColumn<Language>("language");
        QTest::addColumn<QString>("text");
        const auto row = [](Language language, const char *text) {
            QTest::addRow("%d %s", static_cast<int>(language), text) << language << QString::fromLatin1(text);
        };
        for (const char *text : {"connect://127.0.0.1:17100", "connect://box.lab:1", "connect://[::1]:65535",
                                 "unix-connect:///run/x", "unix-abstract-connect://name"})
            row(Language::LldbConnect, text);
        for (const char *text :
             {"127.0.0.1:0", "0.0.0.0:1234", "[::1]:0", "localhost:7", "unix:///run/x", "unix-abstract:///n"})
            row(Language::LldbListen, text);
        for (const char *text : {"127.0.0.1:2345", "box:1", "[fe80::1]:99", "/run/gdb.socket"})
            row(Language::GdbConnect, text);
        for (const char *text : {":0", ":2345"})
            row(Language::GdbListen, text);
    }
    void goodTextIsPrintedBackTheSame()
    {
        QFETCH(Language, language);
        QFETCH(QString, text);
        const FieldSyntax syntax = syntaxOf(language);
        const auto fields = syntax.parse(text);
        QVERIFY2(fields.ok(), fields.ok() ? "" : qPrintable(fields.error().message));
        QCOMPARE(syntax.print(fields.value()), text);
    }

    void badTextIsRefusedWithAHint_data()
    {
        QTest::addColumn<Language>("language");
        QTest::addColumn<QString>("text");
        const auto row = [](Language language, const char *text) {
            QTest::addRow("%d %s", static_cast<int>(language), text) << language << QString::fromLatin1(text);
        };
        for (const char *text :
             {"", "box:1234", "connect://", "connect://box", "connect://box:", "connect://:1", "connect://box:0",
              "connect://box:65536", "connect://bo x:1", "connect://box:1;x", "connect://[::1:1", "connect://::1:1",
              "unix-connect://run/x", "unix-connect://", "connect://box:-1", "connect://box:+1", "connect://box:1\n"})
            row(Language::LldbConnect, text);
        // Each of these makes lldb-server open a Unix socket of that name in its folder and look alive.
        for (const char *text : {":17001", "127.0.0.1", "17001", "127.0.0.1:99999", "box:port"})
            row(Language::LldbListen, text);
        for (const char *text : {"", "2345", "box", "box:", "::1:2345", "box:2345:6", "box:x", "run/x"})
            row(Language::GdbConnect, text);
        for (const char *text : {"", "2345", ":", ":99999", "box:x"})
            row(Language::GdbListen, text);
    }
    void badTextIsRefusedWithAHint()
    {
        QFETCH(Language, language);
        QFETCH(QString, text);
        const auto fields = syntaxOf(language).parse(text);
        QVERIFY(!fields.ok());
        QCOMPARE(fields.error().code, ErrorCode::InvalidInput);
        QVERIFY2(!fields.error().message.isEmpty() && !fields.error().hint.isEmpty(),
                 qPrintable(fields.error().message));
    }

    void otherToolsAreToldTheSameAddress()
    {
        const EngineInfos engines = availableEngines();
        const auto commands = [&](const QString &text) {
            const ServerAddress address = parseAddress(engines, text).value();
            QStringList lines;
            for (const ToolCommand &tool : findEngine(engines, address.engine)->toolCommands(address.fields))
                lines << tool.commandLine;
            return lines.join(u'|');
        };
        QVERIFY(commands(u"lldb:connect://box:17100"_s).contains(u"platform connect connect://box:17100"_s));
        QVERIFY(commands(u"gdb:box:2345"_s).contains(u"target extended-remote box:2345"_s));
        const QString windows = commands(u"dbgeng:tcp:server=box,port=5005,password=Geheim1"_s);
        QVERIFY(windows.contains(u"windbg -premote tcp:server=box,port=5005|"_s));
        QVERIFY(windows.endsWith(u"dbgsrv -t tcp:port=5005"_s));
        QVERIFY(!windows.contains(u"Geheim1"_s));
    }

    void whatPeoplePasteIsUnderstood()
    {
        const EngineInfos engines = availableEngines();
        QCOMPARE(parseAddress(engines, u"  lldb:connect://box:1 "_s)->text, u"lldb:connect://box:1"_s);
        QCOMPARE(parseAddress(engines, u"connect://box:1"_s)->text, u"lldb:connect://box:1"_s);
        QCOMPARE(parseAddress(engines, u"box:2345"_s)->text, u"gdb:box:2345"_s);
        QCOMPARE(parseAddress(engines, u":2345"_s)->text, u"gdb:127.0.0.1:2345"_s);
        const auto bad = parseAddress(engines, u"https://box"_s);
        QVERIFY(!bad);
        QVERIFY2(bad.error().hint.contains(u"lldb:connect://"_s), qPrintable(bad.error().hint));
    }
};

QTEST_GUILESS_MAIN(SyntaxTest)
#include "tst_syntax.moc"
