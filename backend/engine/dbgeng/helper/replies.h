#pragma once
// Answers in the form that ../README.md describes. Thread: any (pure functions).

#include "backend/engine/dbgeng/helper/engine.h"
#include "backend/engine/dbgeng/helper/lines.h"

namespace procdeck::helper {

/// {"error": {"call": …, "code": 2147549191, "text": Windows' words}}
[[nodiscard]] Json failure(const Outcome &outcome);

/// The same with the command's id, or {"id": …, "ok": result}.
[[nodiscard]] Json answer(int id, const Outcome &outcome, const Json &result = Json::object());

} // namespace procdeck::helper
