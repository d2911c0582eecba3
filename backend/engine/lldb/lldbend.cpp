#include "backend/engine/lldb/lldbend.h"

#include "backend/engine/lldb/lldbprocesses.h"
#include "backend/engine/lldb/lldbshell.h"
#include "backend/rsp/text.h"

#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::lldb {

namespace {
constexpr auto replyDeadline = 12s; ///< the server's own limit for a command is 10 s
constexpr auto pollInterval = 20ms;
} // namespace

bool looksLikePlatform(const QStringList &arguments)
{
    return !arguments.isEmpty() && arguments.first().section(u'/', -1).startsWith(u"lldb-server"_s) &&
           arguments.mid(1).contains(u"platform"_s);
}

QList<ProcessRef> familyOf(const HostProcess &server, const QList<HostProcess> &all)
{
    QList<ProcessRef> family{server.ref};
    QList<qint64> parents{server.ref.pid};
    while (!parents.isEmpty()) {
        const qint64 parent = parents.takeFirst();
        for (const HostProcess &process : all) {
            if (process.parentPid == parent && process.program == server.program && !family.contains(process.ref)) {
                family << process.ref;
                parents << process.ref.pid;
            }
        }
    }
    return family;
}

LldbEnd::LldbEnd(Host &host, Endpoint endpoint, Engine::EndRequest request)
    : m_host(host)
    , m_endpoint(std::move(endpoint))
    , m_request(std::move(request))
{
}

void LldbEnd::run()
{
    if (!m_host.owns(m_endpoint)) {
        askFromWithin();
        return;
    }
    enterStep(tr("looking for the server's process"), 5s,
              {ErrorCode::TimedOut, tr("This computer did not list its processes in time."), {}, {}});
    m_host.findListener(m_endpoint, this, [this](const Result<Listener> &listener) {
        if (!listener)
            finish(listener.error());
        else if (!listener->listening)
            finish(Error{ErrorCode::Unreachable,
                         tr("No server listens at %1.").arg(printed(m_endpoint)),
                         {},
                         tr("It has ended already, or the address is wrong.")});
        else if (listener->process && looksLikePlatform(listener->process->arguments))
            signalFromHere(*listener->process);
        else
            askFromWithin(); // its handshake names what it is
    });
}

void LldbEnd::signalFromHere(const HostProcess &server)
{
    m_host.processes(this, [this, server](const Result<QList<HostProcess>> &all) {
        if (!all) {
            finish(all.error());
            return;
        }
        enterStep(tr("asking process %1 to end").arg(server.ref.pid), {}, {});
        for (const ProcessRef &process : familyOf(server, all.value())) {
            const auto signalled = m_host.signal(process, Signal::Terminate);
            if (!signalled && signalled.error().code == ErrorCode::PermissionDenied) {
                askFromWithin(); // the server may signal itself where we may not
                return;
            }
        }
        verify(server.ref);
    });
}

void LldbEnd::askFromWithin()
{
    m_handshake = std::make_unique<stub::Handshake>(m_endpoint, stub::StubKind::LldbPlatform);
    m_handshake->start(innerSteps(), [this](Result<stub::Handshaken> shaken) {
        m_handshake.reset();
        if (!shaken) {
            finish(shaken.error());
            return;
        }
        m_client = std::move(shaken.value().client);
        findServer();
    });
}

void LldbEnd::ask(const QByteArray &payload, std::function<void(const QByteArray &)> next)
{
    m_client->request(payload, replyDeadline, this, [this, next = std::move(next)](const Result<QByteArray> &reply) {
        if (reply)
            next(reply.value());
        else
            finish(reply.error());
    });
}

void LldbEnd::findServer()
{
    enterStep(tr("asking the server for its own process"), replyDeadline * 3,
              {ErrorCode::Silent, tr("The server did not tell its own process in time."), {}, {}});
    ask(shellRequest(whoServesUs()), [this](const QByteArray &reply) {
        const auto shell = parseShellReply(reply);
        const auto serving = shell ? parseServing(shell->output) : std::nullopt;
        if (!serving)
            finish(notAPlatform(QString::fromLatin1(reply.left(200))));
        else
            checkServer(serving->server);
    });
}

void LldbEnd::checkServer(qint64 server)
{
    ask("qProcessInfoPID:"_ba + QByteArray::number(server), [this, server](const QByteArray &record) {
        const auto process = parseProcess(record);
        // Never signal on a guess: a handler whose server is gone has been adopted by some other process.
        if (!process || !process->commandLine.contains(u"platform"_s) || !process->name.startsWith(u"lldb-server"_s))
            finish(notAPlatform(QString::fromLatin1(record.left(200))));
        else
            findFamily(server, process->name.toUtf8());
    });
}

Error LldbEnd::notAPlatform(const QString &detail) const
{
    return {ErrorCode::Unsupported,
            tr("The server at %1 does not show its own process, so it cannot be asked to end from here.")
                .arg(printed(m_endpoint)),
            detail, tr("End its process on its machine.")};
}

void LldbEnd::findFamily(qint64 server, const QByteArray &program)
{
    m_list = std::make_unique<ListTask>(*m_client);
    m_list->start(innerSteps(), [this, server, program](const Result<ProcessList> &all) {
        if (!all) {
            finish(all.error());
            return;
        }
        QList<HostProcess> processes;
        HostProcess main;
        for (const ProcessInfo &info : all.value()) {
            HostProcess process;
            process.ref.pid = info.pid;
            process.parentPid = info.parentPid;
            process.program = info.name;
            processes << process;
            if (info.pid == server)
                main = process;
        }
        main.program = QString::fromUtf8(program);
        main.ref.pid = server;
        QList<qint64> family;
        for (const ProcessRef &process : familyOf(main, processes))
            family << process.pid;
        killFromWithin(server, family);
    });
}

void LldbEnd::killFromWithin(qint64 server, const QList<qint64> &family)
{
    enterStep(tr("asking the server to end itself (process %1)").arg(server), replyDeadline,
              {ErrorCode::Silent, tr("The server did not take the request to end."), {}, {}});
    QByteArray command = "kill -TERM"_ba;
    for (const qint64 pid : family)
        command += ' ' + QByteArray::number(pid);
    ask(shellRequest(command), [this, server](const QByteArray &reply) {
        const auto shell = parseShellReply(reply);
        // One that ended by itself in between makes kill complain as well: what counts is what is seen next.
        m_evidence << Evidence::now(EvidenceSource::Request,
                                    tr("the server ran the request to end, status %1").arg(shell ? shell->status : -1));
        enterStep(tr("waiting until process %1 is gone").arg(server), m_request.timeout,
                  {ErrorCode::StillRunning,
                   tr("Process %1 was asked to end, but it is still there.").arg(server),
                   {},
                   tr("End it on its machine.")});
        watchFromWithin(server);
    });
}

void LldbEnd::watchFromWithin(qint64 server)
{
    ask("qProcessInfoPID:"_ba + QByteArray::number(server), [this, server](const QByteArray &record) {
        const auto process = parseProcess(record);
        // Without a program it is a zombie: ended, and nobody has taken note yet.
        if (process && !process->name.isEmpty() && process->commandLine.contains(u"platform"_s)) {
            QTimer::singleShot(pollInterval, this, [this, server] {
                if (!finished())
                    watchFromWithin(server);
            });
            return;
        }
        m_evidence.prepend(Evidence::now(EvidenceSource::Answer,
                                         tr("process %1 is gone, says the machine's own process list").arg(server)));
        leaveAndVerify();
    });
}

void LldbEnd::leaveAndVerify()
{
    connect(m_client.get(), &rsp::RspClient::closed, this, [this] { verify(std::nullopt); });
    m_client->close();
}

void LldbEnd::verify(std::optional<ProcessRef> process)
{
    m_verify = std::make_unique<EndEvidence>(m_host, m_endpoint, std::move(process), m_request.timeout);
    m_verify->start(innerSteps(), [this](Result<QList<Evidence>> evidence) {
        if (!evidence) {
            finish(evidence.error());
            return;
        }
        // lldb-server leaves its socket file behind, and the next one on that path would not start.
        if (const auto *local = std::get_if<LocalEndpoint>(&m_endpoint); local && !local->isAbstract)
            QFile::remove(local->path);
        finish(Ended{evidence.value() + m_evidence});
    });
}

} // namespace procdeck::lldb
