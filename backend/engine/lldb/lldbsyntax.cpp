#include "backend/engine/lldb/lldbsyntax.h"

#include "backend/engine/stub/hostport.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck::lldb {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(LldbSyntax)
};

const QString tcp = u"tcp"_s;
const QString unixSocket = u"unix"_s;
const QString abstractSocket = u"unix-abstract"_s;
const QString host = u"host"_s;
const QString port = u"port"_s;
const QString path = u"path"_s;
const QString name = u"name"_s;

TransportInfo unixTransport()
{
    return {unixSocket,
            Tr::tr("Unix socket"),
            {{path, Tr::tr("&Path"), FieldKind::Path, {}, Tr::tr("Full path of the socket file.")}}};
}

TransportInfo abstractTransport()
{
    return {abstractSocket,
            Tr::tr("Abstract Unix socket"),
            {{name, Tr::tr("N&ame"), FieldKind::Name, {}, Tr::tr("A name without a file; Linux only.")}}};
}

Error notUnderstood(const QString &text, const QString &forms)
{
    return {ErrorCode::InvalidInput,
            Tr::tr("“%1” is no address of an LLDB server.").arg(text),
            {},
            Tr::tr("Write it as %1.").arg(forms)};
}

Result<FieldValues> parseWith(const FieldSyntax &syntax, const QString &text, const QString &tcpPrefix,
                              const QString &unixPrefix, const QString &abstractPrefix, const QString &forms)
{
    if (text.startsWith(abstractPrefix))
        return checkFields(syntax, {abstractSocket, {{name, text.mid(abstractPrefix.size())}}});
    if (text.startsWith(unixPrefix))
        return checkFields(syntax, {unixSocket, {{path, text.mid(unixPrefix.size())}}});
    if (text.startsWith(tcpPrefix)) {
        if (const auto parts = stub::splitHostPort(text.mid(tcpPrefix.size())))
            return checkFields(syntax, {tcp, {{host, parts->host}, {port, parts->port}}});
    }
    return notUnderstood(text, forms);
}

QString printWith(const FieldValues &fields, const QString &tcpPrefix, const QString &unixPrefix,
                  const QString &abstractPrefix)
{
    if (fields.transport == unixSocket)
        return unixPrefix + fields.values.value(path);
    if (fields.transport == abstractSocket)
        return abstractPrefix + fields.values.value(name);
    return tcpPrefix + stub::joinHostPort(fields.values.value(host), fields.values.value(port));
}

Result<FieldValues> parseConnect(const QString &text)
{
    return parseWith(connectSyntax(), text, u"connect://"_s, u"unix-connect://"_s, u"unix-abstract-connect://"_s,
                     u"connect://box:1234, unix-connect:///run/socket"_s);
}

QString printConnect(const FieldValues &fields)
{
    return printWith(fields, u"connect://"_s, u"unix-connect://"_s, u"unix-abstract-connect://"_s);
}

Result<FieldValues> parseListen(const QString &text)
{
    return parseWith(listenSyntax(), text, {}, u"unix://"_s, u"unix-abstract:///"_s,
                     u"127.0.0.1:0, unix:///run/socket"_s);
}

QString printListen(const FieldValues &fields)
{
    return printWith(fields, {}, u"unix://"_s, u"unix-abstract:///"_s);
}

} // namespace

FieldSyntax connectSyntax()
{
    return {
        {{tcp,
          Tr::tr("TCP"),
          {{host, Tr::tr("&Host"), FieldKind::Host, u"127.0.0.1"_s, Tr::tr("Name or number of the machine.")},
           {port, Tr::tr("&Port"), FieldKind::Port, {}, Tr::tr("The number after --listen on the server's side.")}}},
         unixTransport(),
         abstractTransport()},
        &parseConnect,
        &printConnect};
}

FieldSyntax listenSyntax()
{
    return {{{tcp,
              Tr::tr("TCP"),
              {{host, Tr::tr("&Host"), FieldKind::Host, u"127.0.0.1"_s,
                Tr::tr("127.0.0.1 keeps it to this computer; 0.0.0.0 lets every machine reach it.")},
               {port, Tr::tr("&Port"), FieldKind::FreePort, u"0"_s, Tr::tr("0 takes any free port.")}}},
             unixTransport(),
             abstractTransport()},
            &parseListen,
            &printListen};
}

} // namespace procdeck::lldb
