#include "backend/engine/programstart.h"

#include "backend/log/log.h"
#include "backend/log/statefolder.h"
#include "backend/types/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck {

namespace {

/// A server is listening some 60–110 ms after its exec; looking costs a file read or a look at one table.
constexpr auto pollInterval = 5ms;
constexpr int mostRuns = 5;
constexpr auto runInterval = 200ms;

QDir serversFolder()
{
    QDir folder(stateFolder() + u"/servers"_s);
    folder.mkpath(u"."_s);
    return folder;
}

void removeOldFiles(const QDir &folder)
{
    const QDateTime limit = QDateTime::currentDateTimeUtc().addDays(-30);
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files)) {
        if (file.lastModified() < limit)
            QFile::remove(file.filePath());
    }
}

Endpoint withPort(const Endpoint &endpoint, quint16 port)
{
    const auto *tcp = std::get_if<TcpEndpoint>(&endpoint);
    return tcp ? Endpoint{TcpEndpoint{tcp->host, port}} : endpoint;
}

/// Whether there is something that can be looked at before the program runs.
bool isKnown(const std::optional<Endpoint> &endpoint)
{
    const auto *tcp = endpoint ? std::get_if<TcpEndpoint>(&*endpoint) : nullptr;
    return endpoint && (!tcp || tcp->port != 0);
}

} // namespace

QString newStateFile(const QString &stem, const QString &suffix)
{
    const QString unique = QUuid::createUuid().toString(QUuid::Id128).left(12);
    return serversFolder().filePath(stem + u'-' + unique + suffix);
}

ProgramStart::ProgramStart(Host &host, ProgramPlan plan)
    : m_host(host)
    , m_plan(std::move(plan))
{
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &ProgramStart::lookForPort);
}

ProgramStart::~ProgramStart()
{
    if (!m_process)
        return;
    m_watch.reset();
    if (const auto killed = m_host.signal(*m_process, Signal::Kill); !killed)
        log(LogCategory::Engine).info("nothing to end of a start that was given up: {}", killed.error().message);
    QFile::remove(m_outputFile);
}

QString ProgramStart::programName() const
{
    return m_plan.name.isEmpty() ? QFileInfo(m_plan.run.program).fileName() : m_plan.name;
}

void ProgramStart::run()
{
    if (!isKnown(m_plan.endpoint)) {
        launch();
        return;
    }
    const QString where = printed(*m_plan.endpoint);
    enterStep(tr("checking that %1 is free").arg(where), 5s,
              {ErrorCode::TimedOut, tr("This computer did not say in time who listens at %1.").arg(where), {}, {}});
    m_host.findListener(*m_plan.endpoint, this, [this, where](const Result<Listener> &listener) {
        if (!listener) {
            finish(listener.error());
        } else if (listener->listening) {
            const QString who = listener->process ? tr("process %1, %2")
                                                        .arg(listener->process->ref.pid)
                                                        .arg(cleanText(listener->process->ref.commandLine, 200))
                                                  : tr("a process that is not to be seen from here");
            finish(Error{ErrorCode::Busy,
                         tr("%1 is taken already by %2.").arg(where, who),
                         {},
                         m_plan.whereTaken.isEmpty() ? tr("Choose another port, or 0 for any free one.")
                                                     : m_plan.whereTaken});
        } else {
            launch();
        }
    });
}

void ProgramStart::launch()
{
    enterStep(
        tr("starting %1").arg(programName()), m_plan.listenDeadline,
        {ErrorCode::TimedOut,
         tr("%1 runs, but does not listen after %2 s.").arg(programName()).arg(m_plan.listenDeadline.count() / 1000),
         {},
         tr("It was ended again. Its log holds what it printed.")});
    // A stale socket file, left behind by every lldb-server, makes the next bind fail. Nobody listens there: checked.
    const auto *local = m_plan.endpoint ? std::get_if<LocalEndpoint>(&*m_plan.endpoint) : nullptr;
    if (local && !local->isAbstract) {
        const QFileInfo file(local->path);
        if (file.exists() && !file.isFile() && !file.isDir())
            QFile::remove(local->path);
        else if (file.exists()) {
            finish(Error{ErrorCode::InvalidInput,
                         tr("%1 exists and is not a socket.").arg(local->path),
                         {},
                         tr("Choose a path that does not exist yet.")});
            return;
        }
    }
    m_outputFile = newStateFile(m_plan.engine, u".log"_s);
    removeOldFiles(QFileInfo(m_outputFile).dir());

    ++m_runs;
    m_plan.run.outputFile = m_outputFile;
    auto process = m_host.runDetached(m_plan.run);
    if (!process) {
        finish(process.error());
        return;
    }
    m_process = process.value();
    m_watch = m_host.watch(*m_process);
    if (m_watch)
        connect(m_watch.get(), &ProcessWatch::ended, this, &ProgramStart::programEnded);
    log(LogCategory::Engine).info("started process {}: {}", m_process->pid, m_process->commandLine);
    m_poll.start();
}

void ProgramStart::lookForPort()
{
    if (finished()) {
        m_poll.stop();
        return;
    }
    if (m_plan.endpoint && std::holds_alternative<LocalEndpoint>(*m_plan.endpoint)) {
        m_poll.stop();
        lookForListener(*m_plan.endpoint);
        return;
    }
    const std::optional<quint16> port = m_plan.readPort(output());
    if (!port)
        return;
    m_poll.stop();
    if (m_plan.endpoint)
        lookForListener(withPort(*m_plan.endpoint, *port));
    else
        serves({}, EvidenceSource::Answer, tr("process %1 says that it serves").arg(m_process->pid));
}

void ProgramStart::lookForListener(const Endpoint &taken)
{
    m_host.findListener(taken, this, [this, taken](const Result<Listener> &listener) {
        if (finished())
            return;
        const bool ours =
            listener && listener->listening && m_process &&
            (m_plan.isHeldByAnother || (listener->process && listener->process->ref.pid == m_process->pid));
        if (ours) {
            serves(taken, EvidenceSource::SocketTable,
                   tr("process %1, %2, listens on %3").arg(m_process->pid).arg(programName(), printed(taken)));
            return;
        }
        QTimer::singleShot(pollInterval, this, [this, taken] {
            if (!finished())
                lookForListener(taken);
        });
    });
}

void ProgramStart::serves(const std::optional<Endpoint> &taken, EvidenceSource source, const QString &what)
{
    Started started{m_plan.address(taken), *m_process, {Evidence::now(source, what)}};
    m_process.reset(); // from here on it is nobody's to end but the operator's
    m_watch.reset();
    finish(std::move(started));
}

void ProgramStart::programEnded(const QString &exitStatus)
{
    m_poll.stop();
    m_process.reset();
    if (m_plan.runsAgain && m_runs < mostRuns && m_plan.runsAgain(output())) {
        QFile::remove(m_outputFile);
        QTimer::singleShot(runInterval, this, [this] {
            if (!finished())
                launch();
        });
        return;
    }
    if (const auto error = m_plan.readError ? m_plan.readError(output()) : std::nullopt) {
        QFile::remove(m_outputFile);
        finish(*error);
        return;
    }
    const QString printedText = cleanText(QString::fromUtf8(output()).trimmed(), 2000);
    QFile::remove(m_outputFile);
    finish(Error{ErrorCode::ServerFailed,
                 printedText.isEmpty()
                     ? tr("%1 ended at once (%2) and said nothing.").arg(programName(), exitStatus)
                     : tr("%1 ended at once (%2). It said: %3").arg(programName(), exitStatus, printedText),
                 commandLine(QStringList{m_plan.run.program} + m_plan.run.arguments),
                 tr("Try another port or address; run the program in a terminal to see more.")});
}

QByteArray ProgramStart::output() const
{
    QFile file(m_outputFile);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 limit = 16 * 1024;
    if (file.size() > limit)
        file.seek(file.size() - limit);
    return file.readAll();
}

} // namespace procdeck
