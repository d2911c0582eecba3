#pragma once
// The backend as the window and the command line see it: commands in, values out. Thread: the GUI's (or the command
// line's main thread). Owns the worker thread, on which everything else of backend/ lives.
//
// Nothing here waits. Every command becomes a job that ends exactly once with jobFinished(); all signals are emitted on
// the thread of this object, in the order in which things happened.

#include "backend/types/command.h"
#include "backend/types/engineinfo.h"
#include "backend/types/job.h"
#include "backend/types/serverstatus.h"

#include <QObject>
#include <QThread>

namespace procdeck {

class WorkerCore;

/// What can be used on this machine: a few looks into PATH.
[[nodiscard]] EngineInfos availableEngines();

class Worker final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Worker)

public:
    explicit Worker(QObject *parent = nullptr);
    ~Worker() override; ///< cancels what is under way, disconnects, joins the thread (milliseconds, at most 5 s)

    JobId submit(const Command &command);

    /// Takes effect within 100 ms, whatever the server does. Unknown jobs, and those that are over, are ignored.
    void cancel(JobId job);

    /// Watch a server of this computer that is known but not used: presence becomes known from the process and socket
    /// tables, no packet is sent. Servers that are unknown here are added.
    void observe(const ServerSpec &server);
    /// Forget it: disconnects, cancels its jobs.
    void forget(ServerId server);

    /// Somebody looks at these processes of a server that we are connected to: processesLearned() follows, a few at a time,
    /// in this order. Replaces what was wanted before. Where lists tell everything, nothing happens.
    void wantDetails(ServerId server, const QList<qint64> &pids);

signals:
    void jobChanged(const procdeck::JobSnapshot &job);
    void jobFinished(const procdeck::JobSnapshot &job,
                     const procdeck::JobResult &result); ///< after its last jobChanged
    void serverChanged(const procdeck::ServerStatus &status);
    void processesListed(const QUuid &server, const QList<procdeck::ProcessInfo> &all);
    /// More of some of the processes listed last; see learned(). Some may have been unlisted meanwhile.
    void processesLearned(const QUuid &server, const QList<procdeck::ProcessInfo> &some);

private:
    QThread m_thread;
    WorkerCore *m_core = nullptr; ///< lives on m_thread, deleted there
};

} // namespace procdeck
