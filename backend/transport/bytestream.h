#pragma once
// A connection that carries bytes. Thread: worker; every call returns at once.
//
// States: idle -> open() -> opening -> opened() -> open -> closed() -> done
//                              \-> failed(error) -> done
// failed() and closed() are the last signal and come at most once; neither is emitted from inside a call.

#include "backend/types/endpoint.h"
#include "backend/types/error.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace procdeck {

class ByteStream : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ByteStream)

public:
    ByteStream() = default;
    ~ByteStream() override = default; ///< closes at once, politely: what was written is still sent

    virtual void open() = 0;

    /// Only in state open. Bytes are buffered without limit: the protocol above has one request in flight.
    virtual void write(const QByteArray &bytes) = 0;

    /// Takes what has arrived, at most `limit` bytes. What is not taken stays with the peer once the buffer
    /// (256 KiB) is full. What arrived before closed() can still be read after it.
    [[nodiscard]] virtual QByteArray read(qsizetype limit) = 0;

    /// Sends what was written, then closes; closed() follows.
    virtual void close() = 0;

signals:
    void opened();
    void readyRead();
    void failed(const procdeck::Error &error); ///< could not be opened: Unreachable, PermissionDenied
    void closed(const procdeck::Error &why);   ///< by the peer, the network or close(): Closed
};

/// A stream to that endpoint, not yet opened. Text in errors names the endpoint.
[[nodiscard]] std::unique_ptr<ByteStream> makeStream(const Endpoint &endpoint);

} // namespace procdeck
