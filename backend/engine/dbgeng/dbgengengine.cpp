#include "backend/engine/dbgeng/dbgengengine.h"

#include "backend/engine/dbgeng/dbgengconnect.h"
#include "backend/engine/dbgeng/dbgengdebug.h"
#include "backend/engine/dbgeng/dbgengend.h"
#include "backend/engine/dbgeng/dbgengstart.h"
#include "backend/engine/dbgeng/dbgengsyntax.h"
#include "backend/engine/dbgeng/dbgengwait.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck::dbgeng {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(DbgengEngine)
};

QList<ToolCommand> toolCommands(const FieldValues &fields)
{
    const QString client = connectSyntax().print(fields);
    FieldValues listen = fields;
    listen.values.remove(u"host"_s);
    return {{Tr::tr("WinDbg, as a client"), u"windbg -premote %1"_s.arg(client)},
            {Tr::tr("CDB, attaching to a process"), u"cdb -premote %1 -p PID"_s.arg(client)},
            {Tr::tr("DbgSrv, as the server"), u"dbgsrv -t %1"_s.arg(listenSyntax().print(listen))}};
}

std::optional<Endpoint> endpointOf(const FieldValues &fields)
{
    const QString host = fields.values.value(u"host"_s);
    if ((fields.transport != u"tcp" && fields.transport != u"ssl") || host.isEmpty())
        return std::nullopt;
    return TcpEndpoint{host, fields.values.value(u"port"_s).toUShort()};
}

EngineInfo makeInfo(const HelperSetup &setup)
{
    EngineInfo info;
    info.id = u"dbgeng"_s;
    info.name = Tr::tr("DbgEng process server");
    info.summary = Tr::tr("Microsoft's dbgsrv: serves many Windows debuggers at once, lists and starts processes.");
    info.capabilities = Capability::Connect | Capability::ListProcesses | Capability::End | Capability::Wait |
                        Capability::ManyClients | Capability::SafeProbe | Capability::Debug |
                        Capability::ProcessDetails;
    info.connectSyntax = connectSyntax();
    info.listenSyntax = listenSyntax();
    info.toolCommands = &toolCommands;
    info.waitFromOutside = [](const FieldValues &fields) {
        return endpointOf(fields) ? WaitWay::Port : WaitWay::Questions;
    };
    info.start.program = setup.missing.isEmpty() ? setup.program : QString();
    info.start.missing = setup.missing;
    info.start.installHint = setup.installHint;
    info.start.exposure =
        Tr::tr("A DbgEng process server can be reached over every network interface of this computer: everybody who "
               "can reach it, and knows the password if there is one, can run programs here as you.");
    if (setup.missing.isEmpty())
        info.capabilities |= Capability::Start;
    return info;
}

} // namespace

DbgengEngine::DbgengEngine(Host &host)
    : DbgengEngine(host, findHelper(host))
{
}

DbgengEngine::DbgengEngine(Host &host, HelperSetup setup)
    : m_host(host)
    , m_setup(std::move(setup))
    , m_info(makeInfo(m_setup))
{
}

std::optional<Endpoint> DbgengEngine::endpoint(const ServerAddress &address) const
{
    return endpointOf(address.fields);
}

TaskPtr<Started> DbgengEngine::start(const StartRequest &request)
{
    return std::make_unique<DbgengStart>(m_host, m_setup, m_info, request);
}

TaskPtr<LinkPtr> DbgengEngine::connect(const ServerAddress &address)
{
    return std::make_unique<DbgengConnect>(m_setup, withSecret(m_info.connectSyntax, address.fields), address.text);
}

TaskPtr<Ended> DbgengEngine::end(const EndRequest &request)
{
    return std::make_unique<DbgengEnd>(m_host, m_setup, request, endpoint(request.address));
}

TaskPtr<Waited> DbgengEngine::wait(const WaitRequest &request)
{
    return std::make_unique<DbgengWait>(m_host, m_setup, request, endpoint(request.address));
}

TaskPtr<DebugSessionPtr> DbgengEngine::debug(const DebugRequest &request)
{
    return std::make_unique<DbgengDebug>(m_setup, request, withSecret(m_info.connectSyntax, request.address.fields));
}

} // namespace procdeck::dbgeng
