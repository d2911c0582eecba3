// The files of /proc, made up: what they say, and what they cannot be made to say.

#include "backend/host/linux/processtable.h"
#include "backend/host/linux/sockettable.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::linuxhost;

namespace {

const char tcpTable[] =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:42CC 00000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0\n"
    "   1: 00000000:0929 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0\n"
    "   2: 0100007F:0929 0100007F:C756 01 00000000:00000000 00:00000000 00000000     0        0 333 1 0 20 4 30 10 -1\n"
    "   3: 0100007F:C756 0100007F:0929 01 00000000:00000000 00:00000000 00000000     0        0 444 1 0 20 4 30 10 -1\n"
    "   4: nonsense\n";

const char tcp6Table[] =
    "  sl  local_address                         remote_address                        st tx_queue rx_queue\n"
    "   0: 00000000000000000000000001000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 "
    "00:00000000 00000000 0 0 555 1\n"
    "   1: 0000000000000000FFFF00000100007F:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000 "
    "00:00000000 00000000 0 0 666 1\n";

const char unixTable[] = "Num       RefCount Protocol Flags    Type St Inode Path\n"
                         "0000000000000000: 00000002 00000000 00010000 0001 01 777 /run/x\n"
                         "0000000000000000: 00000003 00000000 00000000 0001 03 778 /run/connected\n"
                         "0000000000000000: 00000002 00000000 00010000 0001 01 779 @name\n"
                         "0000000000000000: 00000002 00000000 00010000 0001 01 780 /run/with space\n"
                         "0000000000000000: 00000002 00000000 00010000 0001 01 781\n";

} // namespace

class ProcTablesTest : public QObject {
    Q_OBJECT

private slots:
    void aListenerIsFoundByAddressAndPort()
    {
        const QList<TcpRow> rows = parseTcpTable(tcpTable);
        QCOMPARE(rows.size(), 4);
        const SocketView view = viewOf(rows, {u"127.0.0.1"_s, 0x42cc});
        QCOMPARE(view.holder, 111U);
        QCOMPARE(view.queuedConnects, 2);
        QVERIFY(view.clients.isEmpty());
        QCOMPARE(viewOf(rows, {u"10.1.1.1"_s, 0x42cc}).holder, 0U);
        QCOMPARE(viewOf(rows, {u"127.0.0.1"_s, 1}).holder, 0U);
    }

    void aListenerOnEveryInterfaceServesEveryAddress()
    {
        const SocketView view = viewOf(parseTcpTable(tcpTable), {u"127.0.0.1"_s, 0x929});
        QCOMPARE(view.holder, 222U);
        QCOMPARE(view.clients, QStringList{u"127.0.0.1:51030"_s}); // and not the client's own end
        QCOMPARE(viewOf(parseTcpTable(tcpTable), {u"localhost"_s, 0x929}).holder, 222U);
    }

    void theSixthVersionIsReadToo()
    {
        const QList<TcpRow> rows = parseTcpTable(tcp6Table);
        QCOMPARE(viewOf(rows, {u"::1"_s, 8080}).holder, 555U);
        QCOMPARE(viewOf(rows, {u"127.0.0.1"_s, 8081}).holder, 666U); // ::ffff:127.0.0.1
    }

    void onlyListeningUnixSocketsCount()
    {
        QCOMPARE(viewOf(unixTable, LocalEndpoint{u"/run/x"_s, false}).holder, 777U);
        QCOMPARE(viewOf(unixTable, LocalEndpoint{u"/run/connected"_s, false}).holder, 0U);
        QCOMPARE(viewOf(unixTable, LocalEndpoint{u"name"_s, true}).holder, 779U);
        QCOMPARE(viewOf(unixTable, LocalEndpoint{u"name"_s, false}).holder, 0U);
        QCOMPARE(viewOf(unixTable, LocalEndpoint{u"/run/with space"_s, false}).holder, 780U);
        QCOMPARE(viewOf(unixTable, LocalEndpoint{u"x"_s, false}).holder, 0U);
    }

    void aNameMayHoldWhatEndsIt()
    {
        writeProcess(4711, ") S 1 1 (x\n", 'S', 99, {"/opt/a b", "", "two"});
        const auto process = readProcess(m_root.path(), 4711);
        QVERIFY(process);
        QCOMPARE(process->parentPid, 7);
        QCOMPARE(process->processGroup, 8);
        QCOMPARE(process->ref.startTime, 99U);
        QCOMPARE(process->arguments, (QStringList{u"/opt/a b"_s, {}, u"two"_s}));
        QCOMPARE(process->ref.commandLine, u"'/opt/a b' '' two"_s);
    }

    void aZombieHasEnded()
    {
        writeProcess(4712, "gone", 'Z', 1, {});
        QVERIFY(!readProcess(m_root.path(), 4712));
        QVERIFY(!readProcess(m_root.path(), 4713));
    }

    void whatIsNoProcessIsPassedOver()
    {
        writeProcess(4714, "ok", 'S', 5, {"ok"});
        QVERIFY(QDir(m_root.path()).mkpath(u"sys"_s));
        QVERIFY(QDir(m_root.path()).mkpath(u"9999"_s)); // vanished between listing and reading
        const QList<HostProcess> all = readProcesses(m_root.path());
        QCOMPARE(std::count_if(all.begin(), all.end(), [](const HostProcess &p) { return p.ref.pid == 4714; }), 1);
        QVERIFY(std::none_of(all.begin(), all.end(), [](const HostProcess &p) { return p.ref.pid == 9999; }));
    }

private:
    void writeProcess(qint64 pid, const QByteArray &name, char state, quint64 start, const QByteArrayList &arguments)
    {
        const QString folder = m_root.filePath(QString::number(pid));
        QVERIFY(QDir().mkpath(folder));
        write(folder + u"/stat"_s, QByteArray::number(pid) + " (" + name + ") " + state +
                                       " 7 8 9 0 0 0 0 0 0 0 0 0 0 0 20 0 1 0 " + QByteArray::number(start) + " 0 0\n");
        write(folder + u"/status"_s, "Name:\tx\nTracerPid:\t0\n");
        write(folder + u"/cmdline"_s, arguments.isEmpty() ? QByteArray() : arguments.join('\0') + '\0');
    }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir m_root;
};

QTEST_GUILESS_MAIN(ProcTablesTest)
#include "tst_proctables.moc"
