#include "backend/types/fields.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Fields)
};

constexpr qsizetype longestHost = 253;
constexpr qsizetype longestSocketPath = 107; ///< bytes; sun_path of Linux without its end
constexpr int largestPort = 65'535;

bool hasSpaceOrControl(const QString &value)
{
    return std::any_of(value.begin(), value.end(), [](QChar character) {
        return character.isSpace() || character.category() == QChar::Other_Control ||
               character.category() == QChar::Other_Format;
    });
}

QString portProblem(const QString &value, int smallest)
{
    static const QRegularExpression digits(u"^[0-9]{1,5}$"_s);
    if (!digits.match(value).hasMatch() || value.toInt() > largestPort || value.toInt() < smallest)
        return smallest == 0 ? Tr::tr("A port is a number from 1 to 65535, or 0 for any free one.")
                             : Tr::tr("A port is a number from 1 to 65535.");
    return {};
}

QString hostProblem(const QString &value)
{
    // Names, IPv4 numbers, and IPv6 numbers without their brackets.
    static const QRegularExpression name(u"^[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?$"_s);
    static const QRegularExpression number(u"^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?$"_s);
    if (value.size() > longestHost || (!name.match(value).hasMatch() && !number.match(value).hasMatch()))
        return Tr::tr("“%1” is no host name and no IP address.").arg(value);
    return {};
}

QString pathProblem(const QString &value)
{
    if (!value.startsWith(u'/') || value.endsWith(u'/'))
        return Tr::tr("The path of a socket is absolute: it starts with / and ends with a name.");
    if (value.toUtf8().size() > longestSocketPath)
        return Tr::tr("The path of a socket has at most %1 bytes.").arg(longestSocketPath);
    return {};
}

QString portRangeProblem(const QString &value)
{
    const QStringList ends = value.split(u':');
    for (const QString &end : ends) {
        if (!portProblem(end, 1).isEmpty())
            return Tr::tr("A port is a number from 1 to 65535, a range is two of them: 5000:5010.");
    }
    if (ends.size() > 2 || ends.first().toInt() > ends.last().toInt())
        return Tr::tr("A range of ports goes from a smaller to a larger one: 5000:5010.");
    return {};
}

QString nameProblem(const QString &label, const QString &value)
{
    if (value.contains(u',') || value.contains(u';') || value.toUtf8().size() > longestSocketPath)
        return Tr::tr("%1 holds a comma or semicolon, or is too long.").arg(label);
    return {};
}

QString kindProblem(const FieldInfo &field, const QString &label, const QString &value)
{
    switch (field.kind) {
    case FieldKind::Host:
        return hostProblem(value);
    case FieldKind::Port:
        return portProblem(value, 1);
    case FieldKind::FreePort:
        return portProblem(value, 0);
    case FieldKind::PortRange:
        return portRangeProblem(value);
    case FieldKind::Path:
        return pathProblem(value);
    case FieldKind::Flag:
        return value == u"yes" ? QString() : Tr::tr("%1 is either “yes” or left out.").arg(label);
    case FieldKind::Name:
    case FieldKind::Secret:
        break;
    }
    return nameProblem(label, value);
}

/// A key that nobody described is kept, but it cannot bring along a second one.
QString unknownProblem(const QString &key, const QString &value)
{
    static const QRegularExpression word(u"^[A-Za-z][A-Za-z0-9_-]*$"_s);
    if (!word.match(key).hasMatch())
        return Tr::tr("“%1” is no name of a field.").arg(key);
    if (hasSpaceOrControl(value) || value.contains(u'='))
        return Tr::tr("%1 holds a character that cannot be there.").arg(key);
    return nameProblem(key, value);
}

} // namespace

const TransportInfo *FieldSyntax::transport(const QString &id) const
{
    for (const TransportInfo &candidate : transports) {
        if (candidate.id == id)
            return &candidate;
    }
    return nullptr;
}

QString fieldProblem(const FieldInfo &field, const QString &value)
{
    QString label = field.label;
    label.remove(u'&');
    if (value.isEmpty())
        return field.optional || field.kind == FieldKind::Flag ? QString() : Tr::tr("%1 is missing.").arg(label);
    if (hasSpaceOrControl(value))
        return Tr::tr("%1 holds a space or a control character.").arg(label);
    if (QString problem = kindProblem(field, label, value); !problem.isEmpty())
        return problem;
    if (!field.pattern.isEmpty() &&
        !QRegularExpression(QRegularExpression::anchoredPattern(field.pattern)).match(value).hasMatch())
        return Tr::tr("%1 cannot be used as it is. %2", "label, help").arg(label, field.help);
    return {};
}

Result<FieldValues> checkFields(const FieldSyntax &syntax, const FieldValues &fields)
{
    const TransportInfo *transport = syntax.transport(fields.transport);
    if (!transport)
        return Error{ErrorCode::InvalidInput, Tr::tr("There is no transport “%1”.").arg(fields.transport), {}, {}};
    for (const FieldInfo &field : transport->fields) {
        const QString problem = fieldProblem(field, fields.values.value(field.key));
        if (!problem.isEmpty())
            return Error{ErrorCode::InvalidInput, problem, {}, field.help};
    }
    for (auto value = fields.values.begin(); value != fields.values.end(); ++value) {
        const bool known = std::any_of(transport->fields.begin(), transport->fields.end(),
                                       [&](const FieldInfo &field) { return field.key == value.key(); });
        if (known)
            continue;
        if (!syntax.keepsUnknown)
            return Error{ErrorCode::InvalidInput, Tr::tr("There is no field “%1”.").arg(value.key()), {}, {}};
        if (const QString problem = unknownProblem(value.key(), value.value()); !problem.isEmpty())
            return Error{ErrorCode::InvalidInput, problem, {}, {}};
    }
    if (const QString problem = syntax.conflict ? syntax.conflict(fields) : QString(); !problem.isEmpty())
        return Error{ErrorCode::InvalidInput, problem, {}, {}};
    return fields;
}

} // namespace procdeck
