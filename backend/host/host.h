#pragma once
// A machine as its operating system shows it: processes, sockets, running and signalling programs.
// Thread: worker. Asynchronous, because looking takes milliseconds here and round trips on a machine elsewhere.
// No packet is sent to any server: what is learned here disturbs nobody.
//
// A callback is called exactly once, never from inside the call, and never after its context object is gone.

#include "backend/types/endpoint.h"
#include "backend/types/processref.h"
#include "backend/types/result.h"

#include <QMap>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace procdeck {

struct HostProcess {
    ProcessRef ref;
    qint64 parentPid = 0;
    qint64 processGroup = 0;
    qint64 tracerPid = 0; ///< 0: nobody traces it
    QString program;      ///< full path; empty: not readable for us
    QStringList arguments;
};

/// What the socket table says of one server address.
struct Listener {
    bool listening = false;
    /// The server's own process. nullopt: none, or it belongs to a user whose processes we may not look into.
    /// Of several processes that share the socket (lldb-server 14 and 19 pass it on to the handler of each connection)
    /// it is the one that the others descend from.
    std::optional<HostProcess> process;
    int queuedConnects = 0; ///< connections accepted by the system that the server has not taken yet
    QStringList clients;    ///< far ends of connections to that port, "127.0.0.1:51034", ours among them
};

struct RunRequest {
    QString program; ///< full path
    QStringList arguments;
    QString outputFile;    ///< receives standard output and error, truncated first; not a pipe, so that it outlives us
    QByteArray input = {}; ///< on standard input, then its end: for secrets, which must not be seen in arguments
    QMap<QString, QString> environment = {}; ///< beside our own; a null value takes a variable away
    /// The program does not outlive the host that runs it, nor this process, however that ends. Its input ends only then;
    /// what is given as `input` has 4 KiB at the most.
    bool endsWithUs = false;
};

enum class Signal : quint8 { Terminate, Kill };

/// Watches one process without using the processor. Thread: worker. Destroying it stops watching.
class ProcessWatch : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProcessWatch)

public:
    ProcessWatch() = default;

signals:
    /// Once. exitStatus: "exit status 1", "signal 15"; empty for a process that is not our child.
    void ended(const QString &exitStatus);
};

class Host : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Host)

public:
    template <typename T> using Callback = std::function<void(const Result<T> &)>;

    Host() = default;

    /// Whether that endpoint belongs to this machine: a local socket, a loopback address, or one of its own addresses.
    /// Names other than "localhost" and the machine's own are not looked up and count as elsewhere.
    [[nodiscard]] virtual bool owns(const Endpoint &endpoint) const = 0;

    /// Full path of the first of these programs that exists; empty: none.
    [[nodiscard]] virtual QString findProgram(const QStringList &names) const = 0;

    virtual void processes(QObject *context, Callback<QList<HostProcess>> done) = 0;

    /// Who listens at an endpoint that this machine owns.
    virtual void findListener(const Endpoint &endpoint, QObject *context, Callback<Listener> done) = 0;

    /// The same without the process: only tables are read, however many processes there are.
    virtual void findSockets(const Endpoint &endpoint, QObject *context, Callback<Listener> done) = 0;

    /// Runs a program in a session of its own, in the user's home: it outlives us, unless the request says otherwise.
    /// Errors: MissingProgram, PermissionDenied, ServerFailed.
    virtual Result<ProcessRef> runDetached(const RunRequest &request) = 0;

    /// nullptr: that process has ended already (or its pid belongs to another one now). Not for a program that
    /// runDetached() started: its end is told even when it was before, for its exit status.
    [[nodiscard]] virtual std::unique_ptr<ProcessWatch> watch(const ProcessRef &process) = 0;

    /// Only ever that very process, never another one that got its pid. Errors: PermissionDenied, Unreachable (gone).
    virtual Result<Nothing> signal(const ProcessRef &process, Signal signal) = 0;
};

/// The machine that Procdeck runs on.
[[nodiscard]] std::unique_ptr<Host> makeThisComputer();

/// For the operator: how this system gets a program that is missing. package: its name on Debian.
[[nodiscard]] QString howToGet(const QString &program, const QString &package);

} // namespace procdeck
