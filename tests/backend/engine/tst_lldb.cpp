// What LLDB's records mean, and how its dialogues go with a server that does what a real one will not do on demand.

#include "backend/engine/lldb/lldbend.h"
#include "backend/engine/lldb/lldbengine.h"
#include "backend/engine/lldb/lldbprocesses.h"
#include "backend/engine/lldb/lldbshell.h"
#include "tests/support/blindhost.h"
#include "tests/support/outcome.h"
#include "tests/support/scriptedpeer.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::lldb;
using namespace procdeck::test;

namespace {

QByteArray record(qint64 pid, const QByteArray &name)
{
    return "pid:" + QByteArray::number(pid) + ";ppid:1;uid:0;gid:0;euid:0;egid:0;name:" + name.toHex() +
           ";args:" + name.toHex() + "-" + QByteArray("two words").toHex() +
           ";triple:" + QByteArray("x86_64-pc-linux-gnu").toHex() + ";";
}

/// The opening questions as a platform server answers them; everything else goes to `then`.
ScriptedPeer::Handler platform(const std::function<Reply(const QByteArray &)> &then)
{
    return [then](const QByteArray &payload) -> Reply {
        if (payload == "!" || payload == "?")
            return "";
        if (payload == "QStartNoAckMode")
            return "OK";
        if (payload.startsWith("qSupported"))
            return "PacketSize=131072;QStartNoAckMode+;qEcho+;native-signals+";
        if (payload.startsWith("qUserName:"))
            return QByteArray("root").toHex();
        return then(payload);
    };
}

} // namespace

class LldbTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_host = makeThisComputer();
        m_blind = std::make_unique<BlindHost>(*m_host);
        m_engine = std::make_unique<LldbEngine>(*m_blind);
        m_peer = std::make_unique<ScriptedPeer>();
    }
    void cleanup()
    {
        m_peer.reset();
        m_engine.reset();
    }

    void aRecordBecomesAProcess()
    {
        const auto process = parseProcess(record(4711, "/opt/bin/sensor sim"));
        QVERIFY(process);
        QCOMPARE(process->pid, 4711);
        QCOMPARE(process->parentPid, 1);
        QCOMPARE(process->name, u"sensor sim"_s);
        QCOMPARE(process->path, u"/opt/bin/sensor sim"_s);
        QCOMPARE(process->commandLine, u"'/opt/bin/sensor sim' 'two words'"_s);
        QCOMPARE(process->architecture, u"x86_64"_s);
        QCOMPARE(process->user, u"0"_s);
    }

    void kernelThreadsAndZombiesHaveNoName()
    {
        const auto process = parseProcess("pid:7;ppid:2;uid:0;name:;args:;triple:;");
        QVERIFY(process);
        QVERIFY(process->name.isEmpty() && process->commandLine.isEmpty());
    }

    void aParentOfZeroIsNotBelieved()
    {
        QCOMPARE(parseProcess("pid:4711;ppid:0;")->parentPid, -1);
        QCOMPARE(parseProcess("pid:2;ppid:0;")->parentPid, 0);
    }

    void nonsenseIsNoProcess()
    {
        QVERIFY(!parseProcess(""));
        QVERIFY(!parseProcess("pid:;"));
        QVERIFY(!parseProcess("pid:-5;"));
        QVERIFY(!parseProcess("name:6162;"));
    }

    void hostileNamesAreMadeFitToShow()
    {
        const auto process = parseProcess(record(1, "/tmp/a\nb\x1b[31m\xff"));
        QVERIFY(!process->path.contains(u'\n') && !process->path.contains(u'\x1b'));
    }

    void theShellsReplyIsTakenApart()
    {
        const auto reply = parseShellReply("F,00000003,00000000,out,put\n");
        QVERIFY(reply);
        QCOMPARE(reply->status, 3);
        QCOMPARE(reply->output, "out,put\n"_ba);
        QCOMPARE(parseShellReply("F,ffffffff,00000009,")->status, -1);
        QVERIFY(!parseShellReply("E18"));
        QVERIFY(!parseShellReply(""));
        QVERIFY(!parseShellReply("F,1,2,"));
    }

    void whoServesUsIsReadFromProcStatus()
    {
        const auto serving = parseServing("Name:\tlldb-server\nTgid:\t12\nPid:\t12\nPPid:\t10\nTracerPid:\t0\n");
        QVERIFY(serving);
        QCOMPARE(serving->handler, 12);
        QCOMPARE(serving->server, 10);
        QVERIFY(!parseServing("Pid:\t12\nPPid:\t1\n")); // its server is gone: init adopted it
        QVERIFY(!parseServing("cat: /proc//status: No such file"));
    }

    void theFamilyOfAServerIsItsHandlersAndTheirsButNoDebuggee()
    {
        const auto process = [](qint64 pid, qint64 parent, const QString &program) {
            return HostProcess{{pid, 1, {}}, parent, pid, 0, program, {}};
        };
        const QString server = u"/usr/bin/lldb-server"_s;
        const QList<HostProcess> all{process(10, 1, server),  process(11, 10, server),
                                     process(12, 11, server), process(13, 12, u"/bin/x"_s),
                                     process(20, 1, server),  process(14, 10, u"/bin/sh"_s)};
        QList<qint64> pids;
        for (const ProcessRef &member : familyOf(all.first(), all))
            pids << member.pid;
        QCOMPARE(pids, (QList<qint64>{10, 11, 12}));
    }

    void onlyAPlatformServerLooksLikeOne()
    {
        QVERIFY(looksLikePlatform({u"/usr/bin/lldb-server-19"_s, u"platform"_s, u"--server"_s}));
        QVERIFY(!looksLikePlatform({u"lldb-server"_s, u"gdbserver"_s, u":1"_s}));
        QVERIFY(!looksLikePlatform({u"/opt/platform"_s}));
        QVERIFY(!looksLikePlatform({}));
    }

    void aListOfAHundredThousandProcessesComesWhole()
    {
#ifdef Q_OS_WIN
        constexpr qint64 count = 5'000; // a round trip through Wine takes 1 ms and more
#else
        constexpr qint64 count = 100'000;
#endif
        qint64 next = 1;
        m_peer->setHandler(platform([&next](const QByteArray &payload) -> Reply {
            if (payload.startsWith("qfProcessInfo"))
                next = 1;
            if (next > count)
                return "E04";
            return record(next++, "/bin/worker");
        }));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        PROCDECK_VERIFY_OK(list);
        QCOMPARE(list->size(), count);
        QCOMPARE(list->last().pid, count);
        QCOMPARE(list->last().user, u"root"_s);
    }

    void aListThatMakesNoSenseIsRefused()
    {
        m_peer->setHandler(platform([](const QByteArray &) -> Reply { return "OK"; }));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Garbage);
    }

    void aReplyWithoutEndIsCutOff()
    {
        m_peer->setHandler(platform([](const QByteArray &) -> Reply { return Reply::endless("pid:"); }));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Garbage);
    }

    void aServerThatHangsUpInTheMiddleOfAListLosesTheLink()
    {
        m_peer->setHandler(platform([](const QByteArray &payload) -> Reply {
            return payload.startsWith("qf") ? Reply(record(1, "/bin/a")) : Reply::nothing().thenClose();
        }));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        QSignalSpy lost(link.value().get(), &Link::lost);
        const auto list = outcomeOf(link.value()->listProcesses());
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Closed);
        QTRY_COMPARE(lost.count(), 1);
    }

    void everyChunkingOfTheStreamGivesTheSameList()
    {
        Manners manners;
        manners.chunk = 1;
        m_peer->setManners(manners);
        qint64 next = 1;
        m_peer->setHandler(platform([&next](const QByteArray &) -> Reply {
            return next > 20 ? Reply("E04") : Reply(record(next++, "/bin/with }#$* in it"));
        }));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        PROCDECK_VERIFY_OK(list);
        QCOMPARE(list->size(), 20);
        QCOMPARE(list->last().name, u"with }#$* in it"_s);
    }

    void anEndIsNotSentOnAGuess_data()
    {
        QTest::addColumn<QByteArray>("shell");
        QTest::addColumn<QByteArray>("parent");
        QTest::newRow("no shell") << "E18"_ba << ""_ba;
        QTest::newRow("adopted by init") << "F,00000000,00000000,Pid:\t12\nPPid:\t1\n"_ba << ""_ba;
        QTest::newRow("the parent is no server")
            << "F,00000000,00000000,Pid:\t12\nPPid:\t10\n"_ba << record(10, "/bin/bash");
        QTest::newRow("the parent is gone") << "F,00000000,00000000,Pid:\t12\nPPid:\t10\n"_ba << "E01"_ba;
    }
    void anEndIsNotSentOnAGuess()
    {
        QFETCH(QByteArray, shell);
        QFETCH(QByteArray, parent);
        m_peer->setHandler(platform([&](const QByteArray &payload) -> Reply {
            return payload.startsWith("qPlatform_shell") ? shell : parent;
        }));
        const auto ended = outcomeOf(m_engine->end({address()}));
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::Unsupported);
        for (const QByteArray &payload : m_peer->received())
            QVERIFY(!payload.contains(QByteArray("kill").toHex()));
    }

private:
    [[nodiscard]] ServerAddress address() const
    {
        return makeAddress(m_engine->info(),
                           {u"tcp"_s, {{u"host"_s, u"127.0.0.1"_s}, {u"port"_s, QString::number(m_peer->port())}}})
            .value();
    }
    [[nodiscard]] Result<LinkPtr> connected() const { return outcomeOf(m_engine->connect(address())); }

    std::unique_ptr<Host> m_host;
    std::unique_ptr<BlindHost> m_blind;
    std::unique_ptr<LldbEngine> m_engine;
    std::unique_ptr<ScriptedPeer> m_peer;
};

QTEST_GUILESS_MAIN(LldbTest)
#include "tst_lldb.moc"
