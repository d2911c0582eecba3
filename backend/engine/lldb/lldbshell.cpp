#include "backend/engine/lldb/lldbshell.h"

#include "backend/rsp/text.h"

using namespace Qt::StringLiterals;

namespace procdeck::lldb {

namespace {

qint64 statusNumber(const QByteArray &procStatus, QByteArrayView key)
{
    for (const QByteArray &line : procStatus.split('\n')) {
        if (line.startsWith(key))
            return line.mid(key.size()).trimmed().toLongLong();
    }
    return 0;
}

} // namespace

QByteArray shellRequest(const QByteArray &command)
{
    return "qPlatform_shell:" + rsp::toHex(command) + ",a";
}

std::optional<ShellReply> parseShellReply(const QByteArray &reply)
{
    // The output may hold commas: only the first three count.
    const QList<QByteArray> parts = reply.left(20).split(',');
    if (parts.size() < 4 || parts.at(0) != "F" || parts.at(1).size() != 8 || parts.at(2).size() != 8)
        return std::nullopt;
    bool ok = false;
    const quint32 status = parts.at(1).toUInt(&ok, 16);
    if (!ok)
        return std::nullopt;
    return ShellReply{static_cast<int>(status), reply.mid(20)};
}

QByteArray whoServesUs()
{
    return "cat /proc/$PPID/status"_ba;
}

std::optional<Serving> parseServing(const QByteArray &procStatus)
{
    const Serving serving{statusNumber(procStatus, "Pid:"), statusNumber(procStatus, "PPid:")};
    if (serving.handler <= 1 || serving.server <= 1)
        return std::nullopt;
    return serving;
}

} // namespace procdeck::lldb
