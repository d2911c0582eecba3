#pragma once
// Tells apart the programs that speak the GDB remote protocol, from four harmless questions.
// Thread: any (pure functions).
// Source: answers seen on lldb-server 14.0.6, 19.1.7 and 22.1.8, gdbserver 13.1, qemu-user 7.2, vgdb 3.19.

#include "backend/types/error.h"

#include <QByteArray>
#include <QString>

namespace procdeck::stub {

enum class StubKind : quint8 {
    LldbPlatform,  ///< lldb-server platform: lists and starts, debugs nothing itself
    LldbDebugging, ///< lldb-server gdbserver, debugserver: debugs one process
    GdbServer,     ///< GNU gdbserver
    Qemu,
    Valgrind,
    Unknown, ///< speaks the protocol
};

struct StubAnswers {
    QByteArray extended; ///< to "!"
    QByteArray noAck;    ///< to "QStartNoAckMode"
    QByteArray features; ///< to "qSupported:…"
    QByteArray stop;     ///< to "?"
};

[[nodiscard]] StubKind kindOf(const StubAnswers &answers);

/// With its article, to stand in a sentence: "an LLDB platform server".
[[nodiscard]] QString nameWithArticle(StubKind kind);
[[nodiscard]] QString nameOf(StubKind kind);

/// "This is …, not …", with what to do about it. at: "127.0.0.1:2345".
[[nodiscard]] Error wrongPeer(StubKind expected, StubKind found, const QString &at);

/// The value of one feature in a qSupported reply: "+" or "-", or what stands behind "="; empty: not mentioned.
[[nodiscard]] QByteArray feature(const QByteArray &features, QByteArrayView name);

/// PacketSize in bytes; 0: not told. The number is hexadecimal by the protocol.
[[nodiscard]] qsizetype packetSize(const QByteArray &features);

} // namespace procdeck::stub
