#include "backend/engine/dbgeng/helper/serve.h"

#include "backend/engine/dbgeng/helper/replies.h"

namespace procdeck::helper {

int serve(Engine &engine, const Json &request)
{
    const std::string options = request.value("options", "");
    const HRESULT started = engine.client().StartProcessServer(DEBUG_CLASS_USER_WINDOWS, options.c_str(), nullptr);
    if (FAILED(started)) {
        say(failure({started, "StartProcessServer"}));
        return 1;
    }
    say({{"serving", true}});

    // For ever, on the thread that started it: with a time-out this call returns S_OK whether or not the server has
    // ended. And after an end the port goes on listening until this process exits.
    const HRESULT ended = engine.client().WaitForProcessServerEnd(INFINITE);
    if (FAILED(ended)) {
        say(failure({ended, "WaitForProcessServerEnd"}));
        return 1;
    }
    say({{"ended", true}});
    return 0;
}

} // namespace procdeck::helper
