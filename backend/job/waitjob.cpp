#include "backend/job/verbs.h"

#include "backend/types/text.h"

namespace procdeck {

WaitJob::WaitJob(const JobContext &context, const Command &command, WaitForEnd verb)
    : Job(context, command, tr("Waiting for the end of %1").arg(command.server.name))
    , m_verb(verb)
{
}

void WaitJob::run()
{
    Engine *const chosen = engine(server().address.engine);
    if (!chosen)
        return;
    await(chosen->wait({server().address, book().link(server().id), m_verb.timeout, m_verb.insist}),
          [this](const Waited &waited) {
              if (waited.answer == WaitAnswer::TimedOut) {
                  succeed(waited, tr("Still running after %1.").arg(durationText(m_verb.timeout.count())));
                  return;
              }
              const Evidence proof = waited.evidence.value(0);
              book().setPresence(server().id, Presence::Gone, proof);
              succeed(waited, tr("It has ended: %1.").arg(proof.what));
          });
}

} // namespace procdeck
