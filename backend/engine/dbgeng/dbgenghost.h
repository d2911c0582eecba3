#pragma once
// The helper program in its role of a server: how its process is known again. Thread: any (pure functions).
//
// Nobody else can tell: under Wine the socket table shows Wine's own server as the holder of every port. But the command line
// holds the transport string, without the password.

#include "backend/host/host.h"
#include "backend/types/fields.h"

namespace procdeck::dbgeng {

/// Of those processes, the one that serves what such an address connects to.
[[nodiscard]] std::optional<HostProcess> findServing(const QList<HostProcess> &processes, const FieldValues &connect);

} // namespace procdeck::dbgeng
