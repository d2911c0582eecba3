#include "backend/job/verbs.h"

namespace procdeck {

ListJob::ListJob(const JobContext &context, const Command &command, ListProcesses verb)
    : VisitJob(context, command, tr("Listing processes of %1").arg(command.server.name))
    , m_verb(verb)
{
}

void ListJob::visit(Link &link)
{
    awaitList(link, [this, &link](const ProcessList &processes) {
        if (m_verb.withDetails && !withoutDetails(processes).isEmpty())
            askDetails(link, processes);
        else
            conclude(processes);
    });
}

void ListJob::askDetails(Link &link, const ProcessList &processes)
{
    await(link.detailProcesses(withoutDetails(processes)), [this, processes](const ProcessList &details) {
        emit processesLearned(details);
        ProcessList all = processes;
        auto detail = details.begin();
        for (ProcessInfo &process : all) {
            if (detail != details.end() && detail->pid == process.pid)
                process = learned(process, *detail++);
        }
        conclude(all);
    });
}

void ListJob::conclude(const ProcessList &processes)
{
    const auto count = static_cast<int>(processes.size());
    leave(Listed{processes}, count == 1 ? tr("One process.") : tr("%1 processes.").arg(count));
}

} // namespace procdeck
