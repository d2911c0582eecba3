// Our side of the helper program, against scripts that do what the real one will not do on demand.

#include "backend/engine/dbgeng/dbgengengine.h"
#include "backend/engine/dbgeng/dbgengerrors.h"
#include "backend/engine/dbgeng/helperprocess.h"
#include "backend/types/address.h"
#include "tests/support/badpeer.h"
#include "tests/support/outcome.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::dbgeng;
using namespace procdeck::test;
using namespace std::chrono_literals;

namespace {

constexpr int deadlineMs = 20'000;

const QString hello = u"echo '{\"procdeck-dbgeng-host\":2,\"pid\":1}'; read first; echo '{\"engine\":\"10.0\"}'; "_s;
/// Answers that many commands as they come: ids begin with 1.
QString answers(int count)
{
    QString script;
    for (int id = 1; id <= count; ++id)
        script += u"read line; echo '{\"id\":%1,\"ok\":{}}'; "_s.arg(id);
    return script;
}

HelperSetup scripted(const QString &script)
{
    HelperSetup setup;
    setup.program = u"/bin/sh"_s;
    setup.arguments = {u"-c"_s, script};
    setup.engineFolder = u"Z:\\engine"_s;
    return setup;
}

QJsonObject failure(quint32 code)
{
    return {{u"call"_s, u"ConnectProcessServer"_s}, {u"code"_s, qint64{code}}, {u"text"_s, u"In Windows' words."_s}};
}

} // namespace

class DbgengHelperTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_host = makeThisComputer(); }

    void linesComeOutWholeHoweverTheyArrive()
    {
        const QByteArray bytes = "{\"a\":1}\n{\"b\":\"\\u00e4\\n\"}\n{\"c\":[1,2]}\n";
        for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
            LineReader reader;
            QStringList keys;
            for (const QByteArray &piece : {bytes.left(cut), bytes.mid(cut)}) {
                reader.feed(piece);
                while (const auto line = reader.next())
                    keys << line->keys().first();
            }
            QCOMPARE(keys, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
            QVERIFY(!reader.isBroken());
        }
    }

    void whatIsNoLineOfJsonBreaksTheReader_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("wine: cannot find\n");
        QTest::newRow("array") << QByteArray("[1]\n");
        QTest::newRow("empty line") << QByteArray("\n");
        QTest::newRow("no end") << QByteArray(LineReader::longestLine + 1, ' ');
        QTest::newRow("too long") << '{' + QByteArray(LineReader::longestLine, ' ') + "}\n";
    }
    void whatIsNoLineOfJsonBreaksTheReader()
    {
        QFETCH(QByteArray, bytes);
        LineReader reader;
        reader.feed(bytes);
        QVERIFY(!reader.next());
        QVERIFY(reader.isBroken());
        reader.feed("{}\n");
        QVERIFY(!reader.next());
    }

    void everyCodeIsASentence_data()
    {
        QTest::addColumn<quint32>("code");
        QTest::addColumn<ErrorCode>("kind");
        QTest::addColumn<QString>("says");
        const auto row = [](quint32 code, ErrorCode kind, const QString &says) {
            QTest::newRow(qPrintable(hexCode(code))) << code << kind << says;
        };
        row(0x8007274D, ErrorCode::Unreachable, u"refused"_s);
        row(0x80072AF9, ErrorCode::Unreachable, u"no computer is known"_s);
        row(0x80070003, ErrorCode::Unreachable, u"no such pipe"_s);
        row(0x80010007, ErrorCode::Closed, u"password"_s);
        row(0x80010007, ErrorCode::Closed, u"no process server"_s);
        row(0x80010110, ErrorCode::Garbage, u"does not speak"_s);
        row(0x8001000A, ErrorCode::Closed, u"does not answer any more"_s);
        row(0x80072740, ErrorCode::Busy, u"taken"_s);
        row(0x80070057, ErrorCode::InvalidInput, u"does not understand"_s);
        row(0x80004001, ErrorCode::Unsupported, u"no process servers"_s);
        row(0xD0000022, ErrorCode::Busy, u"debugger already"_s);
        row(0xD0000048, ErrorCode::Busy, u"debugger already"_s);
        row(0x8007053D, ErrorCode::ServerFailed, u"different releases"_s);
        row(0x8ABCDEF0, ErrorCode::ServerFailed, u"0x8ABCDEF0"_s);
        row(0x8ABCDEF0, ErrorCode::ServerFailed, u"In Windows' words."_s);
    }
    void everyCodeIsASentence()
    {
        QFETCH(quint32, code);
        QFETCH(ErrorCode, kind);
        QFETCH(QString, says);
        const Error error = errorOf(failure(code), u"box"_s);
        QCOMPARE(error.code, kind);
        QVERIFY2(error.message.contains(says), qPrintable(error.message));
        QVERIFY2(!error.message.contains(u'%') && !error.hint.isEmpty(), qPrintable(error.message));
        QVERIFY2(error.detail.contains(hexCode(code)) && error.detail.contains(u"ConnectProcessServer"_s),
                 qPrintable(error.detail));
    }

    void aHelperThatMisbehavesHasItsOwnMessage_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QString &script, ErrorCode code, const QString &says) {
            QTest::newRow(name) << script << code << says;
        };
        row("dies at once", u"exit 3"_s, ErrorCode::ServerFailed, u"ended unexpectedly"_s);
        row("dies while it is asked", hello + u"read line"_s, ErrorCode::ServerFailed, u"ended unexpectedly"_s);
        row("talks nonsense", u"echo hello"_s, ErrorCode::Garbage, u"nonsense"_s);
        row("floods", u"while :; do echo '[]'; done"_s, ErrorCode::Garbage, u"nonsense"_s);
        row("never ends its line", u"while :; do printf '          '; done"_s, ErrorCode::Garbage, u"nonsense"_s);
        row("is of another release", u"echo '{\"procdeck-dbgeng-host\":1}'; cat"_s, ErrorCode::Garbage,
            u"another release"_s);
        row("has no engine", u"echo '{\"error\":{\"call\":\"LoadLibrary\",\"code\":2147942526}}'"_s,
            ErrorCode::MissingProgram, u"a DLL is missing"_s);
        row("answers for others", hello + u"read line; echo '{\"id\":99,\"ok\":{}}'"_s, ErrorCode::ServerFailed,
            u"ended unexpectedly"_s);
        row("has an engine that refuses",
            hello + u"read line; echo '{\"id\":1,\"error\":{\"call\":\"x\",\"code\":2147500033}}'; cat"_s,
            ErrorCode::Unsupported, u"no process servers"_s);
        row("connects to something else",
            hello + answers(1) + u"read line; echo '{\"id\":2,\"error\":{\"call\":\"x\",\"code\":2147549191}}'; cat"_s,
            ErrorCode::Closed, u"no process server"_s);
    }
    void aHelperThatMisbehavesHasItsOwnMessage()
    {
        QFETCH(QString, script);
        QFETCH(ErrorCode, code);
        QFETCH(QString, says);
        DbgengEngine engine(*m_host, scripted(script));
        const auto link = outcomeOf(engine.connect(anywhere(engine)));
        QVERIFY(!link);
        QCOMPARE(link.error().code, code);
        QVERIFY2(link.error().message.contains(says), explained(link.error()).constData());
        QTRY_COMPARE_WITH_TIMEOUT(HelperProcess::pending(), 0, deadlineMs);
    }

    void aMissingPartIsNamedBeforeAnythingRuns()
    {
        HelperSetup setup = scripted(u"exit 1"_s);
        setup.missing = u"Wine is not installed."_s;
        setup.installHint = u"Install it."_s;
        DbgengEngine engine(*m_host, setup);
        QVERIFY(!engine.info().can(Capability::Start));
        const auto link = outcomeOf(engine.connect(anywhere(engine)));
        QVERIFY(!link);
        QCOMPARE(link.error().code, ErrorCode::MissingProgram);
        QCOMPARE(link.error().hint, u"Install it."_s);
    }

    void aConnectThatHangsIsGivenUpAtOnceAndLeavesNothing()
    {
        DbgengEngine engine(*m_host, scripted(hello + u"read line; exec sleep 600"_s));
        for (int i = 0; i < 20; ++i) {
            auto task = engine.connect(anywhere(engine));
            bool connecting = false;
            task->start([&](const Step &step) { connecting |= step.name.startsWith(u"connecting"_s); },
                        [](const Result<LinkPtr> &) { QFAIL("a task that was destroyed reported an outcome"); });
            if (i % 2 == 0)
                QVERIFY(QTest::qWaitFor([&] { return connecting; }, deadlineMs));
            task.reset();
        }
        QTRY_COMPARE_WITH_TIMEOUT(HelperProcess::pending(), 0, deadlineMs);
    }

    void anInterruptFromTheTerminalIsNotForTheHelper()
    {
        DbgengEngine engine(*m_host, scripted(hello + answers(2) +
                                              u"read line; echo \"{\\\"id\\\":3,\\\"pids\\\":[$$],\\\"total\\\":1}\";"
                                              "echo '{\"id\":3,\"ok\":{}}'; cat"_s));
        const auto link = outcomeOf(engine.connect(anywhere(engine)));
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        PROCDECK_VERIFY_OK(list);
        const auto helper = static_cast<pid_t>(list->value(0).pid);
        QVERIFY2(getpgid(helper) > 0, "the helper does not run");
        QVERIFY2(getpgid(helper) != getpgrp(), "whoever interrupts this process interrupts the helper too");
    }

    void aHelperThatDiesLosesTheLink()
    {
        DbgengEngine engine(*m_host, scripted(hello + answers(2) + u"sleep 0.1"_s));
        const auto link = outcomeOf(engine.connect(anywhere(engine)));
        PROCDECK_VERIFY_OK(link);
        QSignalSpy lost(link.value().get(), &Link::lost);
        QTRY_COMPARE_WITH_TIMEOUT(lost.count(), 1, deadlineMs);
    }

    void aHelperThatWillNotLeaveIsKilled()
    {
        DbgengEngine engine(*m_host, scripted(hello + answers(2) + u"exec sleep 600"_s));
        const auto link = outcomeOf(engine.connect(anywhere(engine)));
        PROCDECK_VERIFY_OK(link);
        PROCDECK_VERIFY_OK(outcomeOf(link.value()->leave()));
        QTRY_COMPARE_WITH_TIMEOUT(HelperProcess::pending(), 0, deadlineMs);
    }

    void anEndIsProvedThoughTheCallForItNeverReturns()
    {
        DbgengEngine engine(*m_host, scripted(hello + answers(2) + u"exec sleep 600"_s));
        const QString port = QString::number(BadPeer(Temper::Dead).port());
        const auto gone = makeAddress(engine.info(), {u"tcp"_s, {{u"host"_s, u"127.0.0.1"_s}, {u"port"_s, port}}});
        const auto ended = outcomeOf(engine.end({gone.value()}));
        PROCDECK_VERIFY_OK(ended);
        QCOMPARE(ended->evidence.size(), 1);
        QCOMPARE(ended->evidence.first().source, EvidenceSource::SocketTable);
        QTRY_COMPARE_WITH_TIMEOUT(HelperProcess::pending(), 0, deadlineMs);
    }

    void whatDiesInWineBeforeItsFirstWordIsRunAgain()
    {
        const QTemporaryDir folder;
        const QString once = u"cd '%1'; [ -e begun ] || { touch begun; exit 1; }; "_s.arg(folder.path());
        HelperSetup setup = scripted(once + hello + answers(2) + u"cat"_s);
        setup.runsInWine = true;
        DbgengEngine engine(*m_host, setup);
        PROCDECK_VERIFY_OK(outcomeOf(engine.connect(anywhere(engine))));

        QVERIFY(QFile::remove(folder.filePath(u"begun"_s)));
        setup.arguments.last() =
            once + u"echo '{\"procdeck-dbgeng-host\":2,\"pid\":1}'; echo '{\"serving\":true}'; exec sleep 600"_s;
        DbgengEngine server(*m_host, setup);
        const auto started = outcomeOf(server.start({{u"npipe"_s, {{u"pipe"_s, u"lab1"_s}}}}));
        PROCDECK_VERIFY_OK(started);
        PROCDECK_VERIFY_OK(m_host->signal(started->process, Signal::Kill));
    }

    void whatDiesInWineEachTimeIsNotRunForEver()
    {
        HelperSetup setup = scripted(u"exit 3"_s);
        setup.runsInWine = true;
        DbgengEngine engine(*m_host, setup);
        const auto link = outcomeOf(engine.connect(anywhere(engine)));
        QVERIFY(!link);
        QCOMPARE(link.error().code, ErrorCode::ServerFailed);
        const auto started = outcomeOf(engine.start({{u"npipe"_s, {{u"pipe"_s, u"lab1"_s}}}}));
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::ServerFailed);
    }

    void aServerThatCannotListenSaysWhy()
    {
        DbgengEngine engine(*m_host, scripted(u"echo '{\"procdeck-dbgeng-host\":2,\"pid\":1}';"
                                              "echo '{\"error\":{\"call\":\"x\",\"code\":2148081668}}'; exit 1"_s));
        const auto started = outcomeOf(engine.start({{u"npipe"_s, {{u"pipe"_s, u"lab1"_s}}}}));
        QVERIFY(!started);
        QCOMPARE(started.error().code, ErrorCode::InvalidInput);
        QVERIFY2(started.error().message.contains(u"certificate"_s), explained(started.error()).constData());
    }

private:
    static ServerAddress anywhere(const Engine &engine)
    {
        return makeAddress(engine.info(), {u"tcp"_s, {{u"host"_s, u"box"_s}, {u"port"_s, u"5005"_s}}}).value();
    }

    std::unique_ptr<Host> m_host;
};

QTEST_GUILESS_MAIN(DbgengHelperTest)
#include "tst_dbgenghelper.moc"
