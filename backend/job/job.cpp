#include "backend/job/job.h"

#include "backend/log/log.h"

#include <QThread>

#include <utility>

namespace procdeck {

namespace {
constexpr qint64 stepIntervalMs = 100;
}

Job::Job(const JobContext &context, const Command &command, const QString &title)
    : m_context(context)
{
    m_snapshot.id = command.job;
    m_snapshot.server = command.server;
    m_snapshot.title = title;
    m_snapshot.queuedAt = QDateTime::currentDateTimeUtc();
}

void Job::start()
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (m_snapshot.state != JobState::Queued)
        return;
    m_snapshot.state = JobState::Running;
    m_snapshot.startedAt = QDateTime::currentDateTimeUtc();
    publish();
    run();
}

void Job::cancel()
{
    Q_ASSERT(QThread::currentThread() == thread());
    if (isOver(m_snapshot.state))
        return;
    m_task.reset();
    if (m_snapshot.state == JobState::Running)
        undo(Evidence::now(EvidenceSource::Request, tr("cancelled by the operator")));
    end(JobState::Cancelled, {});
}

void Job::showStep(const Step &step)
{
    const bool sameStep = step.name == m_snapshot.step.name;
    m_snapshot.step = step;
    if (!sameStep)
        m_snapshot.stepAt = QDateTime::currentDateTimeUtc();
    if (sameStep && m_lastStep.isValid() && m_lastStep.elapsed() < stepIntervalMs)
        return;
    m_lastStep.start();
    publish();
}

void Job::awaitList(Link &link, const std::function<void(ProcessList)> &next)
{
    const auto listed = std::make_shared<bool>(false);
    await(link.listProcesses([this, listed](const ProcessList &rows) {
        if (std::exchange(*listed, true))
            emit processesLearned(rows);
        else
            emit processesListed(rows);
    }),
          [this, listed, next](const ProcessList &processes) {
              if (!*listed)
                  emit processesListed(processes);
              next(processes);
          });
}

void Job::succeed(JobResult result, const QString &summary)
{
    if (isOver(m_snapshot.state))
        return;
    m_snapshot.summary = summary;
    book().setError(server().id, std::nullopt);
    end(JobState::Succeeded, std::move(result));
}

void Job::fail(const Error &error)
{
    if (isOver(m_snapshot.state))
        return;
    log(LogCategory::Job)
        .warn("{}: {}{}{}", m_snapshot.title, error.message, error.detail.isEmpty() ? "" : "\n", error.detail);
    m_snapshot.error = error;
    undo(Evidence::now(EvidenceSource::Connection, error.message));
    book().setError(server().id, error);
    end(JobState::Failed, {});
}

void Job::end(JobState state, JobResult result)
{
    m_snapshot.state = state;
    m_snapshot.finishedAt = QDateTime::currentDateTimeUtc();
    publish();
    log(LogCategory::Job)
        .info("{}: {}", m_snapshot.title,
              state == JobState::Succeeded   ? m_snapshot.summary
              : state == JobState::Cancelled ? QStringLiteral("cancelled")
                                             : QStringLiteral("failed"));
    QMetaObject::invokeMethod(
        this, [this, result = std::move(result)] { emit finished(m_snapshot, result); }, Qt::QueuedConnection);
}

void Job::publish()
{
    ++m_snapshot.revision;
    emit changed(m_snapshot);
}

Engine *Job::engine(const QString &id)
{
    Engine *found = findEngine(m_context.engines, id);
    if (!found)
        fail({ErrorCode::InvalidInput, tr("There is no engine “%1”.").arg(id), {}, {}});
    return found;
}

} // namespace procdeck
