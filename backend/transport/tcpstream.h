#pragma once
// A TCP connection. Thread: worker.

#include "backend/transport/bytestream.h"

#include <QTcpSocket>

namespace procdeck {

class TcpStream final : public ByteStream {
    Q_OBJECT

public:
    explicit TcpStream(TcpEndpoint endpoint);
    ~TcpStream() override;

    void open() override;
    void write(const QByteArray &bytes) override;
    [[nodiscard]] QByteArray read(qsizetype limit) override;
    void close() override;

private:
    void socketFailed(QAbstractSocket::SocketError code);
    [[nodiscard]] Error openingError(QAbstractSocket::SocketError code) const;

    TcpEndpoint m_endpoint;
    QTcpSocket m_socket;
    bool m_open = false;
    bool m_over = false;
};

} // namespace procdeck
