#pragma once
// Listening sockets and connections as /proc/net shows them. Thread: any (pure functions).
// Source: proc(5), the kernel's Documentation/networking/proc_net_tcp; seen on Linux 6.18.

#include "backend/host/sockettable.h"

namespace procdeck::linuxhost {

/// The text of /proc/net/tcp or tcp6. Lines that make no sense are left out.
[[nodiscard]] QList<TcpRow> parseTcpTable(const QByteArray &table);

/// From the text of /proc/net/unix.
[[nodiscard]] SocketView viewOf(const QByteArray &unixTable, const LocalEndpoint &endpoint);

using procdeck::viewOf; // of TCP: the two are one set

} // namespace procdeck::linuxhost
