#pragma once
// Listening sockets and connections as /proc/net shows them. Thread: any (pure functions).
// Source: proc(5), the kernel's Documentation/networking/proc_net_tcp; seen on Linux 6.18.

#include "backend/types/endpoint.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>

#include <optional>

namespace procdeck::linuxhost {

struct TcpRow {
    static constexpr int established = 1;
    static constexpr int listening = 10;

    QHostAddress localAddress;
    quint16 localPort = 0;
    QHostAddress remoteAddress;
    quint16 remotePort = 0;
    int state = 0;  ///< of the kernel's enumeration
    int queued = 0; ///< listening: connections that were not taken yet
    quint64 inode = 0;
};

/// 127.0.0.1 for ::ffff:127.0.0.1: a server on IPv6 may serve IPv4 too.
[[nodiscard]] QHostAddress unmapped(const QHostAddress &address);

/// The text of /proc/net/tcp or tcp6. Lines that make no sense are left out.
[[nodiscard]] QList<TcpRow> parseTcpTable(const QByteArray &table);

/// What the tables say of one endpoint.
struct SocketView {
    quint64 listener = 0; ///< inode; 0: nobody listens there
    int queuedConnects = 0;
    QStringList clients; ///< "127.0.0.1:51034"
};

/// host may be empty or a wildcard: any address of this machine.
[[nodiscard]] SocketView viewOf(const QList<TcpRow> &rows, const TcpEndpoint &endpoint);

/// From the text of /proc/net/unix.
[[nodiscard]] SocketView viewOf(const QByteArray &unixTable, const LocalEndpoint &endpoint);

} // namespace procdeck::linuxhost
