#pragma once
// The one place that knows which engines there are. A new engine is a folder beside this file and a line in the .cpp.
// Thread: worker (makeEngines); any (engineInfos).

#include "backend/engine/engine.h"

namespace procdeck {

/// Every engine, whether this machine can start its servers or not. `host` must outlive them.
[[nodiscard]] Engines makeEngines(Host &host);

[[nodiscard]] EngineInfos engineInfos(const Engines &engines);

/// Connections of the calling thread that nobody holds any more, and that are still being left politely (some servers die
/// of a connection that is cut in the middle of an answer). Who ends the thread's event loop waits until there are none;
/// 2 s at the most.
[[nodiscard]] bool isStillLeaving();

/// nullptr: no such engine.
[[nodiscard]] Engine *findEngine(const Engines &engines, const QString &id);

} // namespace procdeck
