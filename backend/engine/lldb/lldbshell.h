#pragma once
// Commands on the machine of an LLDB platform server, and what its own processes are. Thread: any (pure functions).
//
//   qPlatform_shell:<hex command>,<timeout hex>    ->  F,<status 8 hex>,<signal 8 hex>,<output, errors merged>
//
// The timeout has to be there and is ignored (10 s, fixed). The command is no shell line: arguments are quoted anew, so only
// plain words are safe. Seen on lldb-server 14.0.6, 19.1.7, 22.1.8.

#include <QByteArray>
#include <QList>

#include <optional>

namespace procdeck::lldb {

struct ShellReply {
    int status = -1; ///< exit status; -1: ended by a signal or not run
    QByteArray output;
};

[[nodiscard]] QByteArray shellRequest(const QByteArray &command);
/// nullopt: no such reply (a server without a shell answers E…, or nothing).
[[nodiscard]] std::optional<ShellReply> parseShellReply(const QByteArray &reply);

/// The command that tells who serves us: in the platform server's shell $PPID is the handler of this connection, and
/// the handler's parent is the server itself.
[[nodiscard]] QByteArray whoServesUs();
struct Serving {
    qint64 handler = 0;
    qint64 server = 0;
};
/// From /proc/PID/status. nullopt: not there, or a parent that cannot be a server (1).
[[nodiscard]] std::optional<Serving> parseServing(const QByteArray &procStatus);

} // namespace procdeck::lldb
