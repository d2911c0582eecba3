#pragma once
// Listing the processes that a DbgEng process server sees: ids first, then names; the rest of one on demand. Thread: worker.
// A task that is destroyed stops the helper between two calls of the engine.

#include "backend/engine/dbgeng/helperprocess.h"
#include "backend/engine/link.h"

#include <QHash>

namespace procdeck::dbgeng {

class ListTask final : public Task<ProcessList> {
    Q_OBJECT

public:
    ListTask(HelperProcess &helper, Link::Rows rows);
    ~ListTask() override;

private:
    void run() override;
    void takeIds(const QJsonObject &part);
    void takeNames(const QJsonObject &part);

    HelperProcess &m_helper;
    Link::Rows m_rows;
    int m_request = 0;
    ProcessList m_processes;
    QHash<qint64, qsizetype> m_places; ///< by pid
    int m_ids = 0;                     ///< that came; the same one may come twice
    int m_named = 0;
};

class DetailsTask final : public Task<ProcessList> {
    Q_OBJECT

public:
    DetailsTask(HelperProcess &helper, const QList<qint64> &pids);
    ~DetailsTask() override;

private:
    void run() override;
    [[nodiscard]] ProcessList inOrder() const;

    HelperProcess &m_helper;
    QList<qint64> m_pids;
    int m_request = 0;
    QHash<qint64, ProcessInfo> m_told;
};

/// One process from a row of the helper: {"pid": …, "path": …, "text": "Session: 1  User: VM\\root  Command Line: …"}.
/// A row without a path is a process that has ended or may not be looked into.
[[nodiscard]] ProcessInfo processOf(const QJsonObject &row, Known known);

} // namespace procdeck::dbgeng
