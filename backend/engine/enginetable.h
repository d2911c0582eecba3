#pragma once
// The one place that knows which engines there are. A new engine is a folder beside this file and a line in the .cpp.
// Thread: worker (makeEngines); any (engineInfos).

#include "backend/engine/engine.h"

namespace procdeck {

/// Every engine, whether this machine can start its servers or not. `host` must outlive them.
[[nodiscard]] Engines makeEngines(Host &host);

[[nodiscard]] EngineInfos engineInfos(const Engines &engines);

/// nullptr: no such engine.
[[nodiscard]] Engine *findEngine(const Engines &engines, const QString &id);

} // namespace procdeck
