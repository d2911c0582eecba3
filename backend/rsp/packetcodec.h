#pragma once
// The GDB remote protocol on the wire: bytes to packets and back. No sockets, no time.
// Thread: any (values). Source: GDB manual, "Remote Protocol, Overview"; seen on lldb-server 14/19/22, gdbserver 13.
//
//   $<payload>#<two hex digits: sum of the payload bytes as sent, mod 256>
//   }x    in a payload: x ^ 0x20 (escapes # $ } *)
//   X*c   in a reply: X once and then c - 29 times more (run-length)
//   + -   acknowledgement and its refusal, while acknowledgements are on
//   %<text>#<sum> is a notification: not acknowledged, not a reply

#include <QByteArray>

#include <optional>

namespace procdeck::rsp {

/// A payload as a packet, escaped and summed, ready to be sent.
[[nodiscard]] QByteArray encode(QByteArrayView payload);

enum class EventKind : quint8 {
    Packet,       ///< payload: decoded
    Notification, ///< payload: decoded; empty where the sum is wrong, for nobody could ask for it again
    Ack,
    Nak,
    BadChecksum, ///< payload: as received
    Malformed,   ///< a meaningless escape or run-length, or bytes that belong to no packet: those, at most 64
    TooLong,     ///< more than the limit; told once, the decoder is of no use any more
};

struct Event {
    EventKind kind = EventKind::Packet;
    QByteArray payload;

    bool operator==(const Event &) const = default;
};

/// Cuts a stream into events, however its bytes were split; only a run of bytes that belong to no packet is told in as
/// many pieces as it was fed. Linear in the bytes fed. A `$` inside a packet is taken for payload, as LLDB does.
class Decoder final {
public:
    /// limit: bytes, for one packet, both as received and as expanded.
    explicit Decoder(qsizetype limit = defaultLimit)
        : m_limit(limit)
    {
    }

    static constexpr qsizetype defaultLimit = 4 * 1024 * 1024;

    void feed(QByteArrayView bytes);
    [[nodiscard]] std::optional<Event> next();

    /// Without acknowledgements nobody looks at checksums: a stream that cannot lose bytes needs none.
    void setVerifyChecksums(bool verify) { m_verifyChecksums = verify; }

    /// What has arrived of a packet that is not whole yet. Valid until feed() or next().
    [[nodiscard]] QByteArrayView unfinished() const { return QByteArrayView(m_buffer).sliced(m_begin); }

private:
    [[nodiscard]] std::optional<Event> cutPacket();
    [[nodiscard]] Event cutJunk();
    [[nodiscard]] Event decoded(char frame, QByteArrayView raw);
    [[nodiscard]] Event overrun();
    void drop(qsizetype upTo);

    qsizetype m_limit;
    bool m_verifyChecksums = true;
    bool m_overrun = false;
    bool m_inJunk = false; ///< the byte before m_begin belonged to no packet: then + and - do not either
    QByteArray m_buffer;
    qsizetype m_begin = 0;   ///< of m_buffer: what stands before has been cut
    qsizetype m_scanned = 0; ///< of m_buffer: no end of the packet at m_begin stands before
};

} // namespace procdeck::rsp
