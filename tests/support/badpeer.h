#pragma once
// What answers at an address when no server does: the peers that a real server never is on demand. Thread: the test's.

#include <QTcpServer>
#include <QTcpSocket>

namespace procdeck::test {

enum class Temper : quint8 {
    Silent,  ///< accepts and says nothing
    Closing, ///< accepts and closes
    Web,     ///< answers as a web server
    Garbage, ///< sends bytes that mean nothing
    Dead,    ///< nobody listens there
};

class BadPeer final {
    Q_DISABLE_COPY_MOVE(BadPeer)

public:
    explicit BadPeer(Temper temper)
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, temper] {
            QTcpSocket *const socket = m_server.nextPendingConnection();
            ++m_accepted;
            if (temper == Temper::Closing)
                socket->disconnectFromHost();
            if (temper == Temper::Web)
                socket->write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<html>no</html>");
            if (temper == Temper::Garbage)
                socket->write(QByteArray(500, '\x7f'));
        });
        m_server.listen(QHostAddress::LocalHost, 0);
        m_port = m_server.serverPort();
        if (temper == Temper::Dead)
            m_server.close();
    }

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] int accepted() const { return m_accepted; }

private:
    QTcpServer m_server;
    quint16 m_port = 0;
    int m_accepted = 0;
};

} // namespace procdeck::test
