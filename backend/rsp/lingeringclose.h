#pragma once
// Leaves a server behind its client's back: reads an owed reply to the end, acknowledges it, then closes the stream.
// gdbserver 13 dies when a connection in ack mode is closed with a reply unread or unacknowledged, and exits when one is
// closed before any client has ever sent it a packet.
//
// Thread: the client's. Owned by the thread's event dispatcher: it deletes itself when done, after 2 s at the latest,
// and goes with the event loop, after which nothing could be sent anyway. A thread that wants to leave politely before
// it ends waits until pending() is 0.

#include "backend/rsp/packetcodec.h"
#include "backend/transport/bytestream.h"

#include <QObject>

#include <memory>

namespace procdeck::rsp {

class LingeringClose final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LingeringClose)

public:
    /// Takes over a stream that is open, or still opening, with what its decoder holds. owesReply: one is still to come.
    /// May be called from inside a signal of the stream. nullptr: the thread has no event loop, the stream is gone.
    static LingeringClose *begin(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging,
                                 bool owesReply);
    /// The same for a stream that is still opening: says that packet first, once it can.
    static LingeringClose *greetAndLeave(std::unique_ptr<ByteStream> stream, const QByteArray &packet);

    /// Of the calling thread.
    [[nodiscard]] static qsizetype pending();

signals:
    void finished(); ///< once: the stream is closed, or time was up

private:
    LingeringClose(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging, QObject *keeper);

    [[nodiscard]] static LingeringClose *take(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging);

    void receive();
    void hangUp();
    void finish();

    std::unique_ptr<ByteStream> m_stream;
    Decoder m_decoder;
    bool m_acknowledging;
    bool m_owed = true;
    bool m_finished = false;
};

} // namespace procdeck::rsp
