#include "backend/host/linux/sockettable.h"

#include <QFile>

#include <QtEndian>

#include <optional>

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

} // namespace

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

SocketView viewOf(const QByteArray &unixTable, const LocalEndpoint &endpoint)
{
    const QByteArray wanted = (endpoint.isAbstract ? "@" : "") + QFile::encodeName(endpoint.path);
    SocketView view;
    for (const QByteArray &line : unixTable.split('\n')) {
        // Num RefCount Protocol Flags Type St Inode Path; the path may hold spaces
        const QList<QByteArray> columns = line.simplified().split(' ');
        if (columns.size() < 8 || !line.endsWith(QByteArray(' ' + wanted)))
            continue;
        if (columns.at(3).toUInt(nullptr, 16) & listensFlag) {
            view.listening = true;
            view.holder = columns.at(6).toULongLong();
        }
    }
    return view;
}

} // namespace procdeck::linuxhost
