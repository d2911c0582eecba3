#pragma once
// Starts a program that leads a life of its own. Thread: the worker's; returns at once.

#include "backend/host/host.h"
#include "backend/host/linux/processwatch.h"

#include <sys/types.h>

namespace procdeck::linuxhost {

struct Spawned {
    pid_t pid = 0;
    Descriptor input; ///< of a program that ends with us: its input stays open as long as this
};

/// The child leads a session of its own, has no descriptor of ours but its input and the output file, default signals, and
/// the user's home as its folder. It is our child: the caller reaps it. One that ends with us is killed by the system at the
/// end of the calling thread. Errors: MissingProgram, PermissionDenied, ServerFailed.
[[nodiscard]] Result<Spawned> spawnDetached(const RunRequest &request);

} // namespace procdeck::linuxhost
