#include "backend/types/endpoint.h"

namespace procdeck {

QString printed(const Endpoint &endpoint)
{
    if (const auto *local = std::get_if<LocalEndpoint>(&endpoint))
        return local->isAbstract ? QString(u'@' + local->path) : local->path;
    const auto &tcp = std::get<TcpEndpoint>(endpoint);
    const QString host = tcp.host.contains(u':') ? QString(u'[' + tcp.host + u']') : tcp.host;
    return host + u':' + QString::number(tcp.port);
}

} // namespace procdeck
