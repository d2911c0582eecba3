// What Windows' tables say of this test, and what a program that was started has of it.

#include "backend/host/windows/processtable.h"
#include "backend/host/windows/processwatch.h"
#include "backend/host/windows/sockettable.h"
#include "backend/host/windows/spawn.h"
#include "tests/support/socketholders.h"

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::windowshost;

class WindowsTablesTest : public QObject {
    Q_OBJECT

private slots:
    void thisProcessIsRead()
    {
        const auto self = readProcess(QCoreApplication::applicationPid());
        QVERIFY(self);
        QCOMPARE(QDir::fromNativeSeparators(self->program), QCoreApplication::applicationFilePath());
        QCOMPARE(self->ref.startTime, startTimeOf(GetCurrentProcess()));
        QCOMPARE(self->arguments, QCoreApplication::arguments());
        QVERIFY(!readProcess(0x7ffffffe));
    }

    void theHolderOfASocketIsAPid()
    {
        for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6}) {
            QTcpServer server;
            QVERIFY(server.listen(address));
            const SocketView view = viewOf(readTcpRows(), {QHostAddress(address).toString(), server.serverPort()});
            QVERIFY(view.listening);
            if (!procdeck::test::socketsHaveHolders())
                QSKIP("Wine does not tell who holds a socket");
            QCOMPARE(qint64(view.holder), QCoreApplication::applicationPid());
        }
    }

    void aPipeIsSeenWithoutConnecting()
    {
        QLocalServer server;
        const QString name = u"procdeck-test-%1"_s.arg(QCoreApplication::applicationPid());
        QVERIFY(!viewOfPipe({name}).listening);
        QVERIFY(server.listen(name));
        QVERIFY(viewOfPipe({name}).listening);
        QVERIFY(viewOfPipe({server.fullServerName()}).listening);
        QTest::qWait(100);
        QVERIFY(!server.hasPendingConnections());
    }

    void aProgramInheritsNothing()
    {
        SECURITY_ATTRIBUTES inheritable{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
        HANDLE readEnd = nullptr;
        HANDLE writeEnd = nullptr;
        QVERIFY(CreatePipe(&readEnd, &writeEnd, &inheritable, 0));
        const Handle reader(readEnd);
        Handle writer(writeEnd);
        QTemporaryDir folder;
        const auto puppet = spawnDetached({QCoreApplication::applicationDirPath() + u"/procdeck_test_puppet.exe"_s,
                                           {u"sleep"_s},
                                           folder.filePath(u"output"_s)});
        QVERIFY(puppet);
        writer = Handle();
        const bool open = PeekNamedPipe(reader.get(), nullptr, 0, nullptr, nullptr, nullptr) != FALSE;
        const DWORD error = GetLastError();
        QVERIFY(!hasEnded(puppet->process.get()));
        QVERIFY(TerminateProcess(puppet->process.get(), 0));
        QCOMPARE(WaitForSingleObject(puppet->process.get(), 20'000), DWORD(WAIT_OBJECT_0));
        QVERIFY(!open);
        QCOMPARE(error, DWORD(ERROR_BROKEN_PIPE));
        QVERIFY(!readProcess(puppet->pid)); // though our handle keeps it
    }
};

QTEST_GUILESS_MAIN(WindowsTablesTest)
#include "tst_windowstables.moc"
