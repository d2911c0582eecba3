#include "backend/engine/dbgeng/dbgenglink.h"

#include "backend/engine/dbgeng/dbgengprocesses.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {

constexpr auto pulseInterval = 2s;
constexpr auto pulseDeadline = 10s;

class DescribeTask final : public Task<ServerIdentity> {
public:
    explicit DescribeTask(ServerIdentity identity)
        : m_identity(std::move(identity))
    {
    }

private:
    /// Such a server tells nothing of itself or its machine.
    void run() override { finish(m_identity); }

    ServerIdentity m_identity;
};

class LeaveTask final : public Task<Nothing> {
public:
    explicit LeaveTask(HelperProcess &helper)
        : m_helper(helper)
    {
    }

private:
    void run() override
    {
        enterStep(tr("closing the connection"), {}, {});
        connect(&m_helper, &HelperProcess::ended, this, [this] { finish(Nothing{}); });
        if (m_helper.isOpen())
            m_helper.leave();
        else
            finish(Nothing{});
    }

    HelperProcess &m_helper;
};

} // namespace

DbgengLink::DbgengLink(std::unique_ptr<HelperProcess> helper, std::chrono::microseconds latency)
    : m_helper(std::move(helper))
    , m_latency(latency)
{
    m_identity.kind = tr("DbgEng process server");
    m_identity.evidence = {Evidence::now(EvidenceSource::Handshake,
                                         tr("the debug engine %1 connected to it").arg(m_helper->engineVersion()))};
    connect(m_helper.get(), &HelperProcess::ended, this, [this](const Error &why) {
        // A server that dies in the middle of a call leaves the engine waiting for ever.
        emit lost(why.code == ErrorCode::Silent
                      ? Error{ErrorCode::Closed, tr("The server does not answer any more: it has probably ended."),
                              why.detail, tr("Connect again to see.")}
                      : why);
    });
    m_pulse.setInterval(pulseInterval);
    connect(&m_pulse, &QTimer::timeout, this, &DbgengLink::lookAfterServer);
    m_pulse.start();
}

TaskPtr<ProcessList> DbgengLink::listProcesses(Rows rows)
{
    return std::make_unique<ListTask>(*m_helper, std::move(rows));
}

TaskPtr<ProcessList> DbgengLink::detailProcesses(const QList<qint64> &pids)
{
    return std::make_unique<DetailsTask>(*m_helper, pids);
}

TaskPtr<ServerIdentity> DbgengLink::describe()
{
    return std::make_unique<DescribeTask>(m_identity);
}

TaskPtr<Nothing> DbgengLink::leave()
{
    m_pulse.stop();
    disconnect(m_helper.get(), nullptr, this, nullptr);
    return std::make_unique<LeaveTask>(*m_helper);
}

void DbgengLink::lookAfterServer()
{
    m_helper->ask({{u"do"_s, u"ping"_s}}, pulseDeadline, this, [this](const Result<QJsonObject> &reply) {
        if (reply || !m_helper->isOpen()) // a helper that ended has said so already
            return;
        m_pulse.stop();
        disconnect(m_helper.get(), nullptr, this, nullptr);
        emit lost(reply.error());
    });
}

} // namespace procdeck::dbgeng
