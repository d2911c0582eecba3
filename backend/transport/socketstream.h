#pragma once
// What streams over a QTcpSocket and over a QLocalSocket have in common. Thread: worker.
//
// Every signal comes from the event loop: both sockets may report from inside connectTo…() and disconnectFrom…(), so
// these two are only called from there.

#include "backend/transport/bytestream.h"

namespace procdeck {

template <typename Socket> class SocketStream : public ByteStream {
public:
    ~SocketStream() override;

    void open() final;
    void write(const QByteArray &bytes) final;
    [[nodiscard]] QByteArray read(qsizetype limit) final;
    void close() final;

protected:
    explicit SocketStream(QString peer); ///< peer: how errors name the other side

    [[nodiscard]] Socket &socket() { return *m_socket; }
    [[nodiscard]] const QString &peer() const { return m_peer; }

private:
    enum class State : quint8 { Idle, Opening, Open, Closing, Done };

    virtual void connectSocket() = 0;
    virtual void tuneSocket() {} ///< called once it is connected
    /// Why the socket did not connect; its error is set.
    [[nodiscard]] virtual Error openingError() = 0;

    void socketConnected();
    void socketFailed();
    void socketDisconnected();
    void disconnectSocket();
    void endWith(const Error &why);

    QString m_peer;
    Socket *m_socket; ///< child; outlives this where something is left to be sent
    State m_state = State::Idle;
};

} // namespace procdeck
