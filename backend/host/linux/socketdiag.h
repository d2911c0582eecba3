#pragma once
// TCP sockets of one port, asked of the kernel's socket monitor. Thread: any; some 0.2 ms, where reading /proc/net/tcp
// costs 5 to 8 ms on the same machine, since that walks all buckets and prints what nobody asked for.
// Source: sock_diag(7), linux/inet_diag.h; seen on Linux 6.18.

#include "backend/host/linux/sockettable.h"

#include <optional>

namespace procdeck::linuxhost {

/// Listening and established sockets of this local port, of both versions of IP. nullopt: this kernel, or a sandbox, does
/// not answer; /proc/net tells the same.
[[nodiscard]] std::optional<QList<TcpRow>> askForTcpRows(quint16 localPort);

} // namespace procdeck::linuxhost
