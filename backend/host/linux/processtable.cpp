#include "backend/host/linux/processtable.h"

#include "backend/types/text.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace procdeck::linuxhost {

namespace {

constexpr qsizetype longestCommandLine = 4096;

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    // Files of /proc tell no size: read until the end.
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.readAll() : QByteArray();
}

QString linkTarget(const QString &path)
{
    std::array<char, 4096> target{};
    const ssize_t size = readlink(QFile::encodeName(path).constData(), target.data(), target.size());
    return size > 0 ? QFile::decodeName(QByteArray(target.data(), static_cast<qsizetype>(size))) : QString();
}

QList<qint64> readPids(const QString &root)
{
    QList<qint64> pids;
    for (const QString &name : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool ok = false;
        const qint64 pid = name.toLongLong(&ok);
        if (ok)
            pids << pid;
    }
    return pids;
}

/// Fields of /proc/PID/stat, numbered as in proc(5) from 3 on. The name before them may hold anything, also ") ".
struct Stat {
    char state = '?';
    qint64 parent = 0;
    qint64 group = 0;
    quint64 startTime = 0;
};

std::optional<Stat> readStat(const QString &folder)
{
    const QByteArray text = readSmall(folder + u"/stat"_s);
    const qsizetype end = text.lastIndexOf(')');
    if (end < 0)
        return std::nullopt;
    const QList<QByteArray> fields = text.mid(end + 2).split(' ');
    constexpr qsizetype first = 3;
    constexpr qsizetype startTimeField = 22;
    if (fields.size() <= startTimeField - first)
        return std::nullopt;
    return Stat{fields.at(0).isEmpty() ? '?' : fields.at(0).at(0), fields.at(4 - first).toLongLong(),
                fields.at(5 - first).toLongLong(), fields.at(startTimeField - first).toULongLong()};
}

qint64 readTracer(const QString &folder)
{
    const QByteArray status = readSmall(folder + u"/status"_s);
    const qsizetype at = status.indexOf("\nTracerPid:");
    return at < 0 ? 0 : status.mid(at + 11, 16).split('\n').first().trimmed().toLongLong();
}

} // namespace

std::optional<HostProcess> readProcess(const QString &root, qint64 pid)
{
    const QString folder = root + u'/' + QString::number(pid);
    const std::optional<Stat> stat = readStat(folder);
    if (!stat || stat->state == 'Z' || stat->state == 'X')
        return std::nullopt;
    HostProcess process;
    process.ref.pid = pid;
    process.ref.startTime = stat->startTime;
    process.parentPid = stat->parent;
    process.processGroup = stat->group;
    process.tracerPid = readTracer(folder);
    process.program = linkTarget(folder + u"/exe"_s);
    QByteArray arguments = readSmall(folder + u"/cmdline"_s);
    if (arguments.endsWith('\0'))
        arguments.chop(1);
    if (!arguments.isEmpty()) {
        for (const QByteArray &argument : arguments.split('\0'))
            process.arguments << QFile::decodeName(argument);
    }
    process.ref.commandLine = cleanText(commandLine(process.arguments), longestCommandLine);
    return process;
}

QList<HostProcess> readProcesses(const QString &root)
{
    QList<HostProcess> processes;
    for (const qint64 pid : readPids(root)) {
        if (auto process = readProcess(root, pid))
            processes << std::move(*process);
    }
    return processes;
}

QList<HostProcess> holdersOfSocket(const QString &root, quint64 inode)
{
    const QString wanted = u"socket:[%1]"_s.arg(inode);
    QList<HostProcess> holders;
    for (const qint64 pid : readPids(root)) {
        const QDir descriptors(root + u'/' + QString::number(pid) + u"/fd"_s);
        // Sockets are links without a target in the file system, which a directory listing counts as System.
        const QStringList names =
            descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Unsorted);
        const bool holds = std::any_of(names.begin(), names.end(), [&](const QString &name) {
            return linkTarget(descriptors.filePath(name)) == wanted;
        });
        if (!holds)
            continue;
        if (auto process = readProcess(root, pid))
            holders << std::move(*process);
    }
    return holders;
}

} // namespace procdeck::linuxhost
