// How the dialogues with a gdbserver go when it does what a real one will not do on demand.

#include "backend/engine/gdb/gdbengine.h"
#include "backend/engine/gdb/gdbprocesses.h"
#include "tests/support/blindhost.h"
#include "tests/support/outcome.h"
#include "tests/support/scriptedpeer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::gdb;
using namespace procdeck::test;

namespace {

QByteArray item(qint64 pid, const QByteArray &command)
{
    return "<item><column name=\"pid\">" + QByteArray::number(pid) + "</column><column name=\"user\">root</column>" +
           "<column name=\"command\">" + command + "</column><column name=\"cores\">0</column></item>";
}

QByteArray document(const QByteArray &items)
{
    return "<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"osdata.dtd\">\n<osdata type=\"processes\">" + items +
           "</osdata>";
}

/// A gdbserver with that document; other questions go to `then`.
ScriptedPeer::Handler server(const QByteArray &text, const std::function<Reply(const QByteArray &)> &then = {})
{
    return [text, then](const QByteArray &payload) -> Reply {
        if (payload == "!" || payload == "QStartNoAckMode")
            return "OK";
        if (payload == "?")
            return "W00";
        if (payload.startsWith("qSupported"))
            return "PacketSize=47ff;QStartNoAckMode+;qXfer:osdata:read+;multiprocess+";
        const QByteArray read = "qXfer:osdata:read:processes:";
        if (payload.startsWith(read)) {
            const QList<QByteArray> range = payload.mid(read.size()).split(',');
            const qsizetype offset = range.at(0).toLongLong(nullptr, 16);
            const qsizetype length = range.at(1).toLongLong(nullptr, 16);
            return (offset + length >= text.size() ? "l" : "m") + text.mid(offset, length);
        }
        return then ? then(payload) : Reply("");
    };
}

} // namespace

class GdbTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_host = makeThisComputer();
        m_blind = std::make_unique<BlindHost>(*m_host);
        m_engine = std::make_unique<GdbEngine>(*m_blind);
        m_peer = std::make_unique<ScriptedPeer>();
    }
    void cleanup()
    {
        m_peer.reset();
        m_engine.reset();
    }

    void theDocumentIsReadHoweverItIsCut()
    {
        const QByteArray text = document(item(6, "[kworker/R]") + item(4711, "/opt/sim --a &amp;b") + item(8, ""));
        for (qsizetype size : {1, 7, 100, 10'000}) {
            OsdataReader reader;
            ProcessList processes;
            for (qsizetype at = 0; at < text.size(); at += size) {
                reader.add(text.mid(at, size));
                QVERIFY(reader.read(&processes));
            }
            QVERIFY(reader.atEnd());
            QCOMPARE(processes.size(), 3);
            QCOMPARE(processes.at(0).name, u"kworker/R"_s);
            QCOMPARE(processes.at(1).name, u"sim"_s);
            QCOMPARE(processes.at(1).path, u"/opt/sim"_s);
            QCOMPARE(processes.at(1).commandLine, u"/opt/sim --a &b"_s);
            QCOMPARE(processes.at(1).user, u"root"_s);
            QCOMPARE(processes.at(1).parentPid, -1);
        }
    }

    void anotherDocumentIsNoList()
    {
        OsdataReader reader;
        ProcessList processes;
        reader.add("{\"json\": 1}");
        QVERIFY(!reader.read(&processes));
    }

    void aListOfAHundredThousandProcessesComesWhole()
    {
        QByteArray items;
        constexpr qint64 count = 100'000;
        for (qint64 pid = 1; pid <= count; ++pid)
            items += item(pid, "/usr/bin/worker --number " + QByteArray::number(pid));
        m_peer->setHandler(server(document(items)));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        PROCDECK_VERIFY_OK(list);
        QCOMPARE(list->size(), count);
        QCOMPARE(list->last().pid, count);
    }

    void noRequestIsLongerThanTheServerTakes()
    {
        m_peer->setHandler(server(document(item(1, QByteArray(60'000, 'x')))));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        PROCDECK_VERIFY_OK(outcomeOf(link.value()->listProcesses()));
        for (const QByteArray &payload : m_peer->received()) {
            if (!payload.startsWith("qXfer"))
                continue;
            const qsizetype length = payload.mid(payload.lastIndexOf(',') + 1).toLongLong(nullptr, 16);
            QVERIFY(length > 0 && length < 0x47ff);
        }
    }

    void aDocumentThatBreaksOffIsRefused()
    {
        QByteArray text = document(item(1, "/bin/a"));
        text.chop(5);
        m_peer->setHandler(server(text));
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Garbage);
    }

    void aServerThatCannotListSaysSo()
    {
        m_peer->setHandler([](const QByteArray &payload) -> Reply {
            if (payload == "!" || payload == "QStartNoAckMode")
                return "OK";
            if (payload.startsWith("qSupported"))
                return "PacketSize=47ff;qXfer:osdata:read+";
            return payload == "?" ? "W00" : "";
        });
        const auto link = connected();
        PROCDECK_VERIFY_OK(link);
        const auto list = outcomeOf(link.value()->listProcesses());
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Unsupported);
    }

    void aServerThatIsAskedToExitAndStaysIsStillRunning()
    {
        m_peer->setHandler(
            server({}, [](const QByteArray &payload) -> Reply { return payload.startsWith("qRcmd") ? "OK" : ""; }));
        const auto ended = outcomeOf(m_engine->end({address(), nullptr, std::chrono::milliseconds(300)}));
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::StillRunning);
    }

    void aServerThatRefusesToExitSaysSo()
    {
        m_peer->setHandler(server({}, [](const QByteArray &) -> Reply { return "E01"; }));
        const auto ended = outcomeOf(m_engine->end({address()}));
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::Unsupported);
    }

    void aServerThatOnlyHangsUpIsNotTakenForEnded()
    {
        m_peer->setHandler(server({}, [](const QByteArray &) -> Reply { return Reply::nothing().thenClose(); }));
        const auto ended = outcomeOf(m_engine->end({address(), nullptr, std::chrono::milliseconds(300)}));
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::StillRunning);
    }

    void theFirstWordIsTheOneThatKeepsItAlive()
    {
        m_peer->setHandler(server(document({})));
        PROCDECK_VERIFY_OK(connected());
        QCOMPARE(m_peer->received().value(0), "!"_ba);
        QCOMPARE(m_peer->received().value(1), "QStartNoAckMode"_ba);
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
    std::unique_ptr<GdbEngine> m_engine;
    std::unique_ptr<ScriptedPeer> m_peer;
};

QTEST_GUILESS_MAIN(GdbTest)
#include "tst_gdb.moc"
