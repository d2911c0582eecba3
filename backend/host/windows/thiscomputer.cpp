#include "backend/host/windows/thiscomputer.h"

#include "backend/host/windows/processtable.h"
#include "backend/host/windows/processwatch.h"
#include "backend/host/windows/sockettable.h"
#include "backend/host/windows/spawn.h"
#include "backend/types/text.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck {

std::unique_ptr<Host> makeThisComputer()
{
    return std::make_unique<windowshost::ThisComputer>();
}

QString howToGet(const QString &program, const QString &package)
{
    Q_UNUSED(package)
    return QCoreApplication::translate("procdeck::Host", "Add the folder of %1.exe to the environment variable PATH.")
        .arg(program);
}

} // namespace procdeck

namespace procdeck::windowshost {

namespace {

constexpr UINT statusOfTheKilled = 1; ///< as Windows' own taskkill sets it

SocketView lookAt(const Endpoint &endpoint)
{
    if (const auto *local = std::get_if<LocalEndpoint>(&endpoint))
        return viewOfPipe(*local);
    return viewOf(readTcpRows(), std::get<TcpEndpoint>(endpoint));
}

Listener findNow(const Endpoint &endpoint)
{
    const SocketView view = lookAt(endpoint);
    Listener listener = listenerOf(view);
    if (view.holder != 0)
        listener.process = readProcess(static_cast<qint64>(view.holder));
    return listener;
}

} // namespace

void ThisComputer::processes(QObject *context, Callback<QList<HostProcess>> done)
{
    look<QList<HostProcess>>(context, [] { return readProcesses(); }, std::move(done));
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
    const ProcessRef process{spawned->pid, startTimeOf(spawned->process.get()),
                             commandLine(QStringList{QDir::toNativeSeparators(request.program)} + request.arguments)};
    m_children.push_back({process, std::move(spawned.value().process), std::move(spawned.value().input),
                          std::move(spawned.value().job)});
    return process;
}

const ThisComputer::Child *ThisComputer::childOf(const ProcessRef &process) const
{
    const auto child = std::find_if(m_children.begin(), m_children.end(), [&process](const Child &candidate) {
        return candidate.ref.pid == process.pid && candidate.ref.startTime == process.startTime;
    });
    return child == m_children.end() ? nullptr : &*child;
}

std::unique_ptr<ProcessWatch> ThisComputer::watch(const ProcessRef &process)
{
    if (const Child *child = childOf(process))
        return std::make_unique<HandleWatch>(copyOf(child->process), true);
    Handle handle = openProcess(process);
    if (!handle.valid())
        return nullptr;
    return std::make_unique<HandleWatch>(std::move(handle), false);
}

Result<Nothing> ThisComputer::signal(const ProcessRef &process, Signal)
{
    const Handle handle = openProcess(process, PROCESS_TERMINATE);
    if (handle.valid() && TerminateProcess(handle.get(), statusOfTheKilled))
        return Nothing{};
    const DWORD code = GetLastError();
    // Windows also denies this for a process that has ended, or for another one that got its pid.
    if (code == ERROR_ACCESS_DENIED && (openProcess(process).valid() || GetLastError() == ERROR_ACCESS_DENIED))
        return Error{ErrorCode::PermissionDenied, tr("Process %1 belongs to another user.").arg(process.pid),
                     qt_error_string(static_cast<int>(code)), tr("Ask that user, or an administrator, to end it.")};
    return Error{ErrorCode::Unreachable, tr("Process %1 has ended already.").arg(process.pid), {}, {}};
}

} // namespace procdeck::windowshost
