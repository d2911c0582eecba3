#include "backend/types/processinfo.h"

namespace procdeck {

ProcessInfo learned(const ProcessInfo &before, const ProcessInfo &now)
{
    ProcessInfo both = now;
    const bool sameProgram = now.known == Known::Id || (now.known == Known::Name && now.path == before.path);
    if (sameProgram) {
        both = before;
        both.known = now.known;
    } else if (now.known == Known::All && now.name.isEmpty()) {
        both.name = before.name;
        both.path = before.path;
    }
    return both;
}

QList<qint64> withoutDetails(const ProcessList &processes)
{
    QList<qint64> pids;
    for (const ProcessInfo &process : processes) {
        if (process.known != Known::All)
            pids << process.pid;
    }
    return pids;
}

} // namespace procdeck
