#include "backend/job/verbs.h"

namespace procdeck {

DisconnectJob::DisconnectJob(const JobContext &context, const Command &command)
    : Job(context, command, tr("Disconnecting from %1").arg(command.server.name))
{
}

void DisconnectJob::run()
{
    Link *const link = book().link(server().id);
    if (!link) {
        succeed(Disconnected{}, tr("There was no connection."));
        return;
    }
    book().setLink(server().id, LinkState::Closing,
                   Evidence::now(EvidenceSource::Request, tr("leaving was asked for")));
    await(link->leave(), [this](Nothing) {
        book().dropLink(server().id, Evidence::now(EvidenceSource::Connection, tr("we closed the connection")));
        succeed(Disconnected{}, tr("The server runs on."));
    });
}

void DisconnectJob::undo(const Evidence &evidence)
{
    // Half left is left: whatever the reason, this connection is of no use any more.
    book().dropLink(server().id, evidence);
}

} // namespace procdeck
