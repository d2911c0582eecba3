#include "backend/engine/gdb/gdbengine.h"

#include "backend/engine/gdb/gdbconnect.h"
#include "backend/engine/gdb/gdbend.h"
#include "backend/engine/gdb/gdblink.h"
#include "backend/engine/gdb/gdbsyntax.h"
#include "backend/engine/gdb/gdbwait.h"
#include "backend/engine/programstart.h"
#include "backend/engine/stub/stubconnect.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace procdeck::gdb {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(GdbEngine)
};

Endpoint endpointOf(const FieldValues &fields)
{
    if (fields.transport == u"unix"_s)
        return LocalEndpoint{fields.values.value(u"path"_s), false};
    return TcpEndpoint{fields.values.value(u"host"_s), fields.values.value(u"port"_s).toUShort()};
}

/// gdbserver prints the port that it really took.
std::optional<quint16> portFromOutput(const QByteArray &output)
{
    static const QRegularExpression line(u"^Listening on port (\\d+)$"_s, QRegularExpression::MultilineOption);
    const auto match = line.match(QString::fromUtf8(output));
    const quint16 port = match.captured(1).toUShort();
    return port ? std::optional(port) : std::nullopt;
}

QList<ToolCommand> toolCommands(const FieldValues &fields)
{
    const QString where = connectSyntax().print(fields);
    QList<ToolCommand> tools{{Tr::tr("GDB, as a client"), u"gdb -ex 'target extended-remote %1'"_s.arg(where)}};
    if (fields.transport == u"tcp")
        tools << ToolCommand{Tr::tr("gdbserver, as the server"),
                             u"gdbserver --multi :%1"_s.arg(fields.values.value(u"port"_s))};
    return tools;
}

EngineInfo makeInfo(const QString &program)
{
    EngineInfo info;
    info.id = u"gdb"_s;
    info.name = Tr::tr("GNU gdbserver");
    info.summary =
        Tr::tr("gdbserver --multi: serves one GDB client at a time, lists, starts and attaches to processes.");
    info.capabilities = Capability::Connect | Capability::ListProcesses | Capability::End | Capability::Wait;
    info.connectSyntax = connectSyntax();
    info.listenSyntax = listenSyntax();
    info.toolCommands = &toolCommands;
    info.waitFromOutside = [](const FieldValues &) { return WaitWay::Occupying; };
    info.start.program = program;
    info.start.exposure =
        Tr::tr("gdbserver listens on every network interface of this computer, whatever address it is "
               "given, and asks for no password: everybody who can reach the port can run programs here "
               "as you.");
    if (program.isEmpty()) {
        info.start.missing = Tr::tr("The program gdbserver is not installed.");
        info.start.installHint = howToGet(u"gdbserver"_s, u"gdbserver"_s);
    } else {
        info.capabilities |= Capability::Start;
    }
    return info;
}

rsp::RspClient *clientOf(Link *link)
{
    // Every link to such a server was made by this engine.
    auto *ours = qobject_cast<GdbLink *>(link);
    return ours ? &ours->client() : nullptr;
}

} // namespace

GdbEngine::GdbEngine(Host &host, const QString &program)
    : m_host(host)
    , m_info(makeInfo(program.isEmpty() ? host.findProgram({u"gdbserver"_s}) : program))
{
}

std::optional<Endpoint> GdbEngine::endpoint(const ServerAddress &address) const
{
    return endpointOf(address.fields);
}

TaskPtr<Started> GdbEngine::start(const StartRequest &request)
{
    const FieldValues &listen = request.listen;
    ProgramPlan plan;
    plan.engine = m_info.id;
    plan.run.program = m_info.start.program;
    plan.run.endsWithUs = request.endsWithUs;
    plan.run.arguments = {u"--multi"_s, m_info.listenSyntax.print(listen)};
    plan.endpoint = TcpEndpoint{u"127.0.0.1"_s, listen.values.value(u"port"_s).toUShort()};
    plan.readPort = &portFromOutput;
    plan.address = [info = m_info](const std::optional<Endpoint> &taken) {
        const auto &tcp = std::get<TcpEndpoint>(*taken);
        return makeAddress(info, {u"tcp"_s, {{u"host"_s, tcp.host}, {u"port"_s, QString::number(tcp.port)}}}).value();
    };
    return std::make_unique<ProgramStart>(m_host, std::move(plan));
}

TaskPtr<LinkPtr> GdbEngine::connect(const ServerAddress &address)
{
    return std::make_unique<stub::StubConnect<GdbLink>>(
        std::make_unique<GdbHandshake>(m_host, endpointOf(address.fields)));
}

TaskPtr<Ended> GdbEngine::end(const EndRequest &request)
{
    return std::make_unique<GdbEnd>(m_host, endpointOf(request.address.fields), clientOf(request.ours),
                                    request.timeout);
}

TaskPtr<Waited> GdbEngine::wait(const WaitRequest &request)
{
    return std::make_unique<GdbWait>(m_host, endpointOf(request.address.fields), clientOf(request.ours), request);
}

} // namespace procdeck::gdb
