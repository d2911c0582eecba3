#pragma once
// A connection over a Unix domain socket. Thread: worker.

#include "backend/transport/bytestream.h"

#include <QLocalSocket>

namespace procdeck {

class LocalStream final : public ByteStream {
    Q_OBJECT

public:
    explicit LocalStream(LocalEndpoint endpoint);
    ~LocalStream() override;

    void open() override;
    void write(const QByteArray &bytes) override;
    [[nodiscard]] QByteArray read(qsizetype limit) override;
    void close() override;

private:
    void socketFailed(QLocalSocket::LocalSocketError code);
    [[nodiscard]] Error openingError(QLocalSocket::LocalSocketError code) const;

    LocalEndpoint m_endpoint;
    QLocalSocket m_socket;
    bool m_open = false;
    bool m_over = false;
};

} // namespace procdeck
