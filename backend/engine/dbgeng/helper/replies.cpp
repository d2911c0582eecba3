#include "backend/engine/dbgeng/helper/replies.h"

#include <cstdint>

namespace procdeck::helper {

Json failure(const Outcome &outcome)
{
    return {{"error",
             {{"call", outcome.call},
              {"code", static_cast<std::uint32_t>(outcome.code)},
              {"text", systemText(outcome.code)}}}};
}

Json answer(int id, const Outcome &outcome, const Json &result)
{
    Json message = outcome.ok() ? Json{{"ok", result}} : failure(outcome);
    message["id"] = id;
    return message;
}

} // namespace procdeck::helper
