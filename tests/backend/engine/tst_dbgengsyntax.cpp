// The transport strings of DbgEng process servers: both ways, and what is refused.

#include "backend/engine/dbgeng/dbgengsyntax.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::dbgeng;

class DbgengSyntaxTest : public QObject {
    Q_OBJECT

private slots:
    void goodTextIsPrintedBackTheSame_data()
    {
        QTest::addColumn<bool>("listen");
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"tcp:server=box,port=5005", "tcp:server=10.1.2.3,port=5005,ipversion=6", "tcp:port=5005,clicon=desk",
              "npipe:server=box,pipe=lab1", "npipe:server=.,pipe=lab1", "com:port=COM1,baud=115200,channel=254",
              "ssl:proto=tls1,certuser=me,server=box,port=5005", "ssl:proto=tls1,machuser=box,port=5005,clicon=desk",
              "spipe:proto=ssl3,machuser=box,server=box,pipe=lab1", "tcp:server=box,port=5005,future=on,other"})
            QTest::addRow("connect %s", text) << false << QString::fromLatin1(text);
        for (const char *text :
             {"tcp:port=5005", "tcp:port=5005:5010", "tcp:port=5005,ipversion=6", "tcp:port=5005,clicon=desk",
              "tcp:port=5005,hidden,IcfEnable", "npipe:pipe=lab1", "npipe:pipe=lab1,hidden",
              "com:port=COM2,baud=9600,channel=0", "ssl:proto=tls1,certuser=me,port=5005,hidden",
              "spipe:proto=tls1,certuser=me,pipe=lab1", "tcp:port=5005,future=on"})
            QTest::addRow("listen %s", text) << true << QString::fromLatin1(text);
    }
    void goodTextIsPrintedBackTheSame()
    {
        QFETCH(bool, listen);
        QFETCH(QString, text);
        const FieldSyntax syntax = listen ? listenSyntax() : connectSyntax();
        const auto fields = syntax.parse(text);
        QVERIFY2(fields.ok(), fields.ok() ? "" : qPrintable(fields.error().message));
        // Unknown keys come last; certificates before the server, as the fields of a form do.
        const auto again = syntax.parse(syntax.print(fields.value()));
        QCOMPARE(again.value(), fields.value());
        QStringList said = text.section(u':', 1).split(u',');
        QStringList printed = syntax.print(fields.value()).section(u':', 1).split(u',');
        said.sort();
        printed.sort();
        QCOMPARE(printed, said);
    }

    void keysAreReadInAnyCaseAndOrder()
    {
        const auto fields = connectSyntax().parse(u"TCP:Port=5005,SERVER=\\\\box , IPVersion=6"_s);
        QVERIFY(fields);
        QCOMPARE(connectSyntax().print(fields.value()), u"tcp:server=box,port=5005,ipversion=6"_s);
    }

    void thePasswordIsKeptAndNeverPrinted()
    {
        for (const bool listen : {false, true}) {
            const FieldSyntax syntax = listen ? listenSyntax() : connectSyntax();
            const auto fields = syntax.parse(listen ? u"tcp:password=Geheim1,port=5005"_s
                                                    : u"tcp:server=box,password=Geheim1,port=5005"_s);
            QVERIFY(fields);
            QVERIFY(!syntax.print(fields.value()).contains(u"Geheim1"_s));
            QVERIFY(withSecret(syntax, fields.value()).endsWith(u",password=Geheim1"_s));
        }
    }

    void badTextIsRefusedWithAHintAndWithoutTheSecret_data()
    {
        QTest::addColumn<bool>("listen");
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 "tcp",
                                 "tcp:",
                                 "box:5005",
                                 "tcp:server=box",
                                 "tcp:server=box,port=0",
                                 "tcp:server=box,port=99999",
                                 "tcp:server=box,port=5005:5010",
                                 "tcp:port=5005",
                                 "tcp:server=box,port=5005,clicon=desk",
                                 "tcp:server=box,port=5005,port=5006",
                                 "tcp:server=,port=5005",
                                 "tcp:server=bo x,port=5005",
                                 "tcp:server=box,port=5005,password=toolongSecret",
                                 "tcp:server=box,port=5005,password=no-Secret",
                                 "tcp:server=box,port=5005,password=",
                                 "tcp:server=box,port=5005,ipversion=5",
                                 "npipe:server=box",
                                 "npipe:server=box,pipe=a b",
                                 "npipe:server=box,pipe=a\"b",
                                 "npipe:server=box,pipe=a=b",
                                 "npipe:server=box,pipe=..\\x",
                                 "com:port=LPT1,baud=9600,channel=1",
                                 "com:port=COM1,baud=9600,channel=255",
                                 "ssl:proto=tls9,certuser=me,server=box,port=5005",
                                 "ssl:proto=tls1,server=box,port=5005",
                                 "ssl:proto=tls1,certuser=a,machuser=b,server=box,port=5005",
                                 "tcp:server=box,port=5005,bad key=1",
                                 "tcp:server=box,port=5005,key=a=b",
                                 "tcp:server=box,port=5005,,"})
            QTest::addRow("connect %s", text) << false << QString::fromLatin1(text);
        for (const char *text :
             {"tcp:port=0", "tcp:port=5010:5005", "tcp:port=1:2:3", "tcp:port=", "tcp:hidden",
              "npipe:pipe=", "tcp:port=5005:5010,clicon=desk", "tcp:port=5005,password=x,password=y"})
            QTest::addRow("listen %s", text) << true << QString::fromLatin1(text);
    }
    void badTextIsRefusedWithAHintAndWithoutTheSecret()
    {
        QFETCH(bool, listen);
        QFETCH(QString, text);
        const auto fields = (listen ? listenSyntax() : connectSyntax()).parse(text);
        QVERIFY(!fields.ok());
        const Error &error = fields.error();
        QCOMPARE(error.code, ErrorCode::InvalidInput);
        QVERIFY2(!error.message.isEmpty() && !error.hint.isEmpty(), qPrintable(error.message));
        const QString all = error.message + error.detail + error.hint;
        QVERIFY2(!all.contains(u"Secret"_s), qPrintable(all));
    }

    void noValueBringsAlongASecondKey_data()
    {
        QTest::addColumn<QString>("key");
        for (const char *key : {"host", "port", "clicon", "ipversion", "password", "future"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }
    void noValueBringsAlongASecondKey()
    {
        QFETCH(QString, key);
        FieldValues fields{u"tcp"_s, {{u"host"_s, u"box"_s}, {u"port"_s, u"5005"_s}}};
        fields.values.insert(key, fields.values.value(key, u"6"_s) + u",hidden"_s);
        QVERIFY(!checkFields(connectSyntax(), fields));
    }
};

QTEST_GUILESS_MAIN(DbgengSyntaxTest)
#include "tst_dbgengsyntax.moc"
