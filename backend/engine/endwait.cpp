#include "backend/engine/endwait.h"

namespace procdeck {

EndWait::EndWait(Host &host, std::optional<Endpoint> endpoint, Engine::WaitRequest request)
    : m_host(host)
    , m_endpoint(std::move(endpoint))
    , m_request(std::move(request))
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { finish(Waited{WaitAnswer::TimedOut, {}, m_way}); });
}

void EndWait::run()
{
    if (m_request.timeout.count() > 0)
        m_timeout.start(m_request.timeout);
    if (m_endpoint ? m_host.owns(*m_endpoint) : isLoopback(m_request.address)) {
        enterStep(tr("looking for the server's process"), {}, {});
        findProcess();
    } else {
        watchFromAfar();
    }
}

void EndWait::findProcess()
{
    if (!m_endpoint) {
        watchFromAfar();
        return;
    }
    m_host.findListener(*m_endpoint, this, [this](const Result<Listener> &listener) {
        if (finished())
            return;
        if (!listener)
            finish(listener.error());
        else if (!listener->listening)
            endedForLackOfListener();
        else if (listener->process)
            watchProcess(listener->process->ref);
        else
            watchFromAfar();
    });
}

void EndWait::watchProcess(const ProcessRef &process)
{
    const auto gone = [this, pid = process.pid](const QString &exitStatus) {
        ended(EvidenceSource::ProcessTable, exitStatus.isEmpty()
                                                ? tr("process %1 has ended").arg(pid)
                                                : tr("process %1 has ended (%2)").arg(pid).arg(exitStatus));
    };
    m_watch = m_host.watch(process);
    if (!m_watch) {
        gone({});
        return;
    }
    connect(m_watch.get(), &ProcessWatch::ended, this, gone);
    enterWaiting(tr("waiting for the end of process %1 on this computer").arg(process.pid), WaitWay::Process);
}

void EndWait::ended(EvidenceSource source, const QString &what)
{
    finish(Waited{WaitAnswer::Ended, {Evidence::now(source, what)}, m_way});
}

void EndWait::endedForLackOfListener()
{
    ended(EvidenceSource::SocketTable, tr("nothing listens at %1").arg(printed(*m_endpoint)));
}

void EndWait::failed(const Error &error)
{
    if (!m_endpoint || !m_host.owns(*m_endpoint)) {
        finish(error);
        return;
    }
    m_host.findSockets(*m_endpoint, this, [this, error](const Result<Listener> &listener) {
        if (listener && !listener->listening)
            endedForLackOfListener();
        else
            finish(error);
    });
}

void EndWait::enterWaiting(const QString &what, WaitWay way)
{
    m_way = way;
    enterStep(what, {}, {}, waitWayText(way));
}

} // namespace procdeck
