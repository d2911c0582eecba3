#pragma once
// Small notations inside packets. Thread: any (pure functions).

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>

namespace procdeck::rsp {

/// nullopt: odd length, or a digit that is none.
[[nodiscard]] std::optional<QByteArray> fromHex(QByteArrayView hex);
[[nodiscard]] QByteArray toHex(QByteArrayView bytes);

/// "key:value;key:value;" in order. A field without a colon has an empty value; nothing between two ; is no field.
using Fields = QList<std::pair<QByteArray, QByteArray>>;
[[nodiscard]] Fields parseFields(QByteArrayView text);
[[nodiscard]] QByteArray field(const Fields &fields, QByteArrayView key); ///< the first of that key; empty: none

/// "E01", "E01;<hex text>" (LLDB's QEnableErrorStrings), or "E.<text>" (some of gdbserver's).
[[nodiscard]] bool isError(QByteArrayView reply);

} // namespace procdeck::rsp
