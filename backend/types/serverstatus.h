#pragma once
// What has been observed of a server: three facets, each with its evidence and its own table of legal transitions.
// Thread: none (value, pure functions).

#include "backend/types/error.h"
#include "backend/types/evidence.h"
#include "backend/types/processref.h"
#include "backend/types/serverspec.h"

#include <QList>

#include <optional>

namespace procdeck {

/// What the evidence says of the server itself.
enum class Presence : quint8 { Unknown, Starting, Up, Ending, Gone, Unreachable };
/// Our own connection to it.
enum class LinkState : quint8 { None, Connecting, Connected, Closing, Lost };
/// Everybody else.
enum class Use : quint8 { Unknown, Free, Shared, Held };

[[nodiscard]] bool mayFollow(Presence from, Presence to);
[[nodiscard]] bool mayFollow(LinkState from, LinkState to);
[[nodiscard]] bool mayFollow(Use from, Use to);

template <typename State> struct Observed {
    State state{};
    Evidence evidence;

    bool operator==(const Observed &) const = default;
};

/// What a server says of itself and its machine. Every text may be empty: not told.
struct ServerIdentity {
    QString kind;         ///< "LLDB platform server"
    QString version;      ///< of the server program
    QString host;         ///< name of its machine
    QString system;       ///< its operating system and release
    QString architecture; ///< processor: "x86_64"
    QList<Evidence> evidence;

    bool operator==(const ServerIdentity &) const = default;
};

enum class SessionKind : quint8 { OurConnection, Debuggee, ForeignClient };

/// Something that uses a server now.
struct Session {
    SessionKind kind = SessionKind::OurConnection;
    QString title;   ///< one line for the tree
    qint64 pid = 0;  ///< of the debuggee or the client's program; 0: not known
    QDateTime since; ///< UTC; invalid: not known

    bool operator==(const Session &) const = default;
};

struct ServerStatus {
    ServerId server;
    Observed<Presence> presence;
    Observed<LinkState> link;
    Observed<Use> use;
    ServerIdentity identity;
    QList<Session> sessions;
    std::optional<ProcessRef> process; ///< the server's own process, where it runs on this computer and was found
    qint64 latencyMs = -1;             ///< one round trip of the last handshake; -1: not measured
    std::optional<Error> lastError;    ///< of the last job that failed; cleared by one that succeeds
    quint32 revision = 0;              ///< grows with every change; the highest is the newest

    bool operator==(const ServerStatus &) const = default;
};

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::ServerStatus)
