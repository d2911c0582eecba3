#include "tests/support/realservers.h"

#include "backend/engine/gdb/gdbengine.h"
#include "backend/engine/lldb/lldbengine.h"

#include <QFileInfo>

#include <csignal>

using namespace Qt::StringLiterals;

namespace procdeck::test {

namespace {

RealServer lldbServer(const QString &label, const QString &program)
{
    RealServer server;
    server.label = label;
    server.engine = u"lldb"_s;
    server.program = program;
    server.package = u"lldb"_s;
    server.manyClients = true;
    server.tellsVersion = true;
    server.tellsParents = true;
    server.closedHandlersOutliveIt = true;
    return server;
}

} // namespace

QList<RealServer> realServers(Host &host)
{
    QList<RealServer> servers{lldbServer(u"lldb"_s, host.findProgram(lldb::programNames()))};
    for (const QString &path : qEnvironmentVariable("PROCDECK_EXTRA_LLDB_SERVERS").split(u':', Qt::SkipEmptyParts))
        servers << lldbServer(u"lldb at %1"_s.arg(path), path);
    RealServer gdb;
    gdb.label = u"gdb"_s;
    gdb.engine = u"gdb"_s;
    gdb.program = host.findProgram({u"gdbserver"_s});
    gdb.package = u"gdbserver"_s;
    servers << gdb;
    return servers;
}

std::unique_ptr<Engine> engineFor(const RealServer &server, Host &host)
{
    if (server.engine == u"lldb"_s)
        return std::make_unique<lldb::LldbEngine>(host, server.program);
    return std::make_unique<gdb::GdbEngine>(host, server.program);
}

bool serversAreRequired()
{
    return qEnvironmentVariableIsSet("PROCDECK_REQUIRE_SERVERS");
}

bool send(const ProcessRef &process, int signal)
{
    return process.pid > 1 && ::kill(static_cast<pid_t>(process.pid), signal) == 0;
}

Cleanup::~Cleanup()
{
    endNow();
}

void Cleanup::endNow()
{
    for (const ProcessRef &process : std::as_const(m_processes)) {
        // Gone already is what most tests want.
        [[maybe_unused]] const auto signalled = m_host.signal(process, Signal::Kill);
    }
    m_processes.clear();
}

} // namespace procdeck::test
