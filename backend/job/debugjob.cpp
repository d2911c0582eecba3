#include "backend/job/verbs.h"

namespace procdeck {

namespace {

QString titleOf(const DebugProcess &verb)
{
    return verb.commandLine.isEmpty() ? Job::tr("Debugging process %1").arg(verb.pid)
                                      : Job::tr("Launching %1").arg(verb.commandLine);
}

} // namespace

DebugJob::DebugJob(const JobContext &context, const Command &command, DebugProcess verb)
    : Job(context, command, tr("%1 on %2", "what, server").arg(titleOf(verb), command.server.name))
    , m_verb(std::move(verb))
{
}

void DebugJob::run()
{
    Engine *const chosen = engine(server().address.engine);
    if (!chosen)
        return;
    if (!chosen->info().can(Capability::Debug)) {
        fail({ErrorCode::Unsupported, tr("Procdeck does not debug through servers of this kind."), {}, {}});
        return;
    }
    await(chosen->debug({server().address, m_verb.commandLine, m_verb.pid}), [this](DebugSessionPtr session) {
        const qint64 pid = session->pid();
        const QString what = m_verb.commandLine.isEmpty() ? m_verb.name : m_verb.commandLine;
        book().adoptSession(server().id, std::move(session), tr("Debuggee %1, %2", "pid, program").arg(pid).arg(what));
        succeed(Debugging{pid}, tr("Process %1 runs under the debug engine.").arg(pid));
    });
}

LeaveJob::LeaveJob(const JobContext &context, const Command &command, LeaveProcess verb)
    : Job(context, command,
          (verb.terminate ? tr("Ending process %1 on %2") : tr("Detaching from process %1 on %2"))
              .arg(verb.pid)
              .arg(command.server.name))
    , m_verb(verb)
{
}

void LeaveJob::run()
{
    DebugSession *const session = book().session(server().id, m_verb.pid);
    if (!session) {
        fail({ErrorCode::InvalidInput, tr("Process %1 is not debugged through this server.").arg(m_verb.pid), {}, {}});
        return;
    }
    await(m_verb.terminate ? session->terminate() : session->detach(), [this](Nothing) {
        book().dropSession(server().id, m_verb.pid);
        succeed(Left{}, m_verb.terminate ? tr("Process %1 was ended.").arg(m_verb.pid)
                                         : tr("Process %1 runs on without a debugger.").arg(m_verb.pid));
    });
}

void LeaveJob::undo(const Evidence &evidence)
{
    Q_UNUSED(evidence)
    // Half let go: the helper is of no use any more, and with it goes whatever still holds the process.
    book().dropSession(server().id, m_verb.pid);
}

} // namespace procdeck
