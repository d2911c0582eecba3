#include "backend/engine/dbgeng/helperprocess.h"

#include "backend/engine/dbgeng/dbgengerrors.h"
#include "backend/log/log.h"
#include "backend/types/text.h"

#include <QAbstractEventDispatcher>
#include <QJsonDocument>
#include <QProcessEnvironment>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {

constexpr int protocolVersion = 2;
/// The first program in a new Wine prefix waits until Wine has filled it: some 10 s were seen.
constexpr auto openDeadline = 60s;
constexpr auto leaveDeadline = 2s;
/// A program that is begun while a Wine session ends, with the last program before it, may die before its first word (seen
/// with Wine 8 on Debian, where a session does not linger).
constexpr int wineRuns = 5;
constexpr auto wineInterval = 200ms;
constexpr qsizetype keptLines = 40;
constexpr qsizetype shownBytes = 400;

QProcessEnvironment environmentWith(const QMap<QString, QString> &changes)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value().isNull())
            environment.remove(change.key());
        else
            environment.insert(change.key(), change.value());
    }
    return environment;
}

} // namespace

HelperProcess::HelperProcess(HelperSetup setup, QString at)
    : m_setup(std::move(setup))
    , m_at(std::move(at))
    , m_process(new QProcess(this))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        if (m_state == State::Leaving)
            m_process->kill();
        else
            fail(
                {ErrorCode::Silent,
                 m_state == State::Opening
                     ? tr("The debug engine did not start within %1 s.").arg(std::chrono::seconds(openDeadline).count())
                     : tr("%1 accepts the connection, but does not answer.").arg(m_at),
                 traffic(), tr("Check that a DbgEng process server listens there, and that it is not stopped.")});
    });
    m_process->setProgram(m_setup.program);
    m_process->setArguments(m_setup.arguments + QStringList{u"attend"_s});
    m_process->setProcessEnvironment(environmentWith(m_setup.environment));
    shieldFromTerminal(*m_process);
    m_process->setStandardErrorFile(QProcess::nullDevice());
    connect(m_process, &QProcess::readyReadStandardOutput, this, &HelperProcess::read);
    connect(m_process, &QProcess::finished, this, &HelperProcess::processFinished);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail({ErrorCode::MissingProgram, tr("%1 could not be started.").arg(m_setup.program),
                  m_process->errorString(), m_setup.installHint});
    });
}

HelperProcess::~HelperProcess()
{
    abandon();
}

qsizetype HelperProcess::pending()
{
    const QObject *const keeper = QAbstractEventDispatcher::instance();
    return keeper ? keeper->findChildren<QProcess *>(QString(), Qt::FindDirectChildrenOnly).size() : 0;
}

/// Kills it where it stands; it is reaped behind everybody's back.
void HelperProcess::abandon()
{
    if (!m_process)
        return;
    m_process->disconnect();
    m_process->kill();
    QObject *const keeper = QAbstractEventDispatcher::instance();
    if (keeper && m_process->state() != QProcess::NotRunning) {
        m_process->setParent(keeper);
        connect(m_process, &QProcess::finished, m_process, &QObject::deleteLater);
    } else {
        m_process->deleteLater();
    }
    m_process = nullptr;
}

void HelperProcess::open()
{
    Q_ASSERT(m_state == State::Idle);
    m_state = State::Opening;
    if (!m_setup.missing.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this] { fail({ErrorCode::MissingProgram, m_setup.missing, {}, m_setup.installHint}); },
            Qt::QueuedConnection);
        return;
    }
    m_deadline.start(openDeadline);
    run();
}

void HelperProcess::run()
{
    ++m_runs;
    m_process->start();
    write({{u"engine"_s, m_setup.engineFolder}});
}

int HelperProcess::ask(QJsonObject command, std::chrono::milliseconds deadline, QObject *context, Reply reply,
                       Part part)
{
    Request request{++m_lastId, std::move(command), deadline, context, std::move(reply), std::move(part)};
    request.command.insert(u"id"_s, request.id);
    m_waiting.push_back(std::move(request));
    QMetaObject::invokeMethod(this, &HelperProcess::sendNext, Qt::QueuedConnection);
    return m_lastId;
}

void HelperProcess::cancel(int request)
{
    const auto at = std::find_if(m_waiting.begin(), m_waiting.end(),
                                 [request](const Request &waiting) { return waiting.id == request; });
    if (at == m_waiting.end())
        return;
    if (!m_asked || at != m_waiting.begin()) {
        m_waiting.erase(at);
        return;
    }
    at->reply = nullptr; // its answer is still to come
    at->part = nullptr;
    stop();
}

void HelperProcess::stop()
{
    write({{u"do"_s, u"cancel"_s}, {u"of"_s, m_waiting.front().id}});
}

void HelperProcess::leave()
{
    if (m_state == State::Ended || m_state == State::Leaving)
        return;
    if (m_asked && m_state == State::Open)
        stop(); // or it would be done first
    m_state = State::Leaving;
    m_process->closeWriteChannel();
    m_deadline.start(leaveDeadline);
}

void HelperProcess::read()
{
    m_reader.feed(m_process->readAllStandardOutput());
    const QPointer<HelperProcess> self(this);
    while (const auto line = m_reader.next()) {
        take(*line);
        if (!self || m_state == State::Ended)
            return;
    }
    if (m_reader.isBroken())
        fail({ErrorCode::Garbage, tr("The helper program of the debug engine talks nonsense."),
              QString::fromUtf8(m_reader.rest()), tr("Install Procdeck again: its parts do not fit together.")});
}

void HelperProcess::take(const QJsonObject &line)
{
    note("<-"_L1, line);
    m_heard = true;
    if (m_state == State::Opening) {
        takeOpening(line);
        return;
    }
    if (!line.contains("id"_L1)) {
        emit told(line);
        return;
    }
    if (!m_asked || line.value("id"_L1).toInt() != m_waiting.front().id)
        return; // of a request that is over
    if (line.contains("ok"_L1))
        answer(line.value("ok"_L1).toObject());
    else if (line.contains("error"_L1))
        answer(errorOf(line.value("error"_L1).toObject(), m_at));
    else
        takePart(line);
}

void HelperProcess::takePart(const QJsonObject &line)
{
    if (m_state == State::Open)
        m_deadline.start();
    if (const Part part = m_waiting.front().part; part && m_waiting.front().context)
        part(line);
}

void HelperProcess::takeOpening(const QJsonObject &line)
{
    const QJsonValue version = line.value("procdeck-dbgeng-host"_L1);
    if (!version.isUndefined() && version.toInt() != protocolVersion) {
        fail({ErrorCode::Garbage,
              tr("The helper program of the debug engine is of another release."),
              {},
              tr("Install Procdeck again: its parts do not fit together.")});
    } else if (line.contains("error"_L1)) {
        fail(errorOf(line.value("error"_L1).toObject(), m_setup.engineFolder));
    } else if (line.contains("engine"_L1)) {
        m_engineVersion = cleanText(line.value("engine"_L1).toString(), 100);
        m_state = State::Open;
        m_deadline.stop();
        emit opened();
    }
}

void HelperProcess::answer(const Result<QJsonObject> &result)
{
    if (m_state == State::Open) // else the deadline is that of leaving
        m_deadline.stop();
    m_asked = false;
    const Request request = std::move(m_waiting.front());
    m_waiting.pop_front();
    const QPointer<HelperProcess> self(this);
    if (request.reply && request.context)
        request.reply(result);
    if (self)
        sendNext();
}

void HelperProcess::sendNext()
{
    if (m_state != State::Open || m_asked || m_waiting.empty())
        return;
    m_asked = true;
    m_deadline.start(m_waiting.front().deadline);
    write(m_waiting.front().command);
}

void HelperProcess::write(const QJsonObject &line)
{
    note("->"_L1, line);
    m_process->write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

void HelperProcess::note(QLatin1StringView arrow, QJsonObject line)
{
    line.remove("options"_L1); // may hold a password
    const QByteArray text = QJsonDocument(line).toJson(QJsonDocument::Compact);
    m_traffic << arrow + u' ' + QString::fromUtf8(text.left(shownBytes));
    if (m_traffic.size() > keptLines)
        m_traffic.removeFirst();
}

void HelperProcess::processFinished()
{
    if (m_state == State::Leaving) {
        fail({ErrorCode::Closed, tr("The connection to %1 was closed.").arg(m_at), {}, {}});
        return;
    }
    const QPointer<HelperProcess> self(this);
    read(); // what it said last tells more than that it died
    if (!self || m_state == State::Ended)
        return;
    if (m_setup.runsInWine && !m_heard && m_runs < wineRuns)
        QTimer::singleShot(wineInterval, this, [this] {
            if (m_state == State::Opening)
                run();
        });
    else
        fail({ErrorCode::ServerFailed, tr("The helper program of the debug engine ended unexpectedly."), traffic(),
              tr("Connect again.")});
}

void HelperProcess::fail(const Error &why)
{
    if (m_state == State::Ended)
        return;
    m_deadline.stop();
    const bool expected = m_state == State::Leaving;
    m_state = State::Ended;
    abandon();
    if (!expected)
        log(LogCategory::Engine).warn("{}: {}\n{}", m_at, why.message, traffic());
    const QPointer<HelperProcess> self(this);
    for (const Request &request : std::exchange(m_waiting, {})) {
        if (request.reply && request.context)
            request.reply(why);
        if (!self)
            return;
    }
    emit ended(why);
}

} // namespace procdeck::dbgeng
