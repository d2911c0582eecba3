#pragma once
// What a table of TCP sockets says of one endpoint. Thread: any (pure functions).

#include "backend/types/endpoint.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>

namespace procdeck {

struct TcpRow {
    // As Linux numbers them; other systems' numbers are translated.
    static constexpr int established = 1;
    static constexpr int listening = 10;

    QHostAddress localAddress;
    quint16 localPort = 0;
    QHostAddress remoteAddress;
    quint16 remotePort = 0;
    int state = 0;
    int queued = 0;     ///< listening: connections that were not taken yet
    quint64 holder = 0; ///< tells who holds the socket: the inode on Linux, the pid on Windows
};

struct SocketView {
    bool listening = false;
    quint64 holder = 0; ///< of the listening socket, as in TcpRow
    int queuedConnects = 0;
    QStringList clients; ///< "127.0.0.1:51034"
};

/// 127.0.0.1 for ::ffff:127.0.0.1: a server on IPv6 may serve IPv4 too.
[[nodiscard]] QHostAddress unmapped(const QHostAddress &address);

/// host may be empty or a wildcard: any address of this machine.
[[nodiscard]] SocketView viewOf(const QList<TcpRow> &rows, const TcpEndpoint &endpoint);

} // namespace procdeck
