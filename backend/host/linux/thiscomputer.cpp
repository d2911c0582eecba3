#include "backend/host/linux/thiscomputer.h"

#include "backend/host/linux/processtable.h"
#include "backend/host/linux/socketdiag.h"
#include "backend/host/linux/sockettable.h"
#include "backend/host/linux/spawn.h"
#include "backend/log/log.h"
#include "backend/types/text.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace procdeck {

std::unique_ptr<Host> makeThisComputer()
{
    return std::make_unique<linuxhost::ThisComputer>();
}

QString howToGet(const QString &program, const QString &package)
{
    Q_UNUSED(program)
    return QCoreApplication::translate("procdeck::Host", "Install it with: sudo apt install %1").arg(package);
}

} // namespace procdeck

namespace procdeck::linuxhost {

namespace {

const QString procRoot = u"/proc"_s;

QByteArray readTable(const QString &name)
{
    QFile file(procRoot + u"/net/"_s + name);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.readAll() : QByteArray();
}

SocketView lookAt(const Endpoint &endpoint)
{
    if (const auto *local = std::get_if<LocalEndpoint>(&endpoint))
        return viewOf(readTable(u"unix"_s), *local);
    const auto &tcp = std::get<TcpEndpoint>(endpoint);
    if (const auto rows = askForTcpRows(tcp.port))
        return viewOf(*rows, tcp);
    return viewOf(parseTcpTable(readTable(u"tcp"_s)) + parseTcpTable(readTable(u"tcp6"_s)), tcp);
}

/// The one that the others descend from: lldb-server 14 and 19 pass the socket on to the handler of each connection.
std::optional<HostProcess> mainOf(const QList<HostProcess> &holders)
{
    const auto isHolder = [&holders](qint64 pid) {
        return std::any_of(holders.begin(), holders.end(), [pid](const HostProcess &p) { return p.ref.pid == pid; });
    };
    for (const HostProcess &holder : holders) {
        // Wine's server holds the sockets of all Windows programs, and is none of them.
        const bool isWine = holder.program.section(u'/', -1).startsWith(u"wineserver"_s);
        if (!isWine && !isHolder(holder.parentPid))
            return holder;
    }
    return std::nullopt;
}

Listener findNow(const Endpoint &endpoint)
{
    const SocketView view = lookAt(endpoint);
    Listener listener = listenerOf(view);
    if (listener.listening)
        listener.process = mainOf(holdersOfSocket(procRoot, view.holder));
    return listener;
}

} // namespace

ThisComputer::~ThisComputer()
{
    QList<qint64> leaving;
    for (const auto &child : m_children) {
        if (child->endsWithUs() && !child->exitStatus())
            leaving << child->process().pid;
    }
    if (leaving.isEmpty())
        return;
    for (const HostProcess &process : readProcesses(procRoot)) {
        // What an lldb-server runs for each client goes on without it. What was launched through a server is left alone: it
        // has a group of its own, or another parent (under Wine).
        const bool servesIt = leaving.contains(process.parentPid) && process.processGroup == process.parentPid;
        if (servesIt || leaving.contains(process.ref.pid)) [[maybe_unused]]
            const auto asked = ThisComputer::signal(process.ref, Signal::Terminate);
    }
}

void ThisComputer::processes(QObject *context, Callback<QList<HostProcess>> done)
{
    look<QList<HostProcess>>(context, [] { return readProcesses(procRoot); }, std::move(done));
}

void ThisComputer::findListener(const Endpoint &endpoint, QObject *context, Callback<Listener> done)
{
    look<Listener>(context, [endpoint] { return findNow(endpoint); }, std::move(done));
}

void ThisComputer::findSockets(const Endpoint &endpoint, QObject *context, Callback<Listener> done)
{
    look<Listener>(context, [endpoint] { return listenerOf(lookAt(endpoint)); }, std::move(done));
}

Result<ProcessRef> ThisComputer::runDetached(const RunRequest &request)
{
    auto spawned = spawnDetached(request);
    if (!spawned)
        return spawned.error();
    const pid_t pid = spawned->pid;
    // It cannot be reaped by anybody else, so the pid is safe until the descriptor is open.
    Descriptor descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
    if (!descriptor.valid()) {
        const QString reason = QString::fromLocal8Bit(std::strerror(errno));
        ::kill(pid, SIGKILL);
        return Error{ErrorCode::ServerFailed, tr("%1 was started, but cannot be watched.").arg(request.program), reason,
                     tr("Procdeck needs Linux 5.4 or newer.")};
    }
    ProcessRef process{pid, 0, commandLine(QStringList{request.program} + request.arguments)};
    if (const auto seen = readProcess(procRoot, process.pid))
        process.startTime = seen->ref.startTime;
    m_children.push_back(std::make_unique<Child>(process, std::move(descriptor), std::move(spawned.value().input)));
    return process;
}

const Child *ThisComputer::childOf(const ProcessRef &process) const
{
    const auto child = std::find_if(m_children.begin(), m_children.end(), [&process](const auto &candidate) {
        return candidate->process().pid == process.pid && candidate->process().startTime == process.startTime;
    });
    return child == m_children.end() ? nullptr : child->get();
}

std::unique_ptr<ProcessWatch> ThisComputer::watch(const ProcessRef &process)
{
    if (const Child *child = childOf(process))
        return std::make_unique<ChildWatch>(*child);
    Descriptor descriptor = openProcess(process);
    if (!descriptor.valid())
        return nullptr;
    return std::make_unique<StrangerWatch>(std::move(descriptor));
}

Result<Nothing> ThisComputer::signal(const ProcessRef &process, Signal signal)
{
    const Descriptor descriptor = openProcess(process);
    const int number = signal == Signal::Kill ? SIGKILL : SIGTERM;
    errno = ESRCH;
    if (descriptor.valid() && syscall(SYS_pidfd_send_signal, descriptor.number(), number, nullptr, 0) == 0)
        return Nothing{};
    if (errno == EPERM)
        return Error{ErrorCode::PermissionDenied,
                     tr("Process %1 belongs to another user.").arg(process.pid),
                     {},
                     tr("Ask that user, or an administrator, to end it.")};
    return Error{ErrorCode::Unreachable, tr("Process %1 has ended already.").arg(process.pid), {}, {}};
}

} // namespace procdeck::linuxhost
