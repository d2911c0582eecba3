#pragma once
// Sockets and pipes of this machine as Windows shows them. Thread: any.
// Source: GetExtendedTcpTable, WaitNamedPipeW (learn.microsoft.com).

#include "backend/host/sockettable.h"

namespace procdeck::windowshost {

/// Listening and established sockets of both versions of IP; the holder is a pid. Windows does not tell how many
/// connections wait to be taken.
[[nodiscard]] QList<TcpRow> readTcpRows();

/// Only whether such a pipe exists: more is told to nobody but its clients, and becoming one would disturb the server.
[[nodiscard]] SocketView viewOfPipe(const LocalEndpoint &endpoint);

} // namespace procdeck::windowshost
