#pragma once
// Runs a server program detached on this computer and waits for evidence that it listens: the socket table has to show
// that very process at the address, where this computer can show such a thing at all. A successful exec, an exit status of
// 0 or a line on the terminal prove nothing (lldb-server 22 exits with 0 on every usage error). Thread: worker.
//
// The program's output goes to a file in the state folder, which stays as long as the server writes to it; files that
// nobody has written to for 30 days are removed at the next start.

#include "backend/engine/task.h"
#include "backend/host/host.h"

#include <functional>
#include <memory>
#include <optional>

namespace procdeck {

struct ProgramPlan {
    QString engine; ///< starts the name of the output file
    QString name;   ///< for the operator; empty: the program's file name
    RunRequest run; ///< but for outputFile, which is chosen here
    std::chrono::milliseconds listenDeadline{10'000};
    /// Where it is going to listen. A TCP port of 0 is filled in from `readPort`. nullopt: nowhere that the socket table
    /// shows; then `readPort` alone tells when it serves.
    std::optional<Endpoint> endpoint;
    QString whereTaken; ///< what to do where somebody else listens there; empty: another port, or 0
    /// The socket table shows another process as the holder, or none (Wine).
    bool isHeldByAnother = false;
    /// The port really taken, once the program has told, from its output so far; without a TCP endpoint any number, once it
    /// serves. Not called for a local socket.
    std::function<std::optional<quint16>(const QByteArray &output)> readPort;
    /// The address for the endpoint really taken.
    std::function<ServerAddress(const std::optional<Endpoint> &taken)> address;
    /// After this output it is to be run again a moment later: what runs it was not ready. No function: never.
    std::function<bool(const QByteArray &output)> runsAgain;
    /// What the output of a program that ended says; nullopt, or no function: shown as it is.
    std::function<std::optional<Error>(const QByteArray &output)> readError;
};

/// Errors: Busy (somebody listens there already), ServerFailed (with what the program printed), MissingProgram,
/// PermissionDenied, TimedOut. Destroyed before its outcome, it ends the program that it started.
class ProgramStart final : public Task<Started> {
public:
    ProgramStart(Host &host, ProgramPlan plan);
    ~ProgramStart() override;

private:
    void run() override;
    void launch();
    void lookForPort();
    void lookForListener(const Endpoint &taken);
    void serves(const std::optional<Endpoint> &taken, EvidenceSource source, const QString &what);
    void programEnded(const QString &exitStatus);
    [[nodiscard]] QByteArray output() const; ///< at most its last 16 KiB
    [[nodiscard]] QString programName() const;

    Host &m_host;
    ProgramPlan m_plan;
    QString m_outputFile;
    std::optional<ProcessRef> m_process; ///< while it is ours to end
    std::unique_ptr<ProcessWatch> m_watch;
    QTimer m_poll;
    int m_runs = 0;
};

/// A fresh file name below the state folder, which exists afterwards.
[[nodiscard]] QString newStateFile(const QString &stem, const QString &suffix);

} // namespace procdeck
