#pragma once
// What is known of every server now: its status, our connection to it, and the watch on its process. Thread: worker.
//
// The one place that changes a ServerStatus. Every change is checked against the facet's table of transitions, gets its
// evidence, and goes out by changed(). Between jobs it goes on learning: a lost connection, a process that ended.

#include "backend/engine/enginetable.h"
#include "backend/types/serverstatus.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace procdeck {

class ServerBook final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerBook)

public:
    ServerBook(const Engines &engines, Host &host);
    ~ServerBook() override;

    /// Adds it, or takes over a new name or address; what was observed of another address is forgotten.
    void add(const ServerSpec &server);
    void remove(ServerId server);
    [[nodiscard]] bool contains(ServerId server) const { return m_entries.contains(server); }

    void setPresence(ServerId server, Presence presence, const Evidence &evidence);
    void setLink(ServerId server, LinkState state, const Evidence &evidence);
    void setUse(ServerId server, Use use, const Evidence &evidence);
    void setError(ServerId server, const std::optional<Error> &error);

    /// Our connection from now on: state Connected, presence Up. Also looks for the server's process if it can be on
    /// this computer.
    void adoptLink(ServerId server, LinkPtr link);
    /// Asks, in the background, for what the handshake did not tell. After the first listing: it takes the server long.
    void describe(ServerId server);
    [[nodiscard]] Link *link(ServerId server) const; ///< nullptr: not connected
    /// See Worker. Without a connection, or without Capability::ProcessDetails, nothing happens.
    void wantDetails(ServerId server, const QList<qint64> &pids);
    /// Ends our connection at once, if there is one: state None.
    void dropLink(ServerId server, const Evidence &evidence);

    /// A process debugged through the server, as a session of it until it is over or dropped; title: for the tree.
    void adoptSession(ServerId server, DebugSessionPtr session, const QString &title);
    [[nodiscard]] DebugSession *session(ServerId server, qint64 pid) const; ///< nullptr: none
    void dropSession(ServerId server, qint64 pid);

    /// The server's own process: presence Up now, Gone when it ends.
    void watchProcess(ServerId server, const ProcessRef &process, const Evidence &evidence);

    /// Looks, without a packet, whether a server of this computer is there.
    void locate(ServerId server);

signals:
    void changed(const procdeck::ServerStatus &status);
    void processesLearned(procdeck::ServerId server, const procdeck::ProcessList &some);

private:
    struct Entry;

    [[nodiscard]] Entry *entry(ServerId server) const;
    void publish(Entry &entry);
    void linkLost(ServerId server, const Error &why);
    void processEnded(ServerId server, qint64 pid, const QString &exitStatus);
    void located(ServerId server, const Listener &listener);

    const Engines &m_engines;
    Host &m_host;
    QHash<ServerId, std::shared_ptr<Entry>> m_entries;
};

} // namespace procdeck
