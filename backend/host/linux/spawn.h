#pragma once
// Starts a program that outlives us. Thread: any; returns at once.

#include "backend/host/host.h"

#include <sys/types.h>

namespace procdeck::linuxhost {

/// The child leads a session of its own, has no descriptor of ours but the output file, default signals, and the user's
/// home as its folder. It is our child: the caller reaps it. Errors: MissingProgram, PermissionDenied, ServerFailed.
[[nodiscard]] Result<pid_t> spawnDetached(const RunRequest &request);

} // namespace procdeck::linuxhost
