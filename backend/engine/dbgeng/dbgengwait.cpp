#include "backend/engine/dbgeng/dbgengwait.h"

#include "backend/engine/dbgeng/dbgenghost.h"
#include "backend/engine/dbgeng/dbgengsyntax.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {
constexpr auto interval = 1s;
constexpr auto answerDeadline = 10s;
/// Attempts in a row that get no answer at all: a machine that is gone refuses nothing.
constexpr auto probeDeadline = 5s;
} // namespace

DbgengWait::DbgengWait(Host &host, HelperSetup setup, Engine::WaitRequest request, std::optional<Endpoint> endpoint)
    : m_host(host)
    , m_setup(std::move(setup))
    , m_request(std::move(request))
    , m_endpoint(std::move(endpoint))
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, [this] { finish(Waited{WaitAnswer::TimedOut, {}, m_way}); });
}

void DbgengWait::run()
{
    if (m_request.timeout.count() > 0)
        m_timeout.start(m_request.timeout);
    const bool isHere = m_endpoint ? m_host.owns(*m_endpoint) : isLoopback(m_request.address);
    if (!isHere) {
        watchFromAfar();
        return;
    }
    enterStep(tr("looking for the server's process"), {}, {});
    m_host.processes(this, [this](const Result<QList<HostProcess>> &processes) {
        const auto serving = processes ? findServing(processes.value(), m_request.address.fields) : std::nullopt;
        if (serving)
            watchProcess(serving->ref);
        else
            watchFromAfar();
    });
}

void DbgengWait::watchProcess(const ProcessRef &process)
{
    const auto gone = [this, pid = process.pid] {
        ended(EvidenceSource::ProcessTable, tr("process %1 has ended").arg(pid));
    };
    m_watch = m_host.watch(process);
    if (!m_watch) {
        gone();
        return;
    }
    connect(m_watch.get(), &ProcessWatch::ended, this, gone);
    enterWaiting(tr("waiting for the end of process %1 on this computer").arg(process.pid), WaitWay::Process);
}

void DbgengWait::watchFromAfar()
{
    m_attend = std::make_unique<Attend>(m_setup, withSecret(connectSyntax(), m_request.address.fields),
                                        m_request.address.text);
    m_attend->start(innerSteps(), [this](Result<Attended> attended) {
        if (!attended) {
            finish(attended.error());
        } else if (m_endpoint) {
            enterWaiting(tr("watching %1 from outside").arg(printed(*m_endpoint)), WaitWay::Port);
            probe();
        } else { // no port to look at: a connection of our own has to notice
            m_helper = std::move(attended.value().helper);
            enterWaiting(tr("watching %1 from outside, connected to it").arg(m_request.address.text),
                         WaitWay::Questions);
            question();
        }
    });
}

void DbgengWait::probe()
{
    if (finished())
        return;
    if (m_probe)
        m_probe.release()->deleteLater(); // we may stand in one of its timers
    m_probe = makeStream(*m_endpoint);
    connect(m_probe.get(), &ByteStream::opened, this,
            [this] { QTimer::singleShot(interval, m_probe.get(), [this] { probe(); }); });
    connect(m_probe.get(), &ByteStream::failed, this,
            [this](const Error &error) { ended(EvidenceSource::Connection, error.message); });
    QTimer::singleShot(probeDeadline, m_probe.get(), [this] { probe(); });
    m_probe->open();
}

void DbgengWait::question()
{
    m_helper->ask({{u"do"_s, u"ping"_s}}, answerDeadline, this, [this](const Result<QJsonObject> &reply) {
        if (!reply)
            ended(EvidenceSource::Connection, reply.error().message);
        else
            QTimer::singleShot(interval, this, &DbgengWait::question);
    });
}

void DbgengWait::enterWaiting(const QString &what, WaitWay way)
{
    m_way = way;
    enterStep(what, {}, {}, waitWayText(way));
}

void DbgengWait::ended(EvidenceSource source, const QString &what)
{
    finish(Waited{WaitAnswer::Ended, {Evidence::now(source, what)}, m_way});
}

} // namespace procdeck::dbgeng
