#pragma once
// A stream over TCP. Goes straight to the peer: proxy settings are for the web. Thread: worker.

#include "backend/transport/socketstream.h"

#include <QTcpSocket>

namespace procdeck {

class TcpStream final : public SocketStream<QTcpSocket> {
public:
    explicit TcpStream(const TcpEndpoint &where);

private:
    void connectSocket() override;
    void tuneSocket() override;
    [[nodiscard]] Error openingError() override;

    TcpEndpoint m_where;
};

} // namespace procdeck
