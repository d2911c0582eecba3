#pragma once
// Which job runs when. Thread: worker.
//
// Jobs of one server run one after another in the order in which they came, so that an End never races a Connect.
// Waiting for an end is no work: it runs beside the others and takes no place. At most `places` jobs work at once: two hundred
// handshakes at a time would make every one of them slow, and ask every server for a burst.

#include "backend/job/job.h"

#include <QList>
#include <QObject>

#include <memory>
#include <vector>

namespace procdeck {

class JobQueue final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobQueue)

public:
    explicit JobQueue(const JobContext &context)
        : m_context(context)
    {
    }
    ~JobQueue() override = default;

    static constexpr int places = 32;

    void submit(const Command &command);
    void cancel(JobId job);
    void cancelAllOf(ServerId server);
    void cancelAll();

signals:
    void processesListed(procdeck::ServerId server, const procdeck::ProcessList &all); ///< as Job's, before its end
    void processesLearned(procdeck::ServerId server, const procdeck::ProcessList &some);
    void jobChanged(const procdeck::JobSnapshot &job);
    void jobFinished(const procdeck::JobSnapshot &job, const procdeck::JobResult &result);

private:
    struct Entry {
        std::unique_ptr<Job> job;
        bool passive = false; ///< takes no place, waits for nobody
    };

    void startWhatMay();
    void retire(JobId job);

    JobContext m_context;
    std::vector<Entry> m_entries; ///< in the order in which they came
};

} // namespace procdeck
