#pragma once
// Where a byte stream leads. Thread: none (value).

#include <QMetaType>
#include <QString>

#include <variant>

namespace procdeck {

struct TcpEndpoint {
    QString host; ///< name or number, without brackets
    quint16 port = 0;

    bool operator==(const TcpEndpoint &) const = default;
};

/// A Unix domain socket.
struct LocalEndpoint {
    QString path; ///< absolute path, or the name in the abstract namespace (without the leading NUL)
    bool isAbstract = false;

    bool operator==(const LocalEndpoint &) const = default;
};

using Endpoint = std::variant<TcpEndpoint, LocalEndpoint>;

/// "127.0.0.1:2345", "[::1]:2345", "/run/x", "@name": for messages and logs.
[[nodiscard]] QString printed(const Endpoint &endpoint);

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::Endpoint)
