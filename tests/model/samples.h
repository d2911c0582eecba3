#pragma once
// Made-up engines and values for tests of the models and the window. The engines exist nowhere: what a window shows may
// depend on their descriptions only. Thread: any.

#include "backend/types/engineinfo.h"
#include "backend/types/job.h"

#include <QRegularExpression>

namespace procdeck::test {

namespace detail {

inline Result<FieldValues> parseAcme(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^meet://([^:/]+):(\\d+)$"));
    const auto match = form.match(text);
    if (match.hasMatch())
        return FieldValues{QStringLiteral("tcp"),
                           {{QStringLiteral("host"), match.captured(1)}, {QStringLiteral("port"), match.captured(2)}}};
    if (text.startsWith(QStringLiteral("pipe:")))
        return FieldValues{QStringLiteral("pipe"), {{QStringLiteral("path"), text.mid(5)}}};
    return Error{
        ErrorCode::InvalidInput, QStringLiteral("Not an acme address."), {}, QStringLiteral("Write meet://box:1.")};
}

inline QString printAcme(const FieldValues &fields)
{
    if (fields.transport == QStringLiteral("pipe"))
        return QStringLiteral("pipe:") + fields.values.value(QStringLiteral("path"));
    return QStringLiteral("meet://") + fields.values.value(QStringLiteral("host")) + QStringLiteral(":") +
           fields.values.value(QStringLiteral("port"));
}

inline Result<FieldValues> parseSolo(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^solo@([^:]+):(\\d+)$"));
    const auto match = form.match(text);
    if (match.hasMatch())
        return FieldValues{QStringLiteral("tcp"),
                           {{QStringLiteral("host"), match.captured(1)}, {QStringLiteral("port"), match.captured(2)}}};
    return Error{
        ErrorCode::InvalidInput, QStringLiteral("Not a solo address."), {}, QStringLiteral("Write solo@box:1.")};
}

inline QString printSolo(const FieldValues &fields)
{
    return QStringLiteral("solo@") + fields.values.value(QStringLiteral("host"), QStringLiteral("*")) +
           QStringLiteral(":") + fields.values.value(QStringLiteral("port"));
}

inline FieldInfo hostField()
{
    return {QStringLiteral("host"), QStringLiteral("&Host"), FieldKind::Host, QStringLiteral("127.0.0.1"),
            QStringLiteral("Name or number of the machine.")};
}

} // namespace detail

/// "acme": many clients, can be started. "solo": one client, can be started, always exposed. "absent": program missing.
[[nodiscard]] inline EngineInfos sampleEngines()
{
    const FieldInfo port{QStringLiteral("port"), QStringLiteral("&Port"), FieldKind::Port, {}, {}};
    const FieldInfo freePort{QStringLiteral("port"), QStringLiteral("&Port"), FieldKind::FreePort, QStringLiteral("0"),
                             QStringLiteral("0 takes any free port.")};
    const FieldInfo path{QStringLiteral("path"),
                         QStringLiteral("Pa&th"),
                         FieldKind::Path,
                         {},
                         QStringLiteral("Full path of the socket file.")};
    const Capabilities client = Capability::Connect | Capability::ListProcesses | Capability::End | Capability::Wait;

    EngineInfo acme;
    acme.id = QStringLiteral("acme");
    acme.name = QStringLiteral("Acme server");
    acme.summary = QStringLiteral("Serves many clients at once.");
    acme.capabilities =
        client | Capability::Start | Capability::ManyClients | Capability::SafeProbe | Capability::ProcessDetails;
    acme.connectSyntax = {{{QStringLiteral("tcp"), QStringLiteral("TCP"), {detail::hostField(), port}},
                           {QStringLiteral("pipe"), QStringLiteral("Pipe"), {path}}},
                          &detail::parseAcme,
                          &detail::printAcme};
    acme.listenSyntax = {{{QStringLiteral("tcp"), QStringLiteral("TCP"), {detail::hostField(), freePort}},
                          {QStringLiteral("pipe"), QStringLiteral("Pipe"), {path}}},
                         &detail::parseAcme,
                         &detail::printAcme};
    acme.waitFromOutside = [](const FieldValues &fields) {
        return fields.transport == QStringLiteral("tcp") ? WaitWay::Port : WaitWay::Questions;
    };
    acme.start.program = QStringLiteral("/opt/acme/server");

    EngineInfo solo;
    solo.id = QStringLiteral("solo");
    solo.name = QStringLiteral("Solo stub");
    solo.summary = QStringLiteral("Serves one client at a time.");
    solo.capabilities = client | Capability::Start;
    solo.connectSyntax = {{{QStringLiteral("tcp"), QStringLiteral("TCP"), {detail::hostField(), port}}},
                          &detail::parseSolo,
                          &detail::printSolo};
    solo.listenSyntax = {
        {{QStringLiteral("tcp"), QStringLiteral("TCP"), {freePort}}}, &detail::parseSolo, &detail::printSolo};
    solo.waitFromOutside = [](const FieldValues &) { return WaitWay::Occupying; };
    solo.start.program = QStringLiteral("/opt/solo/stub");
    solo.start.exposure =
        QStringLiteral("It listens on every network interface, whatever address it is given, and asks for "
                       "no password.");

    EngineInfo absent = acme;
    absent.id = QStringLiteral("absent");
    absent.name = QStringLiteral("Absent server");
    absent.capabilities = client;
    absent.connectSyntax.parse = [](const QString &) {
        return Result<FieldValues>(Error{ErrorCode::InvalidInput, QStringLiteral("Not an absent address."), {}, {}});
    };
    absent.start = {{},
                    {},
                    QStringLiteral("The program absent-server is not installed."),
                    QStringLiteral("Install it with: sudo apt install absent"),
                    {}};
    return {acme, solo, absent};
}

[[nodiscard]] inline ServerSpec sampleServer(const QString &name, const QString &host, int port)
{
    const EngineInfos engines = sampleEngines();
    const FieldValues fields{QStringLiteral("tcp"),
                             {{QStringLiteral("host"), host}, {QStringLiteral("port"), QString::number(port)}}};
    return {QUuid::createUuid(), name, makeAddress(engines.first(), fields).value()};
}

[[nodiscard]] inline ServerStatus sampleStatus(ServerId server, Presence presence, LinkState link, quint32 revision = 1,
                                               Use use = Use::Unknown)
{
    ServerStatus status;
    status.server = server;
    status.presence = {presence, Evidence::now(EvidenceSource::ProcessTable, QStringLiteral("process 4711 was seen"))};
    status.link = {link, {}};
    status.use = {use, {}};
    status.revision = revision;
    return status;
}

[[nodiscard]] inline JobSnapshot sampleJob(const ServerSpec &server, JobState state, quint32 revision = 1,
                                           JobId id = QUuid::createUuid())
{
    JobSnapshot job;
    job.id = id;
    job.server = server;
    job.title = QStringLiteral("Ending ") + server.name;
    job.state = state;
    job.revision = revision;
    job.queuedAt = QDateTime::currentDateTimeUtc();
    job.step.name = QStringLiteral("waiting for the port to close");
    if (state != JobState::Queued)
        job.startedAt = job.queuedAt;
    if (isOver(state))
        job.finishedAt = job.startedAt.addMSecs(2'100);
    if (state == JobState::Failed)
        job.error = Error{ErrorCode::StillRunning, QStringLiteral("The server still runs."),
                          QStringLiteral("pid 4711 alive\nport open"), QStringLiteral("Try again, or end it by hand.")};
    if (state == JobState::Succeeded)
        job.summary = QStringLiteral("It has ended.");
    return job;
}

[[nodiscard]] inline ProcessInfo sampleProcess(qint64 pid, const QString &name = QStringLiteral("sensor-sim"))
{
    ProcessInfo process;
    process.pid = pid;
    process.parentPid = 1;
    process.name = name;
    process.commandLine = name + QStringLiteral(" --port ") + QString::number(pid);
    process.user = QStringLiteral("lab");
    process.architecture = QStringLiteral("x86_64");
    return process;
}

/// The same, as a list leaves it that tells ids and names only.
[[nodiscard]] inline ProcessInfo namedOnly(const ProcessInfo &process)
{
    ProcessInfo less;
    less.pid = process.pid;
    less.name = process.name;
    less.path = process.path;
    less.known = Known::Name;
    return less;
}

} // namespace procdeck::test
