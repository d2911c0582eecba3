#pragma once
// Lists of processes by pid, each pid once: what the inventory and the table keep. Thread: none (pure functions).

#include "backend/types/processinfo.h"

#include <algorithm>

namespace procdeck {

[[nodiscard]] inline bool hasLowerPid(const ProcessInfo &one, const ProcessInfo &other)
{
    return one.pid < other.pid;
}

/// Of two processes with the same pid the first stays.
template <typename Rows> void sortByPid(Rows *rows)
{
    std::stable_sort(rows->begin(), rows->end(), hasLowerPid);
    const auto samePid = [](const ProcessInfo &one, const ProcessInfo &other) { return one.pid == other.pid; };
    rows->erase(std::unique(rows->begin(), rows->end(), samePid), rows->end());
}

/// -1: not among them.
template <typename Rows> [[nodiscard]] qsizetype placeOf(const Rows &rows, qint64 pid)
{
    ProcessInfo wanted;
    wanted.pid = pid;
    const auto at = std::lower_bound(rows.begin(), rows.end(), wanted, hasLowerPid);
    return at != rows.end() && at->pid == pid ? static_cast<qsizetype>(at - rows.begin()) : -1;
}

} // namespace procdeck
