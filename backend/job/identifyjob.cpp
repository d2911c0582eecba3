#include "backend/job/verbs.h"

namespace procdeck {

IdentifyJob::IdentifyJob(const JobContext &context, const Command &command)
    : VisitJob(context, command, tr("Identifying %1").arg(command.server.name))
{
}

void IdentifyJob::visit(Link &link)
{
    await(link.describe(), [this](const ServerIdentity &identity) {
        leave(Identified{identity}, tr("%1 on %2.").arg(identity.kind, identity.host));
    });
}

} // namespace procdeck
