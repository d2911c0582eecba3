#include "backend/types/engineinfo.h"

namespace procdeck {

const EngineInfo *findEngine(const EngineInfos &engines, const QString &id)
{
    for (const EngineInfo &engine : engines) {
        if (engine.id == id)
            return &engine;
    }
    return nullptr;
}

} // namespace procdeck
