#pragma once
// The parts of an address or a listen specification, described as data so that a dialog can be built from it.
// Thread: none (value, pure functions).

#include "backend/types/result.h"

#include <QList>
#include <QMap>
#include <QString>

namespace procdeck {

enum class FieldKind : quint8 { Host, Port, FreePort /* Port, or 0 for "any free" */, Path, Name };

struct FieldInfo {
    QString key;   ///< stable, for scripts and the store: "port"
    QString label; ///< for the operator, with its mnemonic: "&Port"
    FieldKind kind = FieldKind::Name;
    QString defaultValue; ///< empty: the operator has to give one
    QString help;         ///< one sentence; may be empty
};

/// One way of reaching a server, with the fields that describe it.
struct TransportInfo {
    QString id;    ///< stable: "tcp"
    QString label; ///< for the operator: "TCP port"
    QList<FieldInfo> fields;
};

/// Values for one transport.
struct FieldValues {
    QString transport;             ///< TransportInfo::id
    QMap<QString, QString> values; ///< by FieldInfo::key

    bool operator==(const FieldValues &) const = default;
};

/// A small language: text such as "connect://box:1234" on one side, fields on the other.
/// parse(print(x)) == x for all valid x. Errors are InvalidInput, with a hint that shows the right form.
struct FieldSyntax {
    QList<TransportInfo> transports;
    Result<FieldValues> (*parse)(const QString &text) = nullptr;
    QString (*print)(const FieldValues &fields) = nullptr; ///< fields have passed checkFields()

    [[nodiscard]] const TransportInfo *transport(const QString &id) const;
};

/// Why this value cannot be used, in words for the operator; empty when it can. Also refuses characters that would
/// smuggle a second field into the printed text (white space, control characters, separators).
[[nodiscard]] QString fieldProblem(const FieldInfo &field, const QString &value);

/// The first problem of all fields of that transport; unknown keys are a problem too.
[[nodiscard]] Result<FieldValues> checkFields(const FieldSyntax &syntax, const FieldValues &fields);

} // namespace procdeck
