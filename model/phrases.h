#pragma once
// Short texts made of values, for labels, tooltips and the status bar. Thread: any (pure functions).

#include "backend/types/evidence.h"
#include "model/inventory.h"

namespace procdeck {

/// "12 servers, 3 connected, 1 needs attention"
[[nodiscard]] QString summaryText(const ServerCounts &counts);

/// "just now", "12 s ago", "2 min ago", "3 h ago"; older than a day: the local date and time.
[[nodiscard]] QString agoText(const QDateTime &when, const QDateTime &now);

/// Without the full stop at its end, for use inside a sentence.
[[nodiscard]] QString clause(const QString &sentence);

/// "process 4711 has ended (list of processes, 2 min ago)"; "nothing was looked at yet" where there is no evidence.
[[nodiscard]] QString evidenceText(const Evidence &evidence, const QDateTime &now);

/// The operator's name for the server, or its address, or "New server" while it has neither.
[[nodiscard]] QString displayName(const ServerSpec &spec);

/// "no sessions", "2 sessions"
[[nodiscard]] QString sessionsText(qsizetype count);

/// "1 process", "312 processes"
[[nodiscard]] QString processesText(int count);

/// Text that may hold anything, for a tooltip: Qt would guess whether it is markup.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace procdeck
