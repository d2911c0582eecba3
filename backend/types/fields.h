#pragma once
// The parts of an address or a listen specification, described as data so that a dialog can be built from it.
// Thread: none (value, pure functions).

#include "backend/types/result.h"

#include <QList>
#include <QMap>
#include <QString>

namespace procdeck {

enum class FieldKind : quint8 {
    Host,
    Port,
    FreePort,  ///< a port, or 0 for "any free"
    PortRange, ///< a port, or two of them: "5000:5010"
    Path,
    Name,
    Secret, ///< never printed, never logged; shown as dots
    Flag,   ///< "yes", or empty for no
};

struct FieldInfo {
    QString key;   ///< stable, for scripts and the store: "port"
    QString label; ///< for the operator, with its mnemonic: "&Port"
    FieldKind kind = FieldKind::Name;
    QString defaultValue; ///< empty: the operator has to give one, unless it is optional
    QString help;         ///< one sentence; may be empty
    bool optional = false;
    QString pattern =
        {}; ///< regular expression that the whole value has to match, beyond what its kind asks; may be empty
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
    QString (*print)(const FieldValues &fields) = nullptr; ///< fields have passed checkFields(); secrets are left out
    /// What is wrong with the fields as a whole, each being right; empty: nothing. nullptr: nothing ever is.
    QString (*conflict)(const FieldValues &fields) = nullptr;
    bool keepsUnknown = false; ///< keys that no field describes are kept, as names

    [[nodiscard]] const TransportInfo *transport(const QString &id) const;
};

/// Why this value cannot be used, in words for the operator; empty when it can. Also refuses characters that would
/// smuggle a second field into the printed text (white space, control characters, separators).
[[nodiscard]] QString fieldProblem(const FieldInfo &field, const QString &value);

/// The first problem of all fields of that transport; unknown keys are a problem too.
[[nodiscard]] Result<FieldValues> checkFields(const FieldSyntax &syntax, const FieldValues &fields);

} // namespace procdeck
