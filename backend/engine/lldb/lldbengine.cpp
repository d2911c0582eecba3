#include "backend/engine/lldb/lldbengine.h"

#include "backend/engine/lldb/lldbend.h"
#include "backend/engine/lldb/lldblink.h"
#include "backend/engine/lldb/lldbsyntax.h"
#include "backend/engine/lldb/lldbwait.h"
#include "backend/engine/programstart.h"
#include "backend/engine/stub/stubconnect.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace procdeck::lldb {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(LldbEngine)
};

Endpoint endpointOf(const FieldValues &fields)
{
    if (fields.transport == u"unix"_s)
        return LocalEndpoint{fields.values.value(u"path"_s), false};
    if (fields.transport == u"unix-abstract"_s)
        return LocalEndpoint{fields.values.value(u"name"_s), true};
    return TcpEndpoint{fields.values.value(u"host"_s), fields.values.value(u"port"_s).toUShort()};
}

FieldValues fieldsOf(const Endpoint &endpoint)
{
    if (const auto *local = std::get_if<LocalEndpoint>(&endpoint))
        return local->isAbstract ? FieldValues{u"unix-abstract"_s, {{u"name"_s, local->path}}}
                                 : FieldValues{u"unix"_s, {{u"path"_s, local->path}}};
    const auto &tcp = std::get<TcpEndpoint>(endpoint);
    return {u"tcp"_s, {{u"host"_s, tcp.host}, {u"port"_s, QString::number(tcp.port)}}};
}

/// 0.0.0.0 and :: are places to listen, not to connect to.
Endpoint reachable(const Endpoint &listening)
{
    const auto *tcp = std::get_if<TcpEndpoint>(&listening);
    if (tcp && tcp->host == u"0.0.0.0"_s)
        return TcpEndpoint{u"127.0.0.1"_s, tcp->port};
    if (tcp && tcp->host == u"::"_s)
        return TcpEndpoint{u"::1"_s, tcp->port};
    return listening;
}

/// The port that --socket-file tells: decimal digits, no newline. The file goes with the last copy.
std::function<std::optional<quint16>(const QByteArray &)> portFromFile(const QString &path)
{
    const std::shared_ptr<const QString> file(new QString(path), [](const QString *name) {
        QFile::remove(*name);
        delete name;
    });
    return [file](const QByteArray &) -> std::optional<quint16> {
        QFile socketFile(*file);
        if (!socketFile.open(QIODevice::ReadOnly))
            return std::nullopt;
        const quint16 port = socketFile.readAll().trimmed().toUShort();
        return port ? std::optional(port) : std::nullopt;
    };
}

QList<ToolCommand> toolCommands(const FieldValues &fields)
{
    const QString where = connectSyntax().print(fields);
    QList<ToolCommand> tools{
        {Tr::tr("LLDB, as a client"), u"lldb -o 'platform select remote-linux' -o 'platform connect %1'"_s.arg(where)}};
    if (fields.transport == u"tcp")
        tools << ToolCommand{Tr::tr("lldb-server, as the server"),
                             u"lldb-server platform --server --listen '*:%1'"_s.arg(fields.values.value(u"port"_s))};
    return tools;
}

EngineInfo makeInfo(const QString &program)
{
    EngineInfo info;
    info.id = u"lldb"_s;
    info.name = Tr::tr("LLDB platform server");
    info.summary = Tr::tr("lldb-server platform: serves many LLDB clients at once, lists and starts processes.");
    info.capabilities = Capability::Connect | Capability::ListProcesses | Capability::End | Capability::Wait |
                        Capability::ManyClients | Capability::SafeProbe;
    info.connectSyntax = connectSyntax();
    info.listenSyntax = listenSyntax();
    info.toolCommands = &toolCommands;
    info.waitFromOutside = [](const FieldValues &) { return WaitWay::Questions; };
    info.start.program = program;
    if (program.isEmpty()) {
        info.start.missing = Tr::tr("The program lldb-server is not installed.");
        info.start.installHint = howToGet(u"lldb-server"_s, u"lldb"_s);
    } else {
        info.capabilities |= Capability::Start;
    }
    return info;
}

} // namespace

QStringList programNames()
{
    QStringList names{u"lldb-server"_s};
    for (int version = 25; version >= 13; --version)
        names << u"lldb-server-%1"_s.arg(version);
    return names;
}

LldbEngine::LldbEngine(Host &host, const QString &program)
    : m_host(host)
    , m_info(makeInfo(program.isEmpty() ? host.findProgram(programNames()) : program))
{
}

std::optional<Endpoint> LldbEngine::endpoint(const ServerAddress &address) const
{
    return endpointOf(address.fields);
}

TaskPtr<Started> LldbEngine::start(const StartRequest &request)
{
    const FieldValues &listen = request.listen;
    ProgramPlan plan;
    plan.engine = m_info.id;
    plan.run.program = m_info.start.program;
    plan.run.endsWithUs = request.endsWithUs;
    plan.endpoint = endpointOf(listen);
    const QString portFile = newStateFile(m_info.id, u".port"_s);
    plan.run.arguments = {u"platform"_s, u"--server"_s, u"--listen"_s, m_info.listenSyntax.print(listen)};
    if (std::holds_alternative<TcpEndpoint>(*plan.endpoint))
        plan.run.arguments << u"--socket-file"_s << portFile;
    plan.readPort = portFromFile(portFile);
    plan.address = [info = m_info](const std::optional<Endpoint> &taken) {
        return makeAddress(info, fieldsOf(reachable(*taken))).value();
    };
    return std::make_unique<ProgramStart>(m_host, std::move(plan));
}

TaskPtr<LinkPtr> LldbEngine::connect(const ServerAddress &address)
{
    return std::make_unique<stub::StubConnect<LldbLink>>(
        std::make_unique<stub::Handshake>(endpointOf(address.fields), stub::StubKind::LldbPlatform));
}

TaskPtr<Ended> LldbEngine::end(const EndRequest &request)
{
    return std::make_unique<LldbEnd>(m_host, endpointOf(request.address.fields), request);
}

TaskPtr<Waited> LldbEngine::wait(const WaitRequest &request)
{
    return std::make_unique<LldbWait>(m_host, endpointOf(request.address.fields), request);
}

} // namespace procdeck::lldb
