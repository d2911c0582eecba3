#include "backend/worker.h"

#include "backend/engine/enginetable.h"
#include "backend/host/host.h"
#include "backend/log/log.h"
#include "backend/workercore.h"

namespace procdeck {

namespace {
constexpr std::chrono::milliseconds joinDeadline{5'000};
}

EngineInfos availableEngines()
{
    // The worker makes engines of its own: these do not cross threads, their descriptions do.
    const auto host = makeThisComputer();
    return engineInfos(makeEngines(*host));
}

Worker::Worker(QObject *parent)
    : QObject(parent)
    , m_core(new WorkerCore)
{
    qRegisterMetaType<JobSnapshot>();
    qRegisterMetaType<JobResult>();
    qRegisterMetaType<ServerStatus>();
    qRegisterMetaType<QList<ProcessInfo>>();

    m_thread.setObjectName(QStringLiteral("worker"));
    m_core->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_core, &WorkerCore::open);
    connect(&m_thread, &QThread::finished, m_core, &QObject::deleteLater);
    connect(m_core, &WorkerCore::jobChanged, this, &Worker::jobChanged);
    connect(m_core, &WorkerCore::jobFinished, this, &Worker::jobFinished);
    connect(m_core, &WorkerCore::serverChanged, this, &Worker::serverChanged);
    connect(m_core, &WorkerCore::processesListed, this, &Worker::processesListed);
    connect(m_core, &WorkerCore::processesLearned, this, &Worker::processesLearned);
    m_thread.start();
}

Worker::~Worker()
{
    QMetaObject::invokeMethod(m_core, &WorkerCore::close, Qt::QueuedConnection);
    if (!m_thread.wait(QDeadlineTimer(joinDeadline)))
        log(LogCategory::App).critical("the worker thread did not end in time");
}

JobId Worker::submit(const Command &command)
{
    QMetaObject::invokeMethod(m_core, [core = m_core, command] { core->submit(command); }, Qt::QueuedConnection);
    return command.job;
}

void Worker::cancel(JobId job)
{
    QMetaObject::invokeMethod(m_core, [core = m_core, job] { core->cancel(job); }, Qt::QueuedConnection);
}

void Worker::observe(const ServerSpec &server)
{
    QMetaObject::invokeMethod(m_core, [core = m_core, server] { core->observe(server); }, Qt::QueuedConnection);
}

void Worker::forget(ServerId server)
{
    QMetaObject::invokeMethod(m_core, [core = m_core, server] { core->forget(server); }, Qt::QueuedConnection);
}

void Worker::wantDetails(ServerId server, const QList<qint64> &pids)
{
    QMetaObject::invokeMethod(
        m_core, [core = m_core, server, pids] { core->wantDetails(server, pids); }, Qt::QueuedConnection);
}

} // namespace procdeck
