#include "backend/transport/localstream.h"
#include "backend/transport/tcpstream.h"

namespace procdeck {

std::unique_ptr<ByteStream> makeStream(const Endpoint &endpoint)
{
    if (const auto *local = std::get_if<LocalEndpoint>(&endpoint))
        return std::make_unique<LocalStream>(*local);
    return std::make_unique<TcpStream>(std::get<TcpEndpoint>(endpoint));
}

} // namespace procdeck
