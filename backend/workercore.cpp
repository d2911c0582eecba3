#include "backend/workercore.h"

#include "backend/engine/enginetable.h"
#include "backend/host/host.h"
#include "backend/job/jobqueue.h"
#include "backend/job/serverbook.h"

#include <QThread>
#include <QTimer>

namespace procdeck {

namespace {
constexpr std::chrono::milliseconds leavingInterval{5};
}

// In this order: what stands below uses what stands above.
struct WorkerCore::Parts {
    std::unique_ptr<Host> host = makeThisComputer();
    Engines engines = makeEngines(*host);
    ServerBook book{engines, *host};
    JobQueue queue{{engines, *host, book}};
};

WorkerCore::WorkerCore() = default;
WorkerCore::~WorkerCore() = default;

void WorkerCore::open()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_parts = std::make_unique<Parts>();
    connect(&m_parts->queue, &JobQueue::jobChanged, this, &WorkerCore::jobChanged);
    connect(&m_parts->queue, &JobQueue::jobFinished, this, &WorkerCore::jobFinished);
    connect(&m_parts->queue, &JobQueue::processesListed, this, &WorkerCore::processesListed);
    connect(&m_parts->queue, &JobQueue::processesLearned, this, &WorkerCore::processesLearned);
    connect(&m_parts->book, &ServerBook::changed, this, &WorkerCore::serverChanged);
    connect(&m_parts->book, &ServerBook::processesLearned, this, &WorkerCore::processesLearned);
}

void WorkerCore::close()
{
    Q_ASSERT(QThread::currentThread() == thread());
    m_parts->queue.cancelAll();
    m_parts.reset();
    quitWhenAllIsLeft();
}

void WorkerCore::quitWhenAllIsLeft()
{
    if (isStillLeaving())
        QTimer::singleShot(leavingInterval, this, &WorkerCore::quitWhenAllIsLeft);
    else
        QThread::currentThread()->quit();
}

void WorkerCore::submit(const Command &command)
{
    m_parts->book.add(command.server);
    m_parts->queue.submit(command);
}

void WorkerCore::cancel(JobId job)
{
    m_parts->queue.cancel(job);
}

void WorkerCore::observe(const ServerSpec &server)
{
    m_parts->book.add(server);
    m_parts->book.locate(server.id);
}

void WorkerCore::forget(ServerId server)
{
    m_parts->queue.cancelAllOf(server);
    m_parts->book.remove(server);
}

void WorkerCore::wantDetails(ServerId server, const QList<qint64> &pids)
{
    m_parts->book.wantDetails(server, pids);
}

} // namespace procdeck
