#include "backend/job/verbs.h"

namespace procdeck {

namespace {

/// What a connect that failed says of the server itself.
Presence presenceAfter(ErrorCode code)
{
    return code == ErrorCode::Busy ? Presence::Up : Presence::Unreachable;
}

} // namespace

ConnectJob::ConnectJob(const JobContext &context, const Command &command)
    : Job(context, command, tr("Connecting to %1").arg(command.server.name))
{
}

void ConnectJob::run()
{
    if (book().link(server().id)) {
        list();
        return;
    }
    Engine *const chosen = engine(server().address.engine);
    if (!chosen)
        return;
    book().setLink(server().id, LinkState::Connecting,
                   Evidence::now(EvidenceSource::Request, tr("a connection was asked for")));
    await(chosen->connect(server().address), [this](LinkPtr link) {
        book().adoptLink(server().id, std::move(link));
        list();
    });
}

void ConnectJob::list()
{
    awaitList(*book().link(server().id), [this](ProcessList processes) {
        const ServerIdentity identity = book().link(server().id)->identity();
        const auto count = static_cast<int>(processes.size());
        succeed(Connected{identity, std::move(processes)}, count == 1
                                                               ? tr("%1, one process.").arg(identity.kind)
                                                               : tr("%1, %2 processes.").arg(identity.kind).arg(count));
        book().describe(server().id);
    });
}

void ConnectJob::undo(const Evidence &evidence)
{
    if (book().link(server().id)) // connected, and only the list failed: the connection is good for another try
        return;
    book().setLink(server().id, LinkState::None, evidence);
    if (const auto &error = snapshot().error) {
        book().setPresence(server().id, presenceAfter(error->code), evidence);
        if (error->code == ErrorCode::Busy)
            book().setUse(server().id, Use::Held, evidence);
    }
}

} // namespace procdeck
