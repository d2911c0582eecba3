#include "backend/engine/dbgeng/dbgengend.h"

#include "backend/engine/dbgeng/dbgenghost.h"
#include "backend/engine/dbgeng/dbgengsyntax.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {
constexpr auto askDeadline = 10s;
constexpr auto retryInterval = 200ms;
} // namespace

DbgengEnd::DbgengEnd(Host &host, HelperSetup setup, Engine::EndRequest request, std::optional<Endpoint> endpoint)
    : m_host(host)
    , m_setup(std::move(setup))
    , m_request(std::move(request))
    , m_endpoint(std::move(endpoint))
{
}

bool DbgengEnd::isHere() const
{
    return m_endpoint ? m_host.owns(*m_endpoint) : isLoopback(m_request.address);
}

void DbgengEnd::run()
{
    if (!isHere()) {
        connectFirst();
        return;
    }
    enterStep(tr("looking for the server's process"), 5s,
              {ErrorCode::TimedOut, tr("This computer did not list its processes in time."), {}, {}});
    m_host.processes(this, [this](const Result<QList<HostProcess>> &processes) {
        if (processes) {
            if (const auto serving = findServing(processes.value(), m_request.address.fields))
                m_process = serving->ref;
        }
        connectFirst();
    });
}

void DbgengEnd::connectFirst()
{
    m_attend = std::make_unique<Attend>(m_setup, withSecret(connectSyntax(), m_request.address.fields),
                                        m_request.address.text);
    m_attend->start(innerSteps(), [this](Result<Attended> attended) {
        if (!attended) {
            finish(attended.error());
            return;
        }
        m_helper = std::move(attended.value().helper);
        askToEnd();
    });
}

void DbgengEnd::askToEnd()
{
    enterStep(tr("asking the server to end"), {}, {});
    const bool isSeen = m_endpoint || m_process;
    m_helper->ask({{u"do"_s, u"end"_s}}, askDeadline, this, [this, isSeen](const Result<QJsonObject> &reply) {
        m_evidence << Evidence::now(EvidenceSource::Request,
                                    reply ? tr("the server took the request to end") : reply.error().message);
        m_helper.release()->deleteLater(); // a client is served on until the server's process exits
        if (!isSeen)
            verify();
    });
    if (isSeen)
        verify();
}

void DbgengEnd::verify()
{
    if (m_endpoint) {
        m_verify = std::make_unique<EndEvidence>(m_host, *m_endpoint, m_process, m_request.timeout);
        m_verify->start(innerSteps(), [this](Result<QList<Evidence>> evidence) {
            if (evidence)
                finish(Ended{evidence.value() + m_evidence});
            else
                finish(evidence.error());
        });
        return;
    }
    enterStep(tr("waiting for proof that the server has ended"), m_request.timeout,
              {ErrorCode::StillRunning,
               tr("The server at %1 was asked to end, but it is still there after %2 s.")
                   .arg(m_request.address.text)
                   .arg(static_cast<double>(m_request.timeout.count()) / 1000.0),
               {},
               tr("It may be busy or stopped. Try again, or end its process on its machine.")});
    if (m_process)
        watchProcess();
    else
        tryToConnect();
}

void DbgengEnd::watchProcess()
{
    const auto ended = [this] {
        m_evidence.prepend(Evidence::now(EvidenceSource::ProcessTable, tr("process %1 has ended").arg(m_process->pid)));
        finish(Ended{m_evidence});
    };
    m_watch = m_host.watch(*m_process);
    if (m_watch)
        connect(m_watch.get(), &ProcessWatch::ended, this, ended);
    else
        ended();
}

void DbgengEnd::tryToConnect()
{
    if (m_attend)
        m_attend.release()->deleteLater(); // we may stand in its outcome
    m_attend = std::make_unique<Attend>(m_setup, withSecret(connectSyntax(), m_request.address.fields),
                                        m_request.address.text);
    m_attend->start({}, [this](const Result<Attended> &attended) {
        if (!attended && attended.error().code == ErrorCode::Unreachable) {
            m_evidence.prepend(Evidence::now(EvidenceSource::Connection, attended.error().message));
            finish(Ended{m_evidence});
        } else {
            QTimer::singleShot(retryInterval, this, &DbgengEnd::tryToConnect);
        }
    });
}

} // namespace procdeck::dbgeng
