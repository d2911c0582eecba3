#include "backend/engine/dbgeng/helper/attend.h"

#include "backend/engine/dbgeng/helper/debuggee.h"
#include "backend/engine/dbgeng/helper/replies.h"

#include <algorithm>
#include <vector>

namespace procdeck::helper {

namespace {

/// Looking for services takes two thirds of the time of everything else together, and nobody is shown them.
constexpr ULONG everythingShown = DEBUG_PROC_DESC_NO_SERVICES | DEBUG_PROC_DESC_NO_MTS_PACKAGES;
constexpr ULONG noSessionId = 0x10; // mingw-w64 does not know these two
constexpr ULONG noUserName = 0x20;
constexpr ULONG nameAlone = everythingShown | DEBUG_PROC_DESC_NO_COMMAND_LINE | noSessionId | noUserName;
constexpr ULONG systemPid = 4;
constexpr size_t likelyMost = 4096;
constexpr size_t idsPerLine = 4096;
constexpr size_t rowsPerLine = 64;
constexpr ULONGLONG msPerLine = 50; ///< a row waits no longer than this for the others of its line
constexpr ULONG pumpMs = 50;        ///< between two looks for a command

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
        else if (verb == "ping")
            ping(id);
        else if (verb == "processes")
            list(id);
        else if (verb == "details")
            say(answer(id, describeAll(id, command.value("pids", std::vector<ULONG>()), everythingShown)));
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
        do { // once, where there is room: with many processes each call takes long
            ids.resize(std::max<size_t>(likelyMost, actual + actual / 8));
            const HRESULT code = m_engine.client().GetRunningProcessSystemIds(m_server, ids.data(),
                                                                              static_cast<ULONG>(ids.size()), &actual);
            if (FAILED(code))
                return {code, "GetRunningProcessSystemIds"};
        } while (actual > ids.size());
        ids.resize(actual);
        return {};
    }

    /// Whether the server still answers: asks for the one process that every Windows has, because the time for that does not
    /// grow with the number of processes. What the server says of it does not matter.
    void ping(int id)
    {
        const HRESULT code = m_engine.client().GetRunningProcessDescriptionWide(m_server, systemPid, nameAlone, nullptr,
                                                                                0, nullptr, nullptr, 0, nullptr);
        const bool isAboutTheProcess = code == E_ACCESSDENIED || (code & FACILITY_NT_BIT) != 0;
        say(answer(id, {isAboutTheProcess ? S_OK : code, "GetRunningProcessDescription"}));
    }

    /// Ids first, which are there at once, then the names, which take the engine 1 ms each.
    void list(int id)
    {
        std::vector<ULONG> ids;
        Outcome outcome = readIds(ids);
        if (outcome.ok()) {
            for (size_t from = 0; from < ids.size(); from += idsPerLine) {
                const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(from);
                const auto end = begin + static_cast<std::ptrdiff_t>(std::min(idsPerLine, ids.size() - from));
                say({{"id", id}, {"pids", std::vector<ULONG>(begin, end)}, {"total", ids.size()}});
            }
            outcome = describeAll(id, ids, nameAlone);
        }
        say(answer(id, outcome));
    }

    /// Rows come in portions.
    Outcome describeAll(int id, const std::vector<ULONG> &ids, ULONG flags)
    {
        ULONGLONG sent = GetTickCount64();
        Json rows = Json::array();
        const auto send = [&] {
            say({{"id", id}, {"processes", rows}});
            rows.clear();
            sent = GetTickCount64();
        };
        for (const ULONG pid : ids) {
            if (m_commands.isCancelled(id))
                return {HRESULT_FROM_WIN32(ERROR_CANCELLED), "GetRunningProcessDescription"};
            rows.push_back(describe(pid, flags));
            if (rows.size() == rowsPerLine || GetTickCount64() - sent >= msPerLine)
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
