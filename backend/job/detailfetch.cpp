#include "backend/job/detailfetch.h"

#include "backend/log/log.h"

namespace procdeck {

void DetailFetch::want(const QList<qint64> &pids)
{
    m_wanted = pids;
    m_wanted.removeIf([this](qint64 pid) { return m_asked.contains(pid); });
    fetchNext();
}

void DetailFetch::fetchNext()
{
    if (m_task || m_wanted.isEmpty())
        return;
    m_asked = m_wanted.mid(0, atATime);
    m_wanted.remove(0, m_asked.size());
    m_task = m_link.detailProcesses(m_asked);
    m_task->start({}, [this](const Result<ProcessList> &details) {
        m_task.reset();
        m_asked.clear();
        if (details) {
            emit fetched(details.value());
        } else {
            // Whoever still looks at them will want them again.
            log(LogCategory::Job).info("no details of processes: {}", details.error().message);
            m_wanted.clear();
        }
        fetchNext();
    });
}

} // namespace procdeck
