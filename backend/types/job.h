#pragma once
// A job as everybody but the worker sees it: snapshots of its course, and one result at its end.
// Thread: none (value).

#include "backend/types/command.h"
#include "backend/types/evidence.h"
#include "backend/types/processinfo.h"
#include "backend/types/processref.h"
#include "backend/types/serverstatus.h"
#include "backend/types/waitway.h"

#include <optional>
#include <variant>

namespace procdeck {

enum class JobState : quint8 { Queued, Running, Succeeded, Failed, Cancelled };

[[nodiscard]] constexpr bool isOver(JobState state)
{
    return state >= JobState::Succeeded;
}

/// What a job is doing now.
struct Step {
    QString name;                          ///< for the operator, present participle: "waiting for the port to close"
    std::chrono::milliseconds deadline{0}; ///< the step fails when it takes longer; 0: none
    int done = 0;                          ///< units done, where they can be counted
    int total = 0;                         ///< 0: cannot be counted
    QString explanation = {};              ///< what it means for the server, one sentence; empty: nothing to say

    bool operator==(const Step &) const = default;
};

struct JobSnapshot {
    JobId id;
    ServerSpec server;
    QString title; ///< "Ending bench-07"
    JobState state = JobState::Queued;
    Step step;                                         ///< the current one; the last one when the job is over
    std::optional<Error> error;                        ///< set exactly when Failed
    QString summary;                                   ///< one sentence on the outcome; set exactly when Succeeded
    QDateTime queuedAt, startedAt, stepAt, finishedAt; ///< UTC; invalid: not yet
    quint32 revision = 0;                              ///< grows with every change

    bool operator==(const JobSnapshot &) const = default;
};

struct Started {
    ServerAddress address; ///< with the port really taken
    ProcessRef process;
    QList<Evidence> evidence;
};
struct Connected {
    ServerIdentity identity;
    ProcessList processes;
};
struct Disconnected {};
struct Identified {
    ServerIdentity identity;
};
struct Listed {
    ProcessList processes;
};
struct Ended {
    QList<Evidence> evidence; ///< what proves it, strongest first
};
enum class WaitAnswer : quint8 { Ended, TimedOut };
struct Waited {
    WaitAnswer answer = WaitAnswer::TimedOut;
    QList<Evidence> evidence;
    std::optional<WaitWay> way = {}; ///< how it was watched; nullopt: there was nothing to watch
};

struct Debugging {
    qint64 pid = 0;
};
struct Left {};

/// What a job that succeeded brings; monostate for one that failed or was cancelled.
using JobResult =
    std::variant<std::monostate, Started, Connected, Disconnected, Identified, Listed, Ended, Waited, Debugging, Left>;

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::JobSnapshot)
Q_DECLARE_METATYPE(procdeck::JobResult)
