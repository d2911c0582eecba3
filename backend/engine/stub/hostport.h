#pragma once
// "host:port" as the GDB world writes it: "box:2345", "[::1]:2345", ":2345". Thread: any (pure functions).

#include <QString>

#include <optional>

namespace procdeck::stub {

/// nullopt: no colon, or brackets that do not close. The parts are not checked any further.
struct HostPort {
    QString host;
    QString port;
};
[[nodiscard]] std::optional<HostPort> splitHostPort(const QString &text);
[[nodiscard]] QString joinHostPort(const QString &host, const QString &port);

} // namespace procdeck::stub
