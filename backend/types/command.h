#pragma once
// What the operator wants, as a value: the only thing that travels from the window or the command line to the worker.
// Thread: none (value).

#include "backend/types/serverspec.h"

#include <QStringList>

#include <chrono>
#include <variant>

namespace procdeck {

using JobId = QUuid;

/// Run a server on this computer that others can connect to. It outlives Procdeck, unless the operator chose otherwise.
struct StartServer {
    QString engine;               ///< EngineInfo::id
    FieldValues listen;           ///< by the engine's listenSyntax
    QString name;                 ///< the operator's name for it; may be empty
    bool exposureAllowed = false; ///< consent to a server that other machines can reach
    bool endsWithUs = false;      ///< it ends with this process, however that ends
};

/// Become a client, identify the server, list its processes; stays connected.
struct Connect {};

/// Stop being a client. The server and every debuggee stay as they are.
struct Disconnect {};

/// Ask what the server is. Without a connection, opens one for the purpose and closes it again.
struct Identify {};

/// List the processes. Without a connection, opens one for the purpose and closes it again.
struct ListProcesses {
    bool withDetails = false; ///< also what the engine's lists leave out, however long that takes
};

/// Request that the server shuts down, then verify that it did.
struct EndServer {
    std::chrono::milliseconds timeout{10'000}; ///< for the evidence to appear once the server was asked
};

/// Learn that the server has ended.
struct WaitForEnd {
    std::chrono::milliseconds timeout{0}; ///< 0: for ever
    bool insist = false;                  ///< wait even where watching takes the server away from others
};

/// Debug a process through the server: it becomes a session of it, and runs. Needs no connection of ours.
struct DebugProcess {
    QString commandLine; ///< of a program to launch on the server's machine; empty: attach
    qint64 pid = 0;      ///< to attach to
    QString name;        ///< of that process, for the operator; may be empty
};

/// Leave a process that is debugged through the server.
struct LeaveProcess {
    qint64 pid = 0;
    bool terminate = false; ///< end it; else it runs on alone
};

using Verb = std::variant<StartServer, Connect, Disconnect, Identify, ListProcesses, EndServer, WaitForEnd,
                          DebugProcess, LeaveProcess>;

struct Command {
    JobId job;         ///< new for every command; names the job that it becomes
    ServerSpec server; ///< StartServer: id and name only, the address comes back with the result
    Verb verb;
};

[[nodiscard]] inline Command makeCommand(ServerSpec server, Verb verb)
{
    return {QUuid::createUuid(), std::move(server), std::move(verb)};
}

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::Command)
