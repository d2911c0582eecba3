#include "backend/job/verbs.h"

namespace procdeck {

ListJob::ListJob(const JobContext &context, const Command &command)
    : VisitJob(context, command, tr("Listing processes of %1").arg(command.server.name))
{
}

void ListJob::visit(Link &link)
{
    await(link.listProcesses(), [this](ProcessList processes) {
        const auto count = static_cast<int>(processes.size());
        leave(Listed{std::move(processes)}, count == 1 ? tr("One process.") : tr("%1 processes.").arg(count));
    });
}

} // namespace procdeck
