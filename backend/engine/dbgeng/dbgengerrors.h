#pragma once
// What the engine's return codes mean to an operator. Thread: any (pure functions).
// Source: seen on dbgeng 10.0.29507 under Wine 8; Microsoft's documentation of process servers where it names a code.

#include "backend/types/error.h"

#include <QJsonObject>

namespace procdeck::dbgeng {

/// failure: {"call": "ConnectProcessServer", "code": 2147549191, "text": Windows' words}. at: the address, for the operator.
[[nodiscard]] Error errorOf(const QJsonObject &failure, const QString &at);

/// The code alone: "0x80010007".
[[nodiscard]] QString hexCode(quint32 code);

/// Codes that callers branch on.
enum Code : quint32 {
    PortInUse = 0x80072740,
    ConnectionRefused = 0x8007274D,
    NoSuchPipe = 0x80070003,
    PeerWentAway = 0x80010007, ///< it closed the connection, or refused the password
    ServerDied = 0x8001000A,   ///< and did not answer any more
    ServerUnavailable = 0x80010008,
    Unexpected = 0x8000FFFF, ///< of a handle whose server was ended through it
};

} // namespace procdeck::dbgeng
