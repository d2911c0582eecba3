#include "backend/types/address.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <optional>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Address)
};

/// One right form for each engine, made from its own description.
QString exampleForms(const EngineInfos &engines)
{
    QStringList forms;
    for (const EngineInfo &engine : engines) {
        const TransportInfo &transport = engine.connectSyntax.transports.first();
        FieldValues fields{transport.id, {}};
        for (const FieldInfo &field : transport.fields)
            fields.values.insert(field.key, field.kind == FieldKind::Port ? u"1234"_s : field.defaultValue);
        forms << engine.id + u':' + engine.connectSyntax.print(fields);
    }
    return forms.join(Tr::tr(" or ", "between two forms of an address"));
}

/// What was pasted may hold a password, and a message may be logged or read over a shoulder.
QString shown(QString text)
{
    static const QRegularExpression secret(u"(password=)[^,]*"_s, QRegularExpression::CaseInsensitiveOption);
    return text.replace(secret, u"\\1…"_s);
}

Result<ServerAddress> parseFor(const EngineInfo &engine, const QString &rest)
{
    const auto fields = engine.connectSyntax.parse(rest);
    if (!fields)
        return fields.error();
    return makeAddress(engine, fields.value());
}

} // namespace

Result<ServerAddress> makeAddress(const EngineInfo &engine, const FieldValues &fields)
{
    const auto checked = checkFields(engine.connectSyntax, fields);
    if (!checked)
        return checked.error();
    return ServerAddress{engine.id, fields, engine.id + u':' + engine.connectSyntax.print(fields)};
}

Result<ServerAddress> parseAddress(const EngineInfos &engines, const QString &text)
{
    const QString trimmed = text.trimmed();
    const QString hint = Tr::tr("Write it as %1.").arg(exampleForms(engines));
    if (trimmed.isEmpty())
        return Error{ErrorCode::InvalidInput, Tr::tr("The address is missing."), {}, hint};
    if (const EngineInfo *engine = findEngine(engines, trimmed.section(u':', 0, 0)); engine && trimmed.contains(u':'))
        return parseFor(*engine, trimmed.section(u':', 1));

    std::optional<ServerAddress> only;
    for (const EngineInfo &engine : engines) {
        const auto address = parseFor(engine, trimmed);
        if (!address)
            continue;
        if (only)
            return Error{
                ErrorCode::InvalidInput, Tr::tr("“%1” fits several kinds of server.").arg(shown(trimmed)), {}, hint};
        only = address.value();
    }
    if (only)
        return *only;
    return Error{
        ErrorCode::InvalidInput, Tr::tr("“%1” is no address of a process server.").arg(shown(trimmed)), {}, hint};
}

QString hostOf(const ServerAddress &address)
{
    return address.fields.values.value(u"host"_s);
}

bool isLoopback(const ServerAddress &address)
{
    const QString host = hostOf(address).toLower();
    return host.isEmpty() || host == u"." || host == u"localhost" || host == u"::1" || host.startsWith(u"127."_s);
}

} // namespace procdeck
