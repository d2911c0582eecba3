#include "backend/job/verbs.h"

namespace procdeck {

VisitJob::VisitJob(const JobContext &context, const Command &command, const QString &title)
    : Job(context, command, title)
{
}

void VisitJob::run()
{
    if (Link *const ours = book().link(server().id)) {
        visit(*ours);
        return;
    }
    Engine *const chosen = engine(server().address.engine);
    if (!chosen)
        return;
    await(chosen->connect(server().address), [this](LinkPtr link) {
        m_own = std::move(link);
        visit(*m_own);
    });
}

void VisitJob::leave(const JobResult &result, const QString &summary)
{
    if (!m_own) {
        succeed(result, summary);
        return;
    }
    await(m_own->leave(), [this, result, summary](Nothing) { succeed(result, summary); });
}

} // namespace procdeck
