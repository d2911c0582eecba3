#include "backend/engine/dbgeng/helper/attend.h"

#include "backend/engine/dbgeng/helper/debuggee.h"
#include "backend/engine/dbgeng/helper/replies.h"

#include <map>
#include <vector>

namespace procdeck::helper {

namespace {

constexpr ULONG withoutTheSlowParts =
    DEBUG_PROC_DESC_NO_SERVICES | DEBUG_PROC_DESC_NO_MTS_PACKAGES | DEBUG_PROC_DESC_NO_COMMAND_LINE;
constexpr size_t rowsPerLine = 64;
constexpr ULONG pumpMs = 50; ///< between two looks for a command

class Client final {
public:
    Client(Engine &engine, const Commands &commands)
        : m_engine(engine)
        , m_commands(commands)
        , m_debuggee(engine)
    {
    }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    ~Client()
    {
        if (m_debuggee.isThere()) [[maybe_unused]]
            const Outcome left = m_debuggee.detach();
        if (m_connected)
            m_engine.client().DisconnectProcessServer(m_server);
    }

    void handle(const Json &command)
    {
        const int id = command.value("id", -1);
        const std::string verb = command.value("do", "");
        if (verb == "connect")
            connect(id, command);
        else if (verb == "count")
            count(id);
        else if (verb == "processes")
            list(id, command);
        else if (verb == "end")
            say(answer(id, {m_engine.client().EndProcessServer(m_server), "EndProcessServer"}));
        else if (verb == "launch")
            begin(id, m_debuggee.launch(m_server, widened(command.value("commandLine", ""))));
        else if (verb == "attach")
            begin(id, m_debuggee.attach(m_server, command.value("pid", 0U)));
        else if (verb == "detach")
            say(answer(id, m_debuggee.detach()));
        else if (verb == "terminate")
            say(answer(id, m_debuggee.terminate()));
        else
            say(answer(id, {E_NOTIMPL, "unknown command"}));
    }

    [[nodiscard]] bool isDebugging() const { return m_debuggee.isThere(); }

    /// The engine has to be given time, or the debuggee stands still at its next event.
    void debug()
    {
        if (const auto exitCode = m_debuggee.pump(pumpMs))
            say({{"exited", *exitCode == Debuggee::unknownExitCode ? Json() : Json(*exitCode)}});
    }

private:
    void connect(int id, const Json &command)
    {
        const std::string options = command.value("options", "");
        const HRESULT code = m_engine.client().ConnectProcessServer(options.c_str(), &m_server);
        m_connected = SUCCEEDED(code);
        say(answer(id, {code, "ConnectProcessServer"}));
    }

    void begin(int id, const Outcome &outcome) { say(answer(id, outcome, {{"pid", m_debuggee.pid()}})); }

    Outcome readIds(std::vector<ULONG> &ids)
    {
        ULONG actual = 0;
        do { // processes may begin between asking how many there are and asking for them
            ids.resize(actual + 64);
            const HRESULT code = m_engine.client().GetRunningProcessSystemIds(m_server, ids.data(),
                                                                              static_cast<ULONG>(ids.size()), &actual);
            if (FAILED(code))
                return {code, "GetRunningProcessSystemIds"};
        } while (actual > ids.size());
        ids.resize(actual);
        return {};
    }

    /// Whether the server still answers, for the price of one call.
    void count(int id)
    {
        std::vector<ULONG> ids;
        const Outcome outcome = readIds(ids);
        say(answer(id, outcome, {{"processes", ids.size()}}));
    }

    /// Ids first, then the names of all, then, while the time lasts, everything that the engine knows of one after the
    /// other: names take it 1 ms each, all the rest 7 ms. Rows come in portions; a later row of a process replaces the
    /// earlier one.
    void list(int id, const Json &command)
    {
        std::vector<ULONG> ids;
        Outcome outcome = readIds(ids);
        if (outcome.ok())
            outcome = describeAll(id, ids, withoutTheSlowParts, INFINITE);
        if (outcome.ok())
            outcome = describeAll(id, ids, DEBUG_PROC_DESC_DEFAULT, command.value("detailsMs", 0U));
        say(answer(id, outcome, {{"total", ids.size()}}));
    }

    Outcome describeAll(int id, const std::vector<ULONG> &ids, ULONG flags, DWORD budgetMs)
    {
        const ULONGLONG begin = GetTickCount64();
        Json rows = Json::array();
        const auto send = [&] {
            say({{"id", id}, {"processes", rows}, {"total", ids.size()}});
            rows.clear();
        };
        for (const ULONG pid : ids) {
            if (m_commands.isCancelled(id))
                return {HRESULT_FROM_WIN32(ERROR_CANCELLED), "GetRunningProcessDescription"};
            if (budgetMs != INFINITE && GetTickCount64() - begin >= budgetMs)
                break;
            rows.push_back(describe(pid, flags));
            if (rows.size() == rowsPerLine)
                send();
        }
        if (!rows.empty())
            send();
        return {};
    }

    /// A process that has ended meanwhile, or that may not be looked into, has no path.
    Json describe(ULONG pid, ULONG flags)
    {
        std::wstring path(MAX_PATH, L'\0');
        std::wstring text(1024, L'\0');
        ULONG pathSize = 0;
        ULONG textSize = 0;
        HRESULT code = S_FALSE;
        for (int attempt = 0; attempt < 2 && code == S_FALSE; ++attempt) { // S_FALSE: longer than the room for it
            path.resize(std::max<size_t>(path.size(), pathSize));
            text.resize(std::max<size_t>(text.size(), textSize));
            code = m_engine.client().GetRunningProcessDescriptionWide(
                m_server, pid, flags, path.data(), static_cast<ULONG>(path.size()), &pathSize, text.data(),
                static_cast<ULONG>(text.size()), &textSize);
        }
        if (FAILED(code))
            return {{"pid", pid}};
        return {{"pid", pid}, {"path", narrowed(path.c_str())}, {"text", narrowed(text.c_str())}};
    }

    Engine &m_engine;
    const Commands &m_commands;
    Debuggee m_debuggee;
    ULONG64 m_server = 0;
    bool m_connected = false;
};

} // namespace

int attend(Engine &engine, Commands &commands)
{
    Client client(engine, commands);
    for (;;) {
        if (client.isDebugging()) {
            if (const auto command = commands.poll())
                client.handle(*command);
            else if (commands.hasEnded())
                return 0;
            else
                client.debug();
        } else if (const auto command = commands.next()) {
            client.handle(*command);
        } else {
            return 0;
        }
    }
}

} // namespace procdeck::helper
