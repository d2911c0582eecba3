#include "backend/transport/bytestream.h"
#include "backend/transport/localstream.h"
#include "backend/transport/tcpstream.h"

namespace procdeck {

namespace {

struct StreamMaker {
    std::unique_ptr<ByteStream> operator()(const TcpEndpoint &where) const
    {
        return std::make_unique<TcpStream>(where);
    }
    std::unique_ptr<ByteStream> operator()(const LocalEndpoint &where) const
    {
        return std::make_unique<LocalStream>(where);
    }
};

} // namespace

std::unique_ptr<ByteStream> makeStream(const Endpoint &endpoint)
{
    return std::visit(StreamMaker{}, endpoint);
}

} // namespace procdeck
