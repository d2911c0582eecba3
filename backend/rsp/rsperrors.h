#pragma once
// What can go wrong between a client and its peer, in words for the operator. Thread: any (pure functions).

#include "backend/types/error.h"

#include <QByteArray>

#include <chrono>

namespace procdeck::rsp {

[[nodiscard]] Error closedByUs(const QString &peer);
[[nodiscard]] Error tooLongToAsk(const QString &peer, qsizetype limit);
[[nodiscard]] Error silent(const QString &peer, std::chrono::milliseconds deadline);
[[nodiscard]] Error notThisProtocol(const QString &peer, const QByteArray &said); ///< hint: what it looks like
[[nodiscard]] Error breaksTheRules(const QString &peer, const QByteArray &said);  ///< spoke the protocol before
[[nodiscard]] Error replyTooLong(const QString &peer, qsizetype limit);
[[nodiscard]] Error damagedReplies(const QString &peer);
[[nodiscard]] Error refusesRequests(const QString &peer);
[[nodiscard]] Error talksUnasked(const QString &peer);

} // namespace procdeck::rsp
