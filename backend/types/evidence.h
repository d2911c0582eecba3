#pragma once
// What was seen, how, and when. Every state shown rests on one of these. Thread: none (value).

#include <QDateTime>
#include <QString>

namespace procdeck {

enum class EvidenceSource : quint8 {
    None,         ///< nothing was looked at yet
    ProcessTable, ///< the operating system's list of processes, or a process handle
    SocketTable,  ///< the operating system's list of listening sockets and connections
    Handshake,    ///< the peer answered the opening questions as its kind does
    Answer,       ///< a later answer of the server
    Connection,   ///< a connection that was refused, lost or closed
    Request,      ///< only that something was asked; proves nothing about the outcome
};

struct Evidence {
    EvidenceSource source = EvidenceSource::None;
    QString what;   ///< one clause for the operator: "process 4711 has ended"
    QDateTime when; ///< UTC; invalid for EvidenceSource::None

    bool operator==(const Evidence &) const = default;

    [[nodiscard]] static Evidence now(EvidenceSource source, QString what)
    {
        return {source, std::move(what), QDateTime::currentDateTimeUtc()};
    }
};

} // namespace procdeck
