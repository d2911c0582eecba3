#include "backend/host/linux/processwatch.h"

#include "backend/host/linux/processtable.h"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace procdeck::linuxhost {

Descriptor::~Descriptor()
{
    if (m_number >= 0)
        ::close(m_number);
}

Descriptor openProcess(const ProcessRef &process)
{
    Descriptor descriptor(static_cast<int>(syscall(SYS_pidfd_open, static_cast<pid_t>(process.pid), 0)));
    if (!descriptor.valid())
        return descriptor;
    // Only now is it certain which process the descriptor means: from here on the pid cannot be given away.
    const auto now = readProcess(u"/proc"_s, process.pid);
    return now && now->ref.startTime == process.startTime ? std::move(descriptor) : Descriptor();
}

Child::Child(ProcessRef process, Descriptor descriptor, Descriptor input)
    : m_process(std::move(process))
    , m_descriptor(std::move(descriptor))
    , m_input(std::move(input))
    , m_notifier(m_descriptor.number(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &Child::reap);
}

void Child::reap()
{
    m_notifier.setEnabled(false);
    siginfo_t info{};
    QString status;
    if (waitid(P_PIDFD, static_cast<id_t>(m_descriptor.number()), &info, WEXITED | WNOHANG) == 0) {
        status =
            info.si_code == CLD_EXITED ? tr("exit status %1").arg(info.si_status) : tr("signal %1").arg(info.si_status);
    }
    m_exitStatus = status;
    emit ended(status);
}

StrangerWatch::StrangerWatch(Descriptor descriptor)
    : m_descriptor(std::move(descriptor))
    , m_notifier(m_descriptor.number(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier.setEnabled(false);
        emit ended({});
    });
}

ChildWatch::ChildWatch(const Child &child)
{
    if (const auto &status = child.exitStatus())
        QMetaObject::invokeMethod(this, [this, text = *status] { emit ended(text); }, Qt::QueuedConnection);
    else
        connect(&child, &Child::ended, this, &ProcessWatch::ended);
}

} // namespace procdeck::linuxhost
