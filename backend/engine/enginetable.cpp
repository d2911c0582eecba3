#include "backend/engine/enginetable.h"

#include "backend/engine/dbgeng/dbgengengine.h"
#include "backend/engine/dbgeng/helperprocess.h"
#include "backend/engine/gdb/gdbengine.h"
#include "backend/engine/lldb/lldbengine.h"
#include "backend/rsp/lingeringclose.h"

namespace procdeck {

Engines makeEngines(Host &host)
{
    Engines engines;
    engines.push_back(std::make_unique<lldb::LldbEngine>(host));
    engines.push_back(std::make_unique<gdb::GdbEngine>(host));
    engines.push_back(std::make_unique<dbgeng::DbgengEngine>(host));
    return engines;
}

EngineInfos engineInfos(const Engines &engines)
{
    EngineInfos infos;
    for (const auto &engine : engines)
        infos << engine->info();
    return infos;
}

bool isStillLeaving()
{
    return rsp::LingeringClose::pending() + dbgeng::HelperProcess::pending() > 0;
}

TaskPtr<DebugSessionPtr> Engine::debug(const DebugRequest &request)
{
    Q_UNUSED(request)
    Q_ASSERT_X(false, "Engine::debug", "this engine has no such capability");
    return {};
}

TaskPtr<ProcessList> Link::detailProcesses(const QList<qint64> &pids)
{
    Q_UNUSED(pids)
    Q_ASSERT_X(false, "Link::detailProcesses", "this engine has no such capability");
    return {};
}

Engine *findEngine(const Engines &engines, const QString &id)
{
    for (const auto &engine : engines) {
        if (engine->info().id == id)
            return engine.get();
    }
    return nullptr;
}

} // namespace procdeck
