#include "backend/types/engineinfo.h"

namespace procdeck {

std::optional<WaitWay> waitWay(const EngineInfo &engine, const FieldValues &fields, bool here)
{
    if (!engine.can(Capability::Wait))
        return std::nullopt;
    return here || !engine.waitFromOutside ? WaitWay::Process : engine.waitFromOutside(fields);
}

const EngineInfo *findEngine(const EngineInfos &engines, const QString &id)
{
    for (const EngineInfo &engine : engines) {
        if (engine.id == id)
            return &engine;
    }
    return nullptr;
}

} // namespace procdeck
