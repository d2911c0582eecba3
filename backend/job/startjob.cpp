#include "backend/job/verbs.h"

using namespace Qt::StringLiterals;

namespace procdeck {

StartJob::StartJob(const JobContext &context, const Command &command, StartServer verb)
    : Job(context, command, verb.name.isEmpty() ? tr("Starting a server") : tr("Starting %1").arg(verb.name))
    , m_verb(std::move(verb))
{
}

void StartJob::run()
{
    Engine *const chosen = engine(m_verb.engine);
    if (!chosen)
        return;
    const EngineInfo &info = chosen->info();
    if (!info.start.missing.isEmpty()) {
        fail({ErrorCode::MissingProgram, info.start.missing, {}, info.start.installHint});
        return;
    }
    if (!info.start.exposure.isEmpty() && !m_verb.exposureAllowed) {
        fail({ErrorCode::ConsentNeeded,
              info.start.exposure,
              {},
              tr("Start it only on a network that you trust, and say that you accept this.")});
        return;
    }
    const auto listen = checkFields(info.listenSyntax, m_verb.listen);
    if (!listen) {
        fail(listen.error());
        return;
    }
    book().setPresence(server().id, Presence::Starting,
                       Evidence::now(EvidenceSource::Request, tr("its start was asked for")));
    await(chosen->start({listen.value(), m_verb.endsWithUs}), [this](const Started &started) {
        setServerAddress(started.address);
        book().add(server());
        book().watchProcess(server().id, started.process, started.evidence.value(0));
        const QString where = started.address.text;
        succeed(started, m_verb.endsWithUs
                             ? tr("Listens at %1, process %2, until Procdeck ends.").arg(where).arg(started.process.pid)
                             : tr("Listens at %1, process %2.").arg(where).arg(started.process.pid));
    });
}

void StartJob::undo(const Evidence &evidence)
{
    book().setPresence(server().id, Presence::Gone, evidence);
}

} // namespace procdeck
