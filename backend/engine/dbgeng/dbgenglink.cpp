#include "backend/engine/dbgeng/dbgenglink.h"

#include "backend/types/text.h"

#include <QHash>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {

constexpr auto pulseInterval = 2s;
constexpr auto pulseDeadline = 10s;
/// How long the engine may go on with what takes it long of each process, once all have a name.
constexpr auto detailsBudget = 300ms;

class ListTask final : public Task<ProcessList> {
public:
    explicit ListTask(HelperProcess &helper)
        : m_helper(helper)
    {
    }
    ~ListTask() override
    {
        if (!finished())
            m_helper.cancelAll();
    }

private:
    void run() override
    {
        enterStep(tr("listing processes"), {}, {});
        const QJsonObject command{{u"do"_s, u"processes"_s}, {u"detailsMs"_s, qint64{detailsBudget.count()}}};
        m_helper.ask(
            command, 60s, this,
            [this](const Result<QJsonObject> &reply) {
                if (reply)
                    finish(m_processes);
                else
                    finish(reply.error());
            },
            [this](const QJsonObject &part) { take(part); });
    }

    /// Later rows of a process tell more than earlier ones.
    void take(const QJsonObject &part)
    {
        const QJsonArray rows = part.value("processes"_L1).toArray();
        for (const auto row : rows) {
            const ProcessInfo process = processOf(row.toObject());
            const auto known = m_places.constFind(process.pid);
            if (known != m_places.constEnd()) {
                m_processes[known.value()] = process;
            } else {
                m_places.insert(process.pid, m_processes.size());
                m_processes << process;
            }
        }
        countStep(static_cast<int>(m_processes.size()), part.value("total"_L1).toInt());
    }

    HelperProcess &m_helper;
    ProcessList m_processes;
    QHash<qint64, qsizetype> m_places; ///< by pid
};

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

/// What stands behind a label in the engine's description; its parts are two spaces apart.
QString partOf(const QString &text, QLatin1StringView label, bool toTheEnd)
{
    const qsizetype at = text.indexOf(label);
    if (at < 0)
        return {};
    const qsizetype from = at + label.size();
    const qsizetype end = toTheEnd ? -1 : text.indexOf("  "_L1, from);
    return (end < 0 ? text.mid(from) : text.mid(from, end - from)).trimmed();
}

} // namespace

ProcessInfo processOf(const QJsonObject &row)
{
    ProcessInfo process;
    process.pid = row.value("pid"_L1).toInteger();
    process.path = cleanText(row.value("path"_L1).toString(), 32 * 1024);
    process.name = process.path.mid(process.path.lastIndexOf(u'\\') + 1);
    const QString text = cleanText(row.value("text"_L1).toString(), 32 * 1024);
    process.user = partOf(text, "User: "_L1, false);
    process.commandLine = partOf(text, "Command Line: "_L1, true);
    return process;
}

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

TaskPtr<ProcessList> DbgengLink::listProcesses()
{
    return std::make_unique<ListTask>(*m_helper);
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
    m_helper->ask({{u"do"_s, u"count"_s}}, pulseDeadline, this, [this](const Result<QJsonObject> &reply) {
        if (reply || !m_helper->isOpen()) // a helper that ended has said so already
            return;
        m_pulse.stop();
        disconnect(m_helper.get(), nullptr, this, nullptr);
        emit lost(reply.error());
    });
}

} // namespace procdeck::dbgeng
