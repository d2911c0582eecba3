#pragma once
// Every server that the operator has in the list: what was saved of it, what was last observed of it, and which jobs are
// under way for it. Folds commands and the worker's values in; models and windows read it.
// Thread: GUI. Owns copies only.

#include "backend/types/job.h"
#include "model/verbs.h"

#include <QHash>
#include <QObject>

namespace procdeck {

struct RunningJob {
    JobId id;
    VerbKind verb = VerbKind::Connect;

    bool operator==(const RunningJob &) const = default;
};

struct Server {
    ServerSpec spec;           ///< without an address while a start is under way
    ServerStatus status;       ///< the newest revision seen
    bool here = false;         ///< runs on this computer, as far as known
    QList<RunningJob> running; ///< queued or running, oldest first
    ProcessList processes;     ///< as listed last, by pid, each pid once; with what was learned of them since
    QDateTime listedAt;        ///< UTC; invalid: never listed
};

struct ServerCounts {
    int total = 0;
    int connected = 0;
    int attention = 0;

    bool operator==(const ServerCounts &) const = default;
};

class Inventory final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Inventory)

public:
    explicit Inventory(EngineInfos engines, QObject *parent = nullptr);

    [[nodiscard]] const EngineInfos &engines() const { return m_engines; }
    [[nodiscard]] const ServerCounts &counts() const { return m_counts; }

    /// nullptr: not in the list. Valid until the next change of the inventory.
    [[nodiscard]] const Server *find(ServerId id) const;
    /// nullptr: nobody has that address.
    [[nodiscard]] const Server *findAddress(const ServerAddress &address) const;
    [[nodiscard]] const EngineInfo *engineOf(const Server &server) const;
    [[nodiscard]] QList<VerbKind> runningVerbs(const Server &server) const;

    /// A server that the operator adds by its address. Ids that are known are ignored.
    void add(const ServerSpec &spec);
    void remove(ServerId id);

    /// A command goes to the worker: a server that is to be started gets its row at once.
    void submit(const Command &command);
    /// Values older than what is known, and values of servers that are not in the list, are dropped.
    void setStatus(const ServerStatus &status);
    void setJob(const JobSnapshot &job);
    /// A start that brought no server takes the row away again.
    void finishJob(const JobSnapshot &job, const JobResult &result);
    /// A new list. Where it tells less of a process than is known already, that stays until it is told anew. Of two
    /// processes with the same pid the first counts.
    void setProcesses(ServerId id, const ProcessList &all);
    /// More of some of them; those that are not in the list any more are dropped.
    void learnProcesses(ServerId id, const ProcessList &some);

signals:
    void serverAdded(procdeck::ServerId id);
    void serverChanged(procdeck::ServerId id); ///< anything but its processes
    void serverRemoved(procdeck::ServerId id); ///< it is gone already
    void processesChanged(procdeck::ServerId id);
    void processesLearned(procdeck::ServerId id, const procdeck::ProcessList &some); ///< they stand in its list already
    void statusChanged(const procdeck::ServerStatus &before, const procdeck::ServerStatus &after);

private:
    void insert(const Server &server);
    void jobIsOver(Server &server, JobId job);
    void count(const ServerStatus &status, int sign);

    EngineInfos m_engines;
    QHash<ServerId, Server> m_servers;
    QHash<QString, ServerId> m_byAddress;
    ServerCounts m_counts;
};

} // namespace procdeck
