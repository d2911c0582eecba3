#include "backend/engine/stub/hostport.h"

namespace procdeck::stub {

std::optional<HostPort> splitHostPort(const QString &text)
{
    if (text.startsWith(u'[')) {
        const qsizetype end = text.indexOf(u']');
        if (end < 0 || end + 1 >= text.size() || text.at(end + 1) != u':')
            return std::nullopt;
        return HostPort{text.mid(1, end - 1), text.mid(end + 2)};
    }
    const qsizetype colon = text.lastIndexOf(u':');
    // A second colon means a bare IPv6 number, where nobody can tell the port from the last group.
    if (colon < 0 || text.indexOf(u':') != colon)
        return std::nullopt;
    return HostPort{text.left(colon), text.mid(colon + 1)};
}

QString joinHostPort(const QString &host, const QString &port)
{
    if (host.contains(u':'))
        return u'[' + host + u"]:" + port;
    return host + u':' + port;
}

} // namespace procdeck::stub
