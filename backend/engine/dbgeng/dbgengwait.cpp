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
    : EndWait(host, std::move(endpoint), std::move(request))
    , m_setup(std::move(setup))
{
}

void DbgengWait::findProcess()
{
    host().processes(this, [this](const Result<QList<HostProcess>> &processes) {
        if (finished())
            return;
        const auto serving = processes ? findServing(processes.value(), request().address.fields) : std::nullopt;
        if (serving)
            watchProcess(serving->ref);
        else
            EndWait::findProcess();
    });
}

void DbgengWait::watchFromAfar()
{
    m_attend = std::make_unique<Attend>(m_setup, withSecret(connectSyntax(), request().address.fields),
                                        request().address.text);
    m_attend->start(innerSteps(), [this](Result<Attended> attended) {
        if (!attended) {
            failed(attended.error());
        } else if (endpoint()) {
            enterWaiting(tr("watching %1 from outside").arg(printed(*endpoint())), WaitWay::Port);
            probe();
        } else { // no port to look at: a connection of our own has to notice
            m_helper = std::move(attended.value().helper);
            enterWaiting(tr("watching %1 from outside, connected to it").arg(request().address.text),
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
    m_probe = makeStream(*endpoint());
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

} // namespace procdeck::dbgeng
