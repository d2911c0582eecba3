#pragma once
// Where a process server is: the engine's id, a colon, and the string that the engine's own tools take.
// Thread: none (value, pure functions).

#include "backend/types/engineinfo.h"

namespace procdeck {

struct ServerAddress {
    QString engine;     ///< EngineInfo::id
    FieldValues fields; ///< parts, by the engine's connectSyntax
    QString text;       ///< as printed: "engine:rest"; holds no secret

    bool operator==(const ServerAddress &other) const { return text == other.text; }
};

/// Reads what people paste. Text without an engine's name is accepted when exactly one engine understands it.
/// Errors: InvalidInput, with a hint that shows the right forms.
[[nodiscard]] Result<ServerAddress> parseAddress(const EngineInfos &engines, const QString &text);

/// Builds an address from the fields of a dialog. Errors: InvalidInput naming the field.
[[nodiscard]] Result<ServerAddress> makeAddress(const EngineInfo &engine, const FieldValues &fields);

/// The machine that the address names, for grouping; empty for a local socket.
[[nodiscard]] QString hostOf(const ServerAddress &address);

/// Whether the address can only mean this computer: a local socket, "localhost", ".", or a loopback number.
[[nodiscard]] bool isLoopback(const ServerAddress &address);

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::ServerAddress)
