#include "tests/support/realservers.h"

#include "backend/engine/dbgeng/dbgengengine.h"
#include "backend/engine/dbgeng/helpersetup.h"
#include "backend/engine/gdb/gdbengine.h"
#include "backend/engine/lldb/lldbengine.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace procdeck::test {

namespace {

#ifdef Q_OS_WIN
constexpr bool isWindows = true;
#else
constexpr bool isWindows = false;
#endif

/// Of lldb-server and gdbserver no program for Windows is fetched.
bool rspServersAreRequired()
{
    return serversAreRequired() && !isWindows;
}

RealServer lldbServer(const QString &label, const QString &program)
{
    RealServer server;
    server.label = label;
    server.engine = u"lldb"_s;
    server.program = program;
    server.howToGet = u"sudo apt install lldb"_s;
    server.manyClients = true;
    server.tellsVersion = true;
    server.tellsParents = true;
    server.closedHandlersOutliveIt = true;
    server.isRequired = rspServersAreRequired();
    return server;
}

RealServer dbgengServer(const Host &host)
{
    const dbgeng::HelperSetup setup = dbgeng::findHelper(host);
    RealServer server;
    server.label = u"dbgeng"_s;
    server.engine = u"dbgeng"_s;
    server.program = setup.missing.isEmpty() ? setup.program : QString();
    server.howToGet = setup.missing + u' ' + setup.installHint;
    server.manyClients = true;
    server.listsThisTest = isWindows;
    server.speaksRsp = false;
    server.tellsMachine = false;
    server.isRequired = serversAreRequired();
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
    gdb.howToGet = u"sudo apt install gdbserver"_s;
    gdb.isRequired = rspServersAreRequired();
    servers << gdb;
    servers << dbgengServer(host);
    return servers;
}

RealServer realServerOf(const QString &engine)
{
    const auto host = makeThisComputer();
    for (const RealServer &server : realServers(*host)) {
        if (server.engine == engine)
            return server;
    }
    return {};
}

std::unique_ptr<Engine> engineFor(const RealServer &server, Host &host, const QString &program)
{
    const QString chosen = program.isEmpty() ? server.program : program;
    if (server.engine == u"lldb"_s)
        return std::make_unique<lldb::LldbEngine>(host, chosen);
    if (server.engine == u"gdb"_s)
        return std::make_unique<gdb::GdbEngine>(host, chosen);
    dbgeng::HelperSetup setup = dbgeng::findHelper(host);
    setup.program = chosen;
    return std::make_unique<dbgeng::DbgengEngine>(host, setup);
}

void runPlainly(QProcess &process, const RealServer &server, quint16 port, const Host &host)
{
    process.setProgram(server.program);
    if (server.engine == u"lldb"_s) {
        process.setArguments({u"platform"_s, u"--server"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
        process.start();
        return;
    }
    if (server.engine == u"gdb"_s) {
        process.setArguments({u"--multi"_s, u":%1"_s.arg(port)});
        process.start();
        return;
    }
    const dbgeng::HelperSetup setup = dbgeng::findHelper(host);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto variable = setup.environment.begin(); variable != setup.environment.end(); ++variable)
        environment.insert(variable.key(), variable.value());
    process.setProcessEnvironment(environment);
    const QString options = u"tcp:port=%1"_s.arg(port);
    process.setArguments(setup.arguments + QStringList{u"serve"_s, options});
    process.start();
    const QJsonObject request{{u"engine"_s, setup.engineFolder}, {u"options"_s, options}};
    process.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
}

bool serversAreRequired()
{
    return qEnvironmentVariableIsSet("PROCDECK_REQUIRE_SERVERS");
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
