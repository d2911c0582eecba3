#pragma once
// The backend's objects, put together. Thread: made on any, moved to the worker's, used and deleted only there.

#include "backend/types/command.h"
#include "backend/types/job.h"
#include "backend/types/serverstatus.h"

#include <QObject>

#include <memory>

namespace procdeck {

class WorkerCore final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkerCore)

public:
    WorkerCore();
    ~WorkerCore() override;

    void open(); ///< before everything else
    /// Cancels every job, leaves every server politely, and then ends the event loop of this thread.
    void close();

    void submit(const Command &command);
    void cancel(JobId job);
    void observe(const ServerSpec &server);
    void forget(ServerId server);
    void wantDetails(ServerId server, const QList<qint64> &pids);

signals:
    void jobChanged(const procdeck::JobSnapshot &job);
    void jobFinished(const procdeck::JobSnapshot &job, const procdeck::JobResult &result);
    void serverChanged(const procdeck::ServerStatus &status);
    void processesListed(const QUuid &server, const QList<procdeck::ProcessInfo> &all);
    void processesLearned(const QUuid &server, const QList<procdeck::ProcessInfo> &some);

private:
    struct Parts; ///< what must be made on the worker's thread

    void quitWhenAllIsLeft();

    std::unique_ptr<Parts> m_parts;
};

} // namespace procdeck
