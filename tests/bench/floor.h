#pragma once
// The floor: the same packets as Procdeck sends, by a bare blocking socket, with nothing done to the replies but to look
// where they end. Thread: any; blocks.

#include <QtGlobal>

namespace procdeck::bench {

/// Connects, shakes hands, lists, leaves. The number of replies; 0: something went wrong.
[[nodiscard]] int listLldb(quint16 port);
[[nodiscard]] int listGdb(quint16 port);

} // namespace procdeck::bench
