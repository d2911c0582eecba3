#include "backend/engine/gdb/gdbsyntax.h"

#include "backend/engine/stub/hostport.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck::gdb {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(GdbSyntax)
};

const QString tcp = u"tcp"_s;
const QString unixSocket = u"unix"_s;
const QString host = u"host"_s;
const QString port = u"port"_s;
const QString path = u"path"_s;

Error notUnderstood(const QString &text, const QString &forms)
{
    return {ErrorCode::InvalidInput,
            Tr::tr("“%1” is no address of a gdbserver.").arg(text),
            {},
            Tr::tr("Write it as %1.").arg(forms)};
}

Result<FieldValues> parseConnect(const QString &text)
{
    if (text.startsWith(u'/'))
        return checkFields(connectSyntax(), {unixSocket, {{path, text}}});
    if (const auto parts = stub::splitHostPort(text)) {
        const QString name = parts->host.isEmpty() ? u"127.0.0.1"_s : parts->host; // gdb reads ":2345" that way
        return checkFields(connectSyntax(), {tcp, {{host, name}, {port, parts->port}}});
    }
    return notUnderstood(text, u"box:2345"_s);
}

QString printConnect(const FieldValues &fields)
{
    if (fields.transport == unixSocket)
        return fields.values.value(path);
    return stub::joinHostPort(fields.values.value(host), fields.values.value(port));
}

Result<FieldValues> parseListen(const QString &text)
{
    if (const auto parts = stub::splitHostPort(text))
        return checkFields(listenSyntax(), {tcp, {{port, parts->port}}});
    return notUnderstood(text, u":2345, :0"_s);
}

QString printListen(const FieldValues &fields)
{
    return u':' + fields.values.value(port);
}

} // namespace

FieldSyntax connectSyntax()
{
    return {
        {{tcp,
          Tr::tr("TCP"),
          {{host, Tr::tr("&Host"), FieldKind::Host, u"127.0.0.1"_s, Tr::tr("Name or number of the machine.")},
           {port, Tr::tr("&Port"), FieldKind::Port, {}, Tr::tr("The port that gdbserver printed when it started.")}}},
         {unixSocket,
          Tr::tr("Unix socket"),
          {{path, Tr::tr("&Path"), FieldKind::Path, {}, Tr::tr("Full path of the socket file.")}}}},
        &parseConnect,
        &printConnect};
}

FieldSyntax listenSyntax()
{
    return {{{tcp,
              Tr::tr("TCP"),
              {{port, Tr::tr("&Port"), FieldKind::FreePort, u"0"_s, Tr::tr("0 takes any free port.")}}}},
            &parseListen,
            &printListen};
}

} // namespace procdeck::gdb
