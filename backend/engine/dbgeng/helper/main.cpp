// procdeck-dbgeng-host: everything of Microsoft's debug engine that may block, in a process that can be killed.
//
//   procdeck-dbgeng-host serve [OPTIONS]   the options are shown for people who list processes; what counts is in the input
//   procdeck-dbgeng-host attend
//
// The first line of the input names the engine's folder; see ../README.md.

#include "backend/engine/dbgeng/helper/attend.h"
#include "backend/engine/dbgeng/helper/leave.h"
#include "backend/engine/dbgeng/helper/replies.h"
#include "backend/engine/dbgeng/helper/serve.h"

#include <cstdio>

using namespace procdeck::helper;

namespace {
constexpr int protocolVersion = 2;
constexpr unsigned patienceMs = 1'000;

/// The program's status.
unsigned play(const std::string &role, Commands &commands)
{
    const auto request = commands.next();
    if (!request)
        return 2;
    if (request->value("endsWithInput", false))
        commands.endWithInput();
    Engine engine;
    if (const Outcome loaded = engine.load(widened(request->value("engine", ""))); !loaded.ok()) {
        say(failure(loaded));
        return 1;
    }
    say({{"engine", engine.version()}});
    return static_cast<unsigned>(role == "serve" ? serve(engine, *request) : attend(engine, commands));
}

} // namespace

int main(int argc, char **argv)
{
    const std::string role = argc > 1 ? argv[1] : "";
    if (role != "serve" && role != "attend") {
        std::fputs("procdeck-dbgeng-host is started by Procdeck. It takes a role: serve or attend.\n", stderr);
        return 2;
    }
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX); // nobody is there to click
    say({{"procdeck-dbgeng-host", protocolVersion}, {"pid", GetCurrentProcessId()}});
    // A server outlives the end of its input, unless it is told otherwise; a client does not outlive whoever asked for it.
    Commands commands(role == "serve" ? INFINITE : patienceMs);
    leave(play(role, commands));
}
