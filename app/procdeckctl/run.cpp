#include "app/procdeckctl/run.h"

#include "app/procdeckctl/output.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace procdeck::ctl {

namespace {

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

/// How to insist, where the product refused for safety and the command line can.
QString insistHint(const Verb &verb)
{
    return std::holds_alternative<StartServer>(verb) ? u"--allow-exposed"_s : u"--force"_s;
}

} // namespace

Run::Run(Worker &worker, bool json)
    : m_worker(worker)
    , m_json(json)
{
    connect(&m_worker, &Worker::jobChanged, this, &Run::showStep);
    connect(&m_worker, &Worker::serverChanged, this, &Run::staysWith);
    connect(&m_interrupt, &InterruptWatch::interrupted, this, &Run::interrupt);
}

void Run::start(const Command &command)
{
    m_job = command.job;
    connect(&m_worker, &Worker::jobFinished, this,
            [this, verb = command.verb](const JobSnapshot &job, const JobResult &result) {
                JobSnapshot told = job;
                if (told.error && told.error->code == ErrorCode::ConsentNeeded)
                    told.error->hint += tr(" To insist, add %1.").arg(insistHint(verb));
                const auto *start = std::get_if<StartServer>(&verb);
                if (start && start->endsWithUs && std::holds_alternative<Started>(result))
                    m_kept = job.server.id;
                finish(told, result);
            });
    m_worker.submit(command);
}

void Run::showStep(const JobSnapshot &job)
{
    if (job.id != m_job || job.step.name.isEmpty() || job.step.name == m_lastStep)
        return;
    m_lastStep = job.step.name;
    write(stderr, tr("… %1\n").arg(m_lastStep));
    if (!job.step.explanation.isEmpty())
        write(stderr, tr("  %1\n").arg(job.step.explanation));
}

void Run::finish(const JobSnapshot &job, const JobResult &result)
{
    if (job.id != m_job)
        return;
    if (m_interrupted) {
        write(stderr, tr("procdeckctl: interrupted\n"));
        QCoreApplication::exit(Interrupted);
    } else if (job.error) {
        write(stderr, errorText(*job.error));
        if (m_json)
            write(stdout, errorJson(*job.error));
        QCoreApplication::exit(exitStatus(*job.error));
    } else {
        write(stdout, resultText(result, m_json));
        if (m_kept.isNull())
            QCoreApplication::exit(exitStatus(result));
    }
}

void Run::staysWith(const ServerStatus &status)
{
    if (m_kept.isNull() || status.server != m_kept || status.presence.state != Presence::Gone)
        return;
    write(stdout, resultText(Ended{{status.presence.evidence}}, m_json));
    QCoreApplication::exit(Done);
}

void Run::interrupt()
{
    m_interrupted = true;
    if (!m_kept.isNull()) { // its job is over: only we are left
        write(stderr, tr("procdeckctl: interrupted\n"));
        QCoreApplication::exit(Interrupted);
        return;
    }
    m_worker.cancel(m_job);
}

} // namespace procdeck::ctl
