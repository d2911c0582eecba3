// Procdeck beside the tools that do the same: prints a table, asserts nothing. See tests/bench/README.md.

#include "tests/bench/figures.h"
#include "tests/bench/floor.h"
#include "tests/bench/guigap.h"

#include "backend/worker.h"
#include "resources/resources.h"
#include "tests/support/realservers.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::bench;

namespace {

/// The result of one command, waited for in an event loop; monostate: it failed.
JobResult resultOf(Worker &worker, const ServerSpec &server, const Verb &verb)
{
    QEventLoop loop;
    JobResult outcome;
    QObject::connect(&worker, &Worker::jobFinished, &loop, [&](const JobSnapshot &job, const JobResult &result) {
        if (job.error)
            std::printf("  %s: %s\n", qPrintable(job.title), qPrintable(job.error->message));
        outcome = result;
        loop.quit();
    });
    worker.submit(makeCommand(server, verb));
    loop.exec();
    return outcome;
}

Figure timed(const std::function<bool()> &work)
{
    QElapsedTimer timer;
    timer.start();
    if (!work())
        std::printf("  a run failed\n");
    return {static_cast<double>(timer.nsecsElapsed()) / 1e6, 0};
}

FieldValues anywhere(const EngineInfo &engine)
{
    const TransportInfo &transport = engine.listenSyntax.transports.first();
    FieldValues fields{transport.id, {}};
    for (const FieldInfo &field : transport.fields)
        fields.values.insert(field.key, field.defaultValue);
    return fields;
}

QList<Contender> contenders(Worker &worker, const ServerSpec &server, const QString &ctl, quint16 port)
{
    const bool lldb = server.address.engine == u"lldb"_s;
    const QString where = u"127.0.0.1:%1"_s.arg(port);
    const QStringList other =
        lldb ? QStringList{u"-b"_s, u"--no-lldbinit"_s,
                           u"-o"_s, u"platform select remote-linux"_s,
                           u"-o"_s, u"platform connect connect://"_s + where,
                           u"-o"_s, u"platform process list"_s}
             : QStringList{u"-nx"_s, u"-batch"_s,           u"-ex"_s, u"target extended-remote "_s + where,
                           u"-ex"_s, u"info os processes"_s};
    const QString tool = lldb ? u"lldb-19"_s : u"gdb"_s;
    return {
        {u"floor: the same packets, bare blocking socket"_s,
         [=] { return timed([=] { return (lldb ? listLldb(port) : listGdb(port)) > 0; }); }},
        {u"Procdeck inside a running process"_s,
         [&worker, server] {
             return timed([&] { return std::holds_alternative<Listed>(resultOf(worker, server, ListProcesses{})); });
         }},
        {u"procdeckctl processes"_s, [=] { return runProcess(ctl, {u"processes"_s, server.address.text}); }},
        {tool + (lldb ? u" -b"_s : u" -batch"_s), [=] { return runProcess(tool, other); }},
    };
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toLocal8Bit());
    initResources();
    const int rounds = app.arguments().value(1, u"15"_s).toInt();
    const QString bin = QCoreApplication::applicationDirPath();
    const auto host = makeThisComputer();
    test::Cleanup left(*host);
    Worker worker;
    std::optional<ServerAddress> shared; ///< a server for many clients

    for (const EngineInfo &engine : availableEngines()) {
        ServerSpec server{QUuid::createUuid(), engine.name, {}};
        const JobResult result = resultOf(worker, server, StartServer{engine.id, anywhere(engine), {}, true});
        const auto *started = std::get_if<Started>(&result);
        if (!started)
            continue;
        left.add(started->process);
        server.address = started->address;
        const quint16 port = server.address.fields.values.value(u"port"_s).toUShort();
        measure(u"Connect and list: %1"_s.arg(engine.name), contenders(worker, server, bin + u"/procdeckctl"_s, port),
                rounds);
        if (engine.can(Capability::ManyClients))
            shared = server.address;
    }
    measure(u"Start of a window, to its first picture"_s,
            {{u"an empty Qt Widgets window"_s, [&] { return runProcess(bin + u"/bench_emptywindow"_s, {}); }},
             {u"Procdeck"_s, [&] { return runProcess(bin + u"/bench_procdeckwindow"_s, {}); }}},
            rounds);
    // Last: a child's peak memory starts with what its parent has.
    if (shared)
        measureGuiGap(*shared);
    return 0;
}
