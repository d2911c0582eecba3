#include "backend/engine/endevidence.h"

using namespace std::chrono_literals;

namespace procdeck {

namespace {
constexpr auto localInterval = 10ms;
constexpr auto remoteInterval = 100ms;
/// An attempt that gets no answer at all (a dropped packet, a listener whose server is gone) is given up after this.
constexpr auto probeDeadline = 1s;
} // namespace

EndEvidence::EndEvidence(Host &host, Endpoint endpoint, std::optional<ProcessRef> process,
                         std::chrono::milliseconds timeout)
    : m_host(host)
    , m_endpoint(std::move(endpoint))
    , m_process(std::move(process))
    , m_timeout(timeout)
{
}

void EndEvidence::run()
{
    enterStep(tr("waiting for proof that the server has ended"), m_timeout,
              {ErrorCode::StillRunning,
               tr("The server at %1 was asked to end, but it is still there after %2 s.")
                   .arg(printed(m_endpoint))
                   .arg(static_cast<double>(m_timeout.count()) / 1000.0),
               {},
               tr("It may be busy or stopped. Try again, or end its process on its machine.")});
    if (m_process)
        watchProcess();
    else if (m_host.owns(m_endpoint))
        lookForListener();
    else
        tryToConnect();
}

void EndEvidence::watchProcess()
{
    const auto ended = [this](const QString &exitStatus) {
        addEvidence(EvidenceSource::ProcessTable,
                    exitStatus.isEmpty() ? tr("process %1 has ended").arg(m_process->pid)
                                         : tr("process %1 has ended (%2)").arg(m_process->pid).arg(exitStatus));
        lookForListener();
    };
    m_watch = m_host.watch(*m_process);
    if (m_watch)
        connect(m_watch.get(), &ProcessWatch::ended, this, ended);
    else
        ended({});
}

void EndEvidence::lookForListener()
{
    m_host.findListener(m_endpoint, this, [this](const Result<Listener> &listener) {
        if (finished())
            return;
        if (listener && !listener->listening) {
            addEvidence(EvidenceSource::SocketTable, tr("nothing listens at %1 any more").arg(printed(m_endpoint)));
            finish(m_evidence);
            return;
        }
        QTimer::singleShot(localInterval, this, &EndEvidence::lookForListener);
    });
}

void EndEvidence::tryToConnect()
{
    if (finished())
        return;
    if (m_probe)
        m_probe.release()->deleteLater(); // we may stand in one of its timers
    m_probe = makeStream(m_endpoint);
    // Both timers belong to the probe and end with it: the first to fire replaces it.
    connect(m_probe.get(), &ByteStream::opened, this,
            [this] { QTimer::singleShot(remoteInterval, m_probe.get(), [this] { tryToConnect(); }); });
    connect(m_probe.get(), &ByteStream::failed, this, [this](const Error &error) {
        addEvidence(EvidenceSource::Connection, error.message);
        finish(m_evidence);
    });
    QTimer::singleShot(probeDeadline, m_probe.get(), [this] { tryToConnect(); });
    m_probe->open();
}

void EndEvidence::addEvidence(EvidenceSource source, const QString &what)
{
    m_evidence.append(Evidence::now(source, what));
}

} // namespace procdeck
