#pragma once
// How procdeckctl shows engines, results and errors: as text for people, or as one JSON object a line.
// Thread: none (pure functions). Every text ends with a newline.

#include "backend/types/engineinfo.h"
#include "backend/types/job.h"

namespace procdeck::ctl {

/// The exit statuses of --help.
enum ExitStatus : int { Done = 0, Failed = 1, WrongUsage = 2, TimePassed = 3, Refused = 4, Interrupted = 130 };

[[nodiscard]] QString enginesText(const EngineInfos &engines, bool json);
[[nodiscard]] QString resultText(const JobResult &result, bool json);

/// For standard error.
[[nodiscard]] QString errorText(const Error &error);
/// For standard output, with --json: {"error": {…}}.
[[nodiscard]] QString errorJson(const Error &error);

[[nodiscard]] ExitStatus exitStatus(const Error &error);
[[nodiscard]] ExitStatus exitStatus(const JobResult &result);

} // namespace procdeck::ctl
