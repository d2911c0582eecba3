#include "backend/engine/lldb/lldbprocesses.h"

#include "backend/rsp/text.h"
#include "backend/types/text.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace procdeck::lldb {

namespace {

/// Each costs a round trip; a machine with more users than this shows numbers for the rest.
constexpr qsizetype maxUserNames = 64;

QString hexText(const QByteArray &hex, qsizetype limit)
{
    return cleanText(rsp::fromHex(hex).value_or(QByteArray()), limit);
}

QString argumentsText(const QByteArray &hexArguments)
{
    QStringList arguments;
    for (const QByteArray &hex : hexArguments.split('-'))
        arguments << hexText(hex, 4096);
    return cleanText(commandLine(arguments), 32 * 1024);
}

} // namespace

std::optional<ProcessInfo> parseProcess(const QByteArray &record)
{
    const rsp::Fields fields = rsp::parseFields(record);
    bool ok = false;
    ProcessInfo process;
    process.pid = rsp::field(fields, "pid").toLongLong(&ok);
    if (!ok || process.pid <= 0)
        return std::nullopt;

    const qint64 parent = rsp::field(fields, "ppid").toLongLong(&ok);
    // lldb-server 19 and 22 tell 0 for every process whose name holds a space; truly parentless are only the first two.
    if (ok && (parent > 0 || process.pid <= 2))
        process.parentPid = parent;
    process.path = hexText(rsp::field(fields, "name"), 4096);
    process.name = process.path.mid(process.path.lastIndexOf(u'/') + 1);
    if (const QByteArray arguments = rsp::field(fields, "args"); !arguments.isEmpty())
        process.commandLine = argumentsText(arguments);
    process.user = QString::fromLatin1(rsp::field(fields, "uid")).left(20);
    process.architecture = hexText(rsp::field(fields, "triple"), 200).section(u'-', 0, 0);
    return process;
}

ListTask::ListTask(rsp::RspClient &client)
    : StubTask(client)
{
}

void ListTask::run()
{
    enterStep(tr("listing processes"), deadline,
              {ErrorCode::Silent,
               tr("The process list did not come to an end within %1 s.").arg(deadline.count() / 1000),
               {},
               tr("The server or the connection may be overloaded: try again.")});
    ask("qfProcessInfo:all_users:1;"_ba, [this](const QByteArray &reply) { take(reply); });
}

void ListTask::take(const QByteArray &record)
{
    if (rsp::isError(record)) {
        askUserNames();
        return;
    }
    const std::optional<ProcessInfo> process = parseProcess(record);
    if (!process || m_processes.size() >= maxProcesses) {
        finish(Error{ErrorCode::Garbage, tr("The server sent a process list that makes no sense."),
                     QString::fromLatin1(record.left(200)), tr("Check that it is a genuine LLDB platform server.")});
        return;
    }
    m_processes.append(*process);
    if (m_processes.size() % 100 == 0)
        countStep(static_cast<int>(m_processes.size()), 0);
    ask("qsProcessInfo"_ba, [this](const QByteArray &reply) { take(reply); });
}

void ListTask::askUserNames()
{
    QSet<QString> ids;
    for (const ProcessInfo &process : std::as_const(m_processes))
        ids.insert(process.user);
    ids.remove(QString());
    m_userIds = ids.values().mid(0, maxUserNames);
    askNextUserName();
}

void ListTask::askNextUserName()
{
    if (m_userIds.isEmpty()) {
        conclude();
        return;
    }
    const QString id = m_userIds.takeLast();
    ask("qUserName:"_ba + id.toLatin1(), [this, id](const QByteArray &reply) {
        if (!rsp::isError(reply)) {
            if (const QString name = hexText(reply, 64); !name.isEmpty())
                m_userNames.insert(id, name);
        }
        askNextUserName();
    });
}

void ListTask::conclude()
{
    for (ProcessInfo &process : m_processes)
        process.user = m_userNames.value(process.user, process.user);
    finish(std::move(m_processes));
}

} // namespace procdeck::lldb
