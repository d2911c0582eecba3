#pragma once
// Starts a program that leads a life of its own. Thread: any; returns at once.

#include "backend/host/host.h"
#include "backend/host/windows/handle.h"

namespace procdeck::windowshost {

struct Spawned {
    Handle process;
    qint64 pid = 0;
    Handle input; ///< of a program that ends with us: its input stays open as long as this
    Handle job;   ///< and it lives as long as this
};

/// The program has no window of a console, no handle of ours but its input and the output file, a process group of its own
/// (Ctrl+C is not for it), and the user's home as its folder. Errors: MissingProgram, PermissionDenied, ServerFailed.
[[nodiscard]] Result<Spawned> spawnDetached(const RunRequest &request);

} // namespace procdeck::windowshost
