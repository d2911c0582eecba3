#pragma once
// The debug-engine contract: the five verbs for one kind of process server. Thread: worker. Nothing here blocks, and
// no call reports before it returns: it hands out a Task (see task.h) that does the work once it is started.
//
// Failures are told apart by ErrorCode: nobody there (Unreachable), somebody silent (Silent), somebody of another kind
// (WrongPeer, the message names what it is), not this protocol at all (Garbage), hanging up (Closed), serving
// somebody else (Busy).

#include "backend/engine/debugsession.h"
#include "backend/engine/link.h"
#include "backend/host/host.h"
#include "backend/types/engineinfo.h"
#include "backend/types/job.h"

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace procdeck {

class Engine {
    Q_DISABLE_COPY_MOVE(Engine)

public:
    Engine() = default;
    virtual ~Engine() = default;

    [[nodiscard]] virtual const EngineInfo &info() const = 0;

    /// Where a server of that address listens; nullopt: nowhere that a socket table shows.
    [[nodiscard]] virtual std::optional<Endpoint> endpoint(const ServerAddress &address) const = 0;

    struct StartRequest {
        FieldValues listen;
        bool endsWithUs = false; ///< it does not outlive Procdeck, however Procdeck ends
    };
    /// Runs the real server, detached. Succeeds only on evidence that it listens. A task destroyed before its outcome
    /// leaves no server behind. Consent to exposure has been checked by the caller.
    /// Errors: MissingProgram, ServerFailed (with what the server printed), InvalidInput, TimedOut.
    [[nodiscard]] virtual TaskPtr<Started> start(const StartRequest &request) = 0;

    [[nodiscard]] virtual TaskPtr<LinkPtr> connect(const ServerAddress &address) = 0;

    struct EndRequest {
        ServerAddress address;
        Link *ours = nullptr; ///< our open connection, if any: a server for one client can only be asked through it;
                              ///< may be lost meanwhile
        std::chrono::milliseconds timeout{10'000}; ///< for the evidence to appear once the server was asked
    };
    /// Asks, then verifies. Errors: StillRunning (asked, and the evidence did not come in time), and those of connect.
    [[nodiscard]] virtual TaskPtr<Ended> end(const EndRequest &request) = 0;

    struct WaitRequest {
        ServerAddress address;
        Link *ours = nullptr;                 ///< as above
        std::chrono::milliseconds timeout{0}; ///< 0: for ever
        bool insist = false;                  ///< watch even where that takes the server away from others
    };
    /// Errors: ConsentNeeded (can only be watched by occupying it), and those of connect.
    [[nodiscard]] virtual TaskPtr<Waited> wait(const WaitRequest &request) = 0;

    struct DebugRequest {
        ServerAddress address;
        QString commandLine; ///< of a program to launch; empty: attach
        qint64 pid = 0;      ///< to attach to
    };
    /// Only where info() has Capability::Debug. The process runs when it is done. Errors: those of connect, ServerFailed.
    [[nodiscard]] virtual TaskPtr<DebugSessionPtr> debug(const DebugRequest &request);
};

using Engines = std::vector<std::unique_ptr<Engine>>;

} // namespace procdeck
