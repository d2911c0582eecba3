#pragma once
// One verb applied to one server, as named steps with one outcome. Thread: worker.
//
//   Queued -> start() -> Running -> Succeeded | Failed | Cancelled
//        \-> cancel() -> Cancelled
//
// finished() is emitted exactly once, from the event loop, and is the last signal. cancel() takes effect at once whatever
// the server does: the task under way is dropped and tidies up behind our back. Steps are reported at most ten times a
// second; changes of state at once.

#include "backend/engine/enginetable.h"
#include "backend/engine/task.h"
#include "backend/job/serverbook.h"
#include "backend/types/job.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <memory>

namespace procdeck {

/// What jobs work with. Outlives them.
struct JobContext {
    const Engines &engines;
    Host &host;
    ServerBook &book;
};

class Job : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Job)

public:
    [[nodiscard]] const JobSnapshot &snapshot() const { return m_snapshot; }
    void start();
    void cancel();

signals:
    void changed(const procdeck::JobSnapshot &job);
    void processesListed(const procdeck::ProcessList &all);
    void processesLearned(const procdeck::ProcessList &some); ///< more of some of those listed; see learned()
    void finished(const procdeck::JobSnapshot &job, const procdeck::JobResult &result);

protected:
    Job(const JobContext &context, const Command &command, const QString &title);

    void succeed(JobResult result, const QString &summary);
    void fail(const Error &error);

    /// Runs a task as part of this job. Its failure is the job's, unless failed() is overridden to do more; `next` gets
    /// its value. One at a time.
    template <typename T, typename Next> void await(TaskPtr<T> task, Next next)
    {
        Task<T> *const running = task.get();
        m_task = std::move(task);
        running->start([this](const Step &step) { showStep(step); },
                       [this, next = std::move(next)](Result<T> outcome) mutable {
                           m_task.reset();
                           if (outcome)
                               next(std::move(outcome).value());
                           else
                               fail(outcome.error());
                       });
    }
    /// Lists, and tells of it as it goes.
    void awaitList(Link &link, const std::function<void(ProcessList)> &next);
    void showStep(const Step &step);

    [[nodiscard]] ServerBook &book() const { return m_context.book; }
    [[nodiscard]] const ServerSpec &server() const { return m_snapshot.server; }
    void setServerAddress(const ServerAddress &address) { m_snapshot.server.address = address; }
    /// nullptr: the address names no engine; the job has failed then.
    [[nodiscard]] Engine *engine(const QString &id);

private:
    virtual void run() = 0;
    /// The job is about to end as Failed or Cancelled: put the server's facets right.
    virtual void undo(const Evidence &evidence) { Q_UNUSED(evidence) }
    void end(JobState state, JobResult result);
    void publish();

    JobContext m_context;
    JobSnapshot m_snapshot;
    std::unique_ptr<TaskBase> m_task;
    QElapsedTimer m_lastStep;
};

/// The job for a command. Never null.
[[nodiscard]] std::unique_ptr<Job> makeJob(const JobContext &context, const Command &command);

} // namespace procdeck
