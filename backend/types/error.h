#pragma once
// A failure as a value. Thread: none (value).

#include <QMetaType>
#include <QString>

namespace procdeck {

/// What a caller may branch on. The texts beside it are for people.
enum class ErrorCode : quint8 {
    InvalidInput,     ///< an address, option or field that cannot be meant
    MissingProgram,   ///< a program that has to be installed first
    ConsentNeeded,    ///< refused for safety until the operator insists
    Unreachable,      ///< nobody answers at the address: refused, no route, unknown name, no such socket
    Silent,           ///< something accepts the connection and says nothing in time
    Closed,           ///< the peer ended the connection
    Garbage,          ///< the peer does not speak the protocol, or breaks its rules or limits
    WrongPeer,        ///< a peer of another kind than the address promises
    Busy,             ///< serves somebody else, and only one at a time
    PermissionDenied, ///< the operating system or the server says no
    Unsupported,      ///< this server or engine has no such action
    ServerFailed,     ///< a server that was started died, or reports a failure of its own
    StillRunning,     ///< asked to end, and evidence says that it did not
    TimedOut,         ///< the time that the caller gave has passed
    Internal,         ///< a mistake in Procdeck
};

struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message; ///< what happened, one sentence for the operator
    QString detail;  ///< for the log: system texts, wire traffic; may be long, may hold text of a server
    QString hint;    ///< what to do next; empty where there is nothing to advise

    bool operator==(const Error &) const = default;
};

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::Error)
