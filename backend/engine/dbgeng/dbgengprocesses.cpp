#include "backend/engine/dbgeng/dbgengprocesses.h"

#include "backend/types/text.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {

constexpr auto partDeadline = 20s; ///< for the next part; the ids of many thousands take seconds

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

ProcessInfo processOf(const QJsonObject &row, Known known)
{
    ProcessInfo process;
    process.pid = row.value("pid"_L1).toInteger();
    process.path = cleanText(row.value("path"_L1).toString(), 32 * 1024);
    process.name = process.path.mid(process.path.lastIndexOf(u'\\') + 1);
    const QString text = cleanText(row.value("text"_L1).toString(), 32 * 1024);
    process.user = partOf(text, "User: "_L1, false);
    process.commandLine = partOf(text, "Command Line: "_L1, true);
    process.known = known;
    return process;
}

ListTask::ListTask(HelperProcess &helper, Link::Rows rows)
    : m_helper(helper)
    , m_rows(std::move(rows))
{
}

ListTask::~ListTask()
{
    if (!finished())
        m_helper.cancel(m_request);
}

void ListTask::run()
{
    enterStep(tr("listing processes"), {}, {});
    m_request = m_helper.ask(
        {{u"do"_s, u"processes"_s}}, partDeadline, this,
        [this](const Result<QJsonObject> &reply) {
            if (reply)
                finish(m_processes);
            else
                finish(reply.error());
        },
        [this](const QJsonObject &part) {
            if (part.contains("pids"_L1))
                takeIds(part);
            else
                takeNames(part);
        });
}

void ListTask::takeIds(const QJsonObject &part)
{
    const QJsonArray pids = part.value("pids"_L1).toArray();
    for (const auto pid : pids) {
        if (m_places.contains(pid.toInteger()))
            continue;
        ProcessInfo process;
        process.pid = pid.toInteger();
        process.known = Known::Id;
        m_places.insert(process.pid, m_processes.size());
        m_processes << process;
    }
    m_ids += static_cast<int>(pids.size());
    const int total = part.value("total"_L1).toInt();
    countStep(0, total);
    if (m_rows && m_ids == total)
        m_rows(m_processes);
}

void ListTask::takeNames(const QJsonObject &part)
{
    ProcessList named;
    const QJsonArray rows = part.value("processes"_L1).toArray();
    for (const auto row : rows) {
        const ProcessInfo process = processOf(row.toObject(), Known::Name);
        const auto place = m_places.constFind(process.pid);
        if (place == m_places.constEnd())
            continue;
        m_processes[place.value()] = process;
        named << process;
    }
    m_named += static_cast<int>(named.size());
    countStep(m_named, static_cast<int>(m_processes.size()));
    if (m_rows)
        m_rows(named);
}

DetailsTask::DetailsTask(HelperProcess &helper, const QList<qint64> &pids)
    : m_helper(helper)
    , m_pids(pids)
{
}

DetailsTask::~DetailsTask()
{
    if (!finished())
        m_helper.cancel(m_request);
}

void DetailsTask::run()
{
    enterStep(tr("asking what the processes run"), {}, {});
    QJsonArray pids;
    for (const qint64 pid : std::as_const(m_pids))
        pids << pid;
    m_request = m_helper.ask(
        {{u"do"_s, u"details"_s}, {u"pids"_s, pids}}, partDeadline, this,
        [this](const Result<QJsonObject> &reply) {
            if (reply)
                finish(inOrder());
            else
                finish(reply.error());
        },
        [this](const QJsonObject &part) {
            const QJsonArray rows = part.value("processes"_L1).toArray();
            for (const auto row : rows) {
                const ProcessInfo process = processOf(row.toObject(), Known::All);
                m_told.insert(process.pid, process);
            }
            countStep(static_cast<int>(m_told.size()), static_cast<int>(m_pids.size()));
        });
}

ProcessList DetailsTask::inOrder() const
{
    ProcessList rows;
    for (const qint64 pid : m_pids) {
        ProcessInfo silent;
        silent.pid = pid;
        rows << m_told.value(pid, silent);
    }
    return rows;
}

} // namespace procdeck::dbgeng
