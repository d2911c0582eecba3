#include "backend/job/verbs.h"

namespace procdeck {

EndJob::EndJob(const JobContext &context, const Command &command, EndServer verb)
    : Job(context, command, tr("Ending %1").arg(command.server.name))
    , m_verb(verb)
{
}

void EndJob::run()
{
    Engine *const chosen = engine(server().address.engine);
    if (!chosen)
        return;
    const Evidence asked = Evidence::now(EvidenceSource::Request, tr("its end was asked for"));
    book().setPresence(server().id, Presence::Ending, asked);
    Link *const ours = book().link(server().id);
    if (ours)
        book().setLink(server().id, LinkState::Closing, asked); // its loss is what we want
    await(chosen->end({server().address, ours, m_verb.timeout}), [this](const Ended &ended) {
        const Evidence proof = ended.evidence.value(0);
        if (book().link(server().id))
            book().dropLink(server().id, proof);
        book().setPresence(server().id, Presence::Gone, proof);
        QStringList seen;
        for (const Evidence &evidence : ended.evidence)
            seen << evidence.what;
        succeed(ended, tr("It has ended: %1.").arg(seen.join(QStringLiteral("; "))));
    });
}

void EndJob::undo(const Evidence &evidence)
{
    book().setPresence(server().id, Presence::Unknown, evidence);
    if (book().link(server().id))
        book().setLink(server().id, LinkState::Connected, evidence);
    book().locate(server().id);
}

} // namespace procdeck
