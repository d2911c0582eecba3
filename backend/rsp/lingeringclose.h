#pragma once
// Leaves a server after its client is gone: reads an owed reply to the end, acknowledges it, then closes. gdbserver 13
// dies when a connection in ack mode is closed with a reply unread or unacknowledged. Thread: the client's.
// Owned by the thread's event dispatcher; deletes itself when done, at the latest after 2 s.

#include "backend/rsp/packetcodec.h"
#include "backend/transport/bytestream.h"

#include <QObject>

#include <memory>

namespace procdeck::rsp {

class LingeringClose final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LingeringClose)

public:
    /// Takes an open stream over. owed: a reply is still to come.
    static void take(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging, bool owed);

private:
    LingeringClose(std::unique_ptr<ByteStream> stream, Decoder decoder, bool acknowledging, bool owed, QObject *parent);

    void drain();

    std::unique_ptr<ByteStream> m_stream;
    Decoder m_decoder;
    bool m_acknowledging;
    bool m_owed;
};

} // namespace procdeck::rsp
