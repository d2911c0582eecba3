// The kernel's socket monitor and the files of /proc must tell the same of the same sockets.

#include "backend/host/linux/socketdiag.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::linuxhost;

namespace {

constexpr int deadlineMs = 20'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.readAll() : QByteArray();
}

/// Listening and established ones of that port, as /proc tells them.
QList<TcpRow> rowsInProc(quint16 port)
{
    QList<TcpRow> rows = parseTcpTable(contentOf(u"/proc/net/tcp"_s)) + parseTcpTable(contentOf(u"/proc/net/tcp6"_s));
    rows.removeIf([port](const TcpRow &row) {
        return row.localPort != port || (row.state != TcpRow::listening && row.state != TcpRow::established);
    });
    return rows;
}

QStringList printed(const QList<TcpRow> &rows)
{
    QStringList lines;
    for (const TcpRow &row : rows)
        lines << u"%1:%2 %3:%4 state %5 queued %6 inode %7"_s.arg(row.localAddress.toString())
                     .arg(row.localPort)
                     .arg(row.remoteAddress.toString())
                     .arg(row.remotePort)
                     .arg(row.state)
                     .arg(row.queued)
                     .arg(row.holder);
    lines.sort();
    return lines;
}

} // namespace

class SocketDiagTest : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatProcTells_data()
    {
        QTest::addColumn<QHostAddress>("listensAt");
        QTest::addColumn<QHostAddress>("connectsTo");
        const QHostAddress four(QHostAddress::LocalHost);
        const QHostAddress six(QHostAddress::LocalHostIPv6);
        QTest::newRow("IPv4") << four << four;
        QTest::newRow("IPv4, every interface") << QHostAddress(QHostAddress::AnyIPv4) << four;
        if (QTcpServer().listen(six)) {
            QTest::newRow("IPv6") << six << six;
            QTest::newRow("both versions, met by IPv4") << QHostAddress(QHostAddress::Any) << four;
        }
    }

    void tellsWhatProcTells()
    {
        QFETCH(QHostAddress, listensAt);
        QFETCH(QHostAddress, connectsTo);
        QTcpServer server;
        QVERIFY(server.listen(listensAt));
        server.pauseAccepting(); // the clients stay in the queue
        std::array<QTcpSocket, 3> clients;
        for (QTcpSocket &client : clients)
            client.connectToHost(connectsTo, server.serverPort());
        for (const QTcpSocket &client : clients)
            QTRY_COMPARE_WITH_TIMEOUT(client.state(), QTcpSocket::ConnectedState, deadlineMs);

        const auto rows = askForTcpRows(server.serverPort());
        QVERIFY(rows);
        QCOMPARE(printed(*rows), printed(rowsInProc(server.serverPort())));
        const SocketView view = viewOf(*rows, {connectsTo.toString(), server.serverPort()});
        QVERIFY(view.holder != 0);
        QCOMPARE(view.queuedConnects, 3);
        QCOMPARE(view.clients.size(), 3);
    }

    void manySocketsTakeMoreThanOneMessage()
    {
        QTcpServer server;
        server.setListenBacklogSize(400);
        server.setMaxPendingConnections(400);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QList<QTcpSocket *> clients;
        for (int i = 0; i < 300; ++i) {
            clients << new QTcpSocket(&server);
            clients.last()->connectToHost(QHostAddress::LocalHost, server.serverPort());
        }
        const auto rows = [&server] { return askForTcpRows(server.serverPort()).value_or(QList<TcpRow>()).size(); };
        QTRY_COMPARE_WITH_TIMEOUT(rows(), clients.size() + 1, deadlineMs);
    }

    void aPortThatNobodyUsesHasNoRows()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        const auto rows = askForTcpRows(port);
        QVERIFY(rows);
        QVERIFY2(rows->isEmpty(), qPrintable(printed(*rows).join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(SocketDiagTest)
#include "tst_socketdiag.moc"
