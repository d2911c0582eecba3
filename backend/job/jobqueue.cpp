#include "backend/job/jobqueue.h"

#include <QSet>

#include <algorithm>

namespace procdeck {

void JobQueue::submit(const Command &command)
{
    auto job = makeJob(m_context, command);
    connect(job.get(), &Job::changed, this, &JobQueue::jobChanged);
    connect(job.get(), &Job::processesListed, this,
            [this, server = command.server.id](const ProcessList &all) { emit processesListed(server, all); });
    connect(job.get(), &Job::processesLearned, this,
            [this, server = command.server.id](const ProcessList &some) { emit processesLearned(server, some); });
    connect(job.get(), &Job::finished, this, [this](const JobSnapshot &snapshot, const JobResult &result) {
        emit jobFinished(snapshot, result);
        retire(snapshot.id);
    });
    emit jobChanged(job->snapshot());
    m_entries.push_back({std::move(job), std::holds_alternative<WaitForEnd>(command.verb)});
    startWhatMay();
}

void JobQueue::startWhatMay()
{
    int working = 0;
    QSet<ServerId> taken;
    std::vector<Job *> ready; // starting reports, and whoever listens may submit more
    for (const Entry &entry : m_entries) {
        const JobSnapshot &snapshot = entry.job->snapshot();
        if (entry.passive) {
            if (snapshot.state == JobState::Queued)
                ready.push_back(entry.job.get());
            continue;
        }
        if (isOver(snapshot.state))
            continue;
        const bool first = !taken.contains(snapshot.server.id);
        taken.insert(snapshot.server.id);
        if (snapshot.state == JobState::Running) {
            ++working;
        } else if (first && working < places) {
            ++working;
            ready.push_back(entry.job.get());
        }
    }
    for (Job *job : ready)
        job->start();
}

void JobQueue::retire(JobId job)
{
    const auto at = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&job](const Entry &entry) { return entry.job->snapshot().id == job; });
    if (at == m_entries.end())
        return;
    at->job.release()->deleteLater(); // we stand in its signal
    m_entries.erase(at);
    startWhatMay();
}

void JobQueue::cancel(JobId job)
{
    for (const Entry &entry : m_entries) {
        if (entry.job->snapshot().id == job)
            entry.job->cancel();
    }
}

void JobQueue::cancelAllOf(ServerId server)
{
    for (const Entry &entry : m_entries) {
        if (entry.job->snapshot().server.id == server)
            entry.job->cancel();
    }
}

void JobQueue::cancelAll()
{
    for (const Entry &entry : m_entries)
        entry.job->cancel();
}

} // namespace procdeck
