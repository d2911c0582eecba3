#include "backend/engine/dbgeng/helper/serve.h"

#include "backend/engine/dbgeng/helper/replies.h"

#include <cstdint>

namespace procdeck::helper {

namespace {

constexpr std::uintptr_t highestHandle = 0x4000; ///< of a process that has just begun; they are multiples of 4

/// The client that asked for the end still has to be answered, by a thread of the engine's that nobody can wait for. A client
/// without an answer waits for ever.
constexpr DWORD answerMs = 100;

/// The engine's listening socket can be inherited, and programs launched through the server inherit it: each would keep the
/// port open after the server's end.
void keepHandlesFromChildren()
{
    for (std::uintptr_t number = 4; number < highestHandle; number += 4) {
        const auto handle = reinterpret_cast<HANDLE>(number);
        DWORD flags = 0;
        if (GetHandleInformation(handle, &flags) && (flags & HANDLE_FLAG_INHERIT) &&
            handle != GetStdHandle(STD_INPUT_HANDLE) && handle != GetStdHandle(STD_OUTPUT_HANDLE) &&
            handle != GetStdHandle(STD_ERROR_HANDLE))
            SetHandleInformation(handle, HANDLE_FLAG_INHERIT, 0);
    }
}

} // namespace

int serve(Engine &engine, const Json &request)
{
    const std::string options = request.value("options", "");
    const HRESULT started = engine.client().StartProcessServer(DEBUG_CLASS_USER_WINDOWS, options.c_str(), nullptr);
    if (FAILED(started)) {
        say(failure({started, "StartProcessServer"}));
        return 1;
    }
    keepHandlesFromChildren();
    say({{"serving", true}});

    // For ever, on the thread that started it: with a time-out this call returns S_OK whether or not the server has
    // ended. And after an end the port goes on listening until this process exits.
    const HRESULT ended = engine.client().WaitForProcessServerEnd(INFINITE);
    if (FAILED(ended)) {
        say(failure({ended, "WaitForProcessServerEnd"}));
        return 1;
    }
    say({{"ended", true}});
    Sleep(answerMs);
    return 0;
}

} // namespace procdeck::helper
