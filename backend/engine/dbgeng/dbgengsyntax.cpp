#include "backend/engine/dbgeng/dbgengsyntax.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck::dbgeng {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(DbgengSyntax)
};

enum class Side : quint8 { Connect, Listen };

const QString yes = u"yes"_s;

/// What the engine calls a field, where that is not the field's own key.
QString wordOf(const QString &key)
{
    return key == u"host" ? u"server"_s : key == u"icfenable" ? u"IcfEnable"_s : key;
}

QString keyOf(const QString &word)
{
    const QString lower = word.toLower();
    return lower == u"server" ? u"host"_s : lower;
}

FieldInfo optionalField(FieldInfo field)
{
    field.optional = true;
    return field;
}

FieldInfo serverField()
{
    return {u"host"_s, Tr::tr("&Server"), FieldKind::Host, u"127.0.0.1"_s, Tr::tr("Name or number of the machine.")};
}

FieldInfo pipeServerField()
{
    return {u"host"_s,
            Tr::tr("&Server"),
            FieldKind::Name,
            u"."_s,
            Tr::tr("Name of the machine; a single dot is this one."),
            false,
            u"\\.|[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?"_s};
}

FieldInfo portField(Side side)
{
    if (side == Side::Listen)
        return {u"port"_s, Tr::tr("&Port"), FieldKind::PortRange, u"5005:5105"_s,
                Tr::tr("A port, or a range of which the first free one is taken.")};
    return {u"port"_s, Tr::tr("&Port"), FieldKind::Port, {}, Tr::tr("The port that the server really took.")};
}

FieldInfo pipeField()
{
    return {u"pipe"_s,
            Tr::tr("P&ipe"),
            FieldKind::Name,
            {},
            Tr::tr("A name without spaces, quotes and slashes, used by no other server."),
            false,
            u"[^\\s\"'=\\\\/]+"_s};
}

FieldInfo dialBackField(Side side)
{
    return {u"clicon"_s,
            Tr::tr("&Dial back to"),
            FieldKind::Host,
            {},
            side == Side::Listen ? Tr::tr("The server calls this machine instead of being called.")
                                 : Tr::tr("Instead of a server: wait here, as this machine, for the server's call."),
            true};
}

FieldInfo versionField()
{
    return {u"ipversion"_s, Tr::tr("IP &version"), FieldKind::Name, {}, Tr::tr("6, or empty for the usual one."), true,
            u"6"_s};
}

QList<FieldInfo> certificateFields()
{
    return {{u"proto"_s, Tr::tr("P&rotocol"), FieldKind::Name, u"tls1"_s, Tr::tr("tls1, pct1, ssl2 or ssl3."), false,
             u"tls1|pct1|ssl2|ssl3"_s},
            {u"certuser"_s,
             Tr::tr("&Certificate of the user"),
             FieldKind::Name,
             {},
             Tr::tr("Its name in the user's store; or give one of the machine's."),
             true,
             u"[^=\"]+"_s},
            {u"machuser"_s,
             Tr::tr("Certificate of the &machine"),
             FieldKind::Name,
             {},
             Tr::tr("Its name in the machine's store."),
             true,
             u"[^=\"]+"_s}};
}

QList<FieldInfo> serialFields()
{
    return {{u"port"_s, Tr::tr("&Port"), FieldKind::Name, u"COM1"_s, Tr::tr("COM1, COM2 and so on."), false,
             u"(?i)COM[0-9]{1,3}"_s},
            {u"baud"_s, Tr::tr("&Baud"), FieldKind::Name, u"115200"_s, Tr::tr("Bits each second, a number."), false,
             u"[0-9]{2,7}"_s},
            {u"channel"_s, Tr::tr("C&hannel"), FieldKind::Name, u"0"_s, Tr::tr("From 0 to 254."), false,
             u"[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-4]"_s}};
}

FieldInfo passwordField()
{
    return {u"password"_s,
            Tr::tr("Pass&word"),
            FieldKind::Secret,
            {},
            Tr::tr("At most 12 letters and digits. It is not stored, and not encrypted on the way except by SSL."),
            true,
            u"[A-Za-z0-9]{1,12}"_s};
}

/// The fields of one transport, with those that every transport has on that side.
TransportInfo transport(Side side, const QString &id, const QString &label, QList<FieldInfo> fields)
{
    fields << passwordField();
    if (side == Side::Listen) {
        fields << FieldInfo{u"hidden"_s,
                            Tr::tr("Hidde&n"),
                            FieldKind::Flag,
                            {},
                            Tr::tr("Left out of the lists that other debuggers can ask for."),
                            true};
        if (id == u"tcp" || id == u"npipe")
            fields << FieldInfo{u"icfenable"_s,
                                Tr::tr("Open the &firewall"),
                                FieldKind::Flag,
                                {},
                                Tr::tr("Lets others through Windows' firewall; nothing closes it again."),
                                true};
    }
    return {id, label, fields};
}

QList<TransportInfo> transports(Side side)
{
    const bool connects = side == Side::Connect;
    QList<FieldInfo> tcp;
    QList<FieldInfo> pipe;
    QList<FieldInfo> ssl = certificateFields();
    QList<FieldInfo> securePipe = certificateFields();
    if (connects) {
        tcp << optionalField(serverField());
        pipe << pipeServerField();
        ssl << optionalField(serverField());
        securePipe << pipeServerField();
    }
    tcp << portField(side) << dialBackField(side) << versionField();
    pipe << pipeField();
    ssl << portField(side) << dialBackField(side);
    securePipe << pipeField();
    return {transport(side, u"tcp"_s, Tr::tr("TCP"), tcp), transport(side, u"npipe"_s, Tr::tr("Named pipe"), pipe),
            transport(side, u"ssl"_s, Tr::tr("TCP with SSL"), ssl),
            transport(side, u"spipe"_s, Tr::tr("Named pipe with SSL"), securePipe),
            transport(side, u"com"_s, Tr::tr("Serial line"), serialFields())};
}

QString certificateConflict(const FieldValues &fields)
{
    if (fields.transport != u"ssl" && fields.transport != u"spipe")
        return {};
    const bool ofUser = !fields.values.value(u"certuser"_s).isEmpty();
    const bool ofMachine = !fields.values.value(u"machuser"_s).isEmpty();
    return ofUser == ofMachine ? Tr::tr("Exactly one certificate is needed: the user's or the machine's.") : QString();
}

bool hasPort(const FieldValues &fields)
{
    return fields.transport == u"tcp" || fields.transport == u"ssl";
}

QString connectConflict(const FieldValues &fields)
{
    if (hasPort(fields)) {
        const bool dials = !fields.values.value(u"host"_s).isEmpty();
        const bool waits = !fields.values.value(u"clicon"_s).isEmpty();
        if (dials == waits)
            return Tr::tr("Either the machine of the server is needed, or one to dial back to, and not both.");
    }
    return certificateConflict(fields);
}

QString listenConflict(const FieldValues &fields)
{
    const QString port = fields.values.value(u"port"_s);
    if (hasPort(fields) && !fields.values.value(u"clicon"_s).isEmpty() && port.contains(u':'))
        return Tr::tr("A server that dials back needs one port, not a range.");
    return certificateConflict(fields);
}

Error notUnderstood(const QString &message, Side side)
{
    return {ErrorCode::InvalidInput,
            message,
            {},
            side == Side::Connect ? Tr::tr("Write it as tcp:server=box,port=5005 or npipe:server=box,pipe=lab1.")
                                  : Tr::tr("Write it as tcp:port=5005, tcp:port=5005:5105 or npipe:pipe=lab1.")};
}

/// A value that the engine takes as a number of backslashes and a name: \\box.
QString cleanedValue(const QString &key, QString value)
{
    while (key == u"host" && value.startsWith(u'\\'))
        value.remove(0, 1);
    return value;
}

Result<FieldValues> parse(const FieldSyntax &syntax, Side side, const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    FieldValues fields{text.left(colon).toLower(), {}};
    const TransportInfo *known = colon < 0 ? nullptr : syntax.transport(fields.transport);
    if (!known)
        return notUnderstood(Tr::tr("This is no transport string of a DbgEng process server."), side);
    for (const QString &part : text.mid(colon + 1).split(u',')) {
        const qsizetype equals = part.indexOf(u'=');
        const QString key = keyOf(part.left(equals).trimmed());
        const QString value = equals < 0 ? yes : cleanedValue(key, part.mid(equals + 1).trimmed());
        if (key.isEmpty() || value.isEmpty())
            return notUnderstood(Tr::tr("A part of the transport string has no name or no value."), side);
        if (fields.values.contains(key))
            return notUnderstood(Tr::tr("“%1” is given twice.").arg(wordOf(key)), side);
        fields.values.insert(key, value);
    }
    auto checked = checkFields(syntax, fields);
    if (!checked) {
        Error error = checked.error();
        error.hint = notUnderstood({}, side).hint;
        return error;
    }
    return checked;
}

QString printedPart(const QString &key, FieldKind kind, const QString &value)
{
    return kind == FieldKind::Flag ? wordOf(key) : wordOf(key) + u'=' + value;
}

QString print(const FieldSyntax &syntax, const FieldValues &fields, bool withPassword)
{
    QStringList parts;
    QMap<QString, QString> left = fields.values;
    if (const TransportInfo *transport = syntax.transport(fields.transport)) {
        for (const FieldInfo &field : transport->fields) {
            const QString value = left.take(field.key);
            if (!value.isEmpty() && (field.kind != FieldKind::Secret || withPassword))
                parts << printedPart(field.key, field.kind, value);
        }
    }
    for (auto unknown = left.cbegin(); unknown != left.cend(); ++unknown) {
        if (!unknown.value().isEmpty())
            parts << (unknown.value() == yes ? unknown.key() : unknown.key() + u'=' + unknown.value());
    }
    return fields.transport + u':' + parts.join(u',');
}

Result<FieldValues> parseConnect(const QString &text)
{
    return parse(connectSyntax(), Side::Connect, text);
}

Result<FieldValues> parseListen(const QString &text)
{
    return parse(listenSyntax(), Side::Listen, text);
}

QString printConnect(const FieldValues &fields)
{
    return print(connectSyntax(), fields, false);
}

QString printListen(const FieldValues &fields)
{
    return print(listenSyntax(), fields, false);
}

} // namespace

FieldSyntax connectSyntax()
{
    return {transports(Side::Connect), &parseConnect, &printConnect, &connectConflict, true};
}

FieldSyntax listenSyntax()
{
    return {transports(Side::Listen), &parseListen, &printListen, &listenConflict, true};
}

QString withSecret(const FieldSyntax &syntax, const FieldValues &fields)
{
    return print(syntax, fields, true);
}

} // namespace procdeck::dbgeng
