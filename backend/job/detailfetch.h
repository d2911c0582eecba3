#pragma once
// The details of the processes that somebody looks at. Thread: worker.
//
// A few processes at a time: what is no longer wanted costs no more than these few, and whatever else is asked of the
// server gets its turn between them.

#include "backend/engine/enginetable.h"

#include <QObject>

namespace procdeck {

class DetailFetch final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DetailFetch)

public:
    static constexpr qsizetype atATime = 8;

    /// Must not outlive the link, which can detailProcesses().
    explicit DetailFetch(Link &link)
        : m_link(link)
    {
    }

    /// In this order; replaces what was wanted before.
    void want(const QList<qint64> &pids);

signals:
    void fetched(const procdeck::ProcessList &some);

private:
    void fetchNext();

    Link &m_link;
    QList<qint64> m_wanted;
    QList<qint64> m_asked; ///< under way
    TaskPtr<ProcessList> m_task;
};

} // namespace procdeck
