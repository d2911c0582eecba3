#include "backend/rsp/rsperrors.h"

#include "backend/rsp/wirelog.h"
#include "backend/types/text.h"

#include <QCoreApplication>

namespace procdeck::rsp {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(RspClient)
};

QString garbageHint()
{
    return Tr::tr("Check that a debug server listens there, and that its version is known to work.");
}

QString looksLike(const QByteArray &said)
{
    if (said.startsWith("SSH-"))
        return Tr::tr("It looks like an SSH server. Check the port.");
    if (said.startsWith("HTTP/") || said.contains("<html"))
        return Tr::tr("It looks like a web server. Check the port.");
    return Tr::tr("Another kind of program listens there. Check the port.");
}

QString quoted(const QByteArray &said)
{
    return Tr::tr("It said: %1").arg(WireLog::printable(said));
}

} // namespace

Error closedByUs(const QString &peer)
{
    return {ErrorCode::Closed, Tr::tr("The connection to %1 was closed.").arg(peer), {}, {}};
}

Error tooLongToAsk(const QString &peer, qsizetype limit)
{
    return {ErrorCode::InvalidInput,
            Tr::tr("The request is longer than %1 accepts (%2 bytes).").arg(peer).arg(limit),
            {},
            {}};
}

Error silent(const QString &peer, std::chrono::milliseconds deadline)
{
    return {
        ErrorCode::Silent,
        Tr::tr("%1 accepted the connection, but gave no answer within %2.").arg(peer, durationText(deadline.count())),
        {},
        Tr::tr("The server may hang or be stopped, or another kind of program listens there.")};
}

Error notThisProtocol(const QString &peer, const QByteArray &said)
{
    return {ErrorCode::Garbage, Tr::tr("%1 does not speak the GDB remote protocol.").arg(peer), quoted(said),
            looksLike(said)};
}

Error breaksTheRules(const QString &peer, const QByteArray &said)
{
    return {ErrorCode::Garbage, Tr::tr("%1 broke the rules of the GDB remote protocol.").arg(peer), quoted(said),
            garbageHint()};
}

Error replyTooLong(const QString &peer, qsizetype limit)
{
    return {ErrorCode::Garbage,
            Tr::tr("%1 sent a reply of more than %2 MiB.").arg(peer).arg(limit / 1024 / 1024),
            {},
            garbageHint()};
}

Error damagedReplies(const QString &peer)
{
    return {ErrorCode::Garbage, Tr::tr("%1 keeps sending damaged replies.").arg(peer), {}, garbageHint()};
}

Error refusesRequests(const QString &peer)
{
    return {ErrorCode::Garbage, Tr::tr("%1 refuses every request as damaged.").arg(peer), {}, garbageHint()};
}

Error talksUnasked(const QString &peer)
{
    return {ErrorCode::Garbage, Tr::tr("%1 does not stop sending what nobody asked for.").arg(peer), {}, garbageHint()};
}

} // namespace procdeck::rsp
