#include "backend/host/linux/sockettable.h"

#include <QFile>

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace procdeck::linuxhost {

namespace {

constexpr uint listensFlag = 0x10000; ///< __SO_ACCEPTCON, column "Flags" of /proc/net/unix

struct AddressAndPort {
    QHostAddress address;
    quint16 port = 0;
};

/// "0100007F:1F90", or 32 digits for IPv6: words of 32 bits in the machine's byte order.
std::optional<AddressAndPort> parseAddress(const QByteArray &text)
{
    const qsizetype colon = text.indexOf(':');
    if (colon != 8 && colon != 32)
        return std::nullopt;
    const QByteArray raw = QByteArray::fromHex(text.left(colon));
    bool ok = false;
    const quint16 port = text.mid(colon + 1).toUShort(&ok, 16);
    if (!ok || raw.size() * 2 != colon)
        return std::nullopt;
    if (colon == 8) {
        const quint32 number = text.left(8).toUInt(&ok, 16);
        return AddressAndPort{QHostAddress(qFromBigEndian(qToLittleEndian(number))), port};
    }
    Q_IPV6ADDR bytes{};
    for (int word = 0; word < 4; ++word) {
        for (int i = 0; i < 4; ++i)
            bytes[word * 4 + i] = static_cast<quint8>(raw.at(word * 4 + 3 - i));
    }
    return AddressAndPort{unmapped(QHostAddress(bytes)), port};
}

bool isWildcard(const QHostAddress &address)
{
    return address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6 || address == QHostAddress::Any;
}

bool serves(const QHostAddress &listener, const QHostAddress &wanted)
{
    return listener == wanted || isWildcard(listener) || wanted.isNull() || isWildcard(wanted);
}

/// Null: any, or a name that stands for several.
QHostAddress numberOf(const QString &host)
{
    return host.isEmpty() || host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 ? QHostAddress()
                                                                                    : QHostAddress(host);
}

} // namespace

QHostAddress unmapped(const QHostAddress &address)
{
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    return isMapped && address != QHostAddress::AnyIPv6 ? QHostAddress(v4) : address;
}

QList<TcpRow> parseTcpTable(const QByteArray &table)
{
    QList<TcpRow> rows;
    for (const QByteArray &line : table.split('\n')) {
        const QList<QByteArray> columns = line.simplified().split(' ');
        // sl local remote st tx:rx tr:when retrnsmt uid timeout inode
        if (columns.size() < 10)
            continue;
        const auto local = parseAddress(columns.at(1));
        const auto remote = parseAddress(columns.at(2));
        if (!local || !remote)
            continue;
        TcpRow row{local->address,
                   local->port,
                   remote->address,
                   remote->port,
                   columns.at(3).toInt(nullptr, 16),
                   0,
                   columns.at(9).toULongLong()};
        if (row.state == TcpRow::listening)
            row.queued = columns.at(4).split(':').value(1).toInt(nullptr, 16);
        rows << row;
    }
    return rows;
}

SocketView viewOf(const QList<TcpRow> &rows, const TcpEndpoint &endpoint)
{
    const QHostAddress wanted = numberOf(endpoint.host);
    SocketView view;
    for (const TcpRow &row : rows) {
        if (row.localPort != endpoint.port || !serves(row.localAddress, wanted))
            continue;
        if (row.state == TcpRow::listening && view.listener == 0) {
            view.listener = row.inode;
            view.queuedConnects = row.queued;
        } else if (row.state == TcpRow::established) {
            view.clients << printed(TcpEndpoint{row.remoteAddress.toString(), row.remotePort});
        }
    }
    return view;
}

SocketView viewOf(const QByteArray &unixTable, const LocalEndpoint &endpoint)
{
    const QByteArray wanted = (endpoint.isAbstract ? "@" : "") + QFile::encodeName(endpoint.path);
    SocketView view;
    for (const QByteArray &line : unixTable.split('\n')) {
        // Num RefCount Protocol Flags Type St Inode Path; the path may hold spaces
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() < 8 || !line.endsWith(QByteArray(' ' + wanted)))
            continue;
        if (columns.at(3).toUInt(nullptr, 16) & listensFlag)
            view.listener = columns.at(6).toULongLong();
    }
    return view;
}

} // namespace procdeck::linuxhost
