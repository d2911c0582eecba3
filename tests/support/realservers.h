#pragma once
// The real server programs of this machine, and servers that a test has started and must not leave behind.
// Thread: the test's.

#include "backend/engine/engine.h"

#include <QList>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace procdeck::test {

/// One server program that the contract is checked on.
struct RealServer {
    QString label;    ///< "lldb 19.1.7"
    QString engine;   ///< EngineInfo::id
    QString program;  ///< full path; empty: not installed
    QString howToGet; ///< where it is not installed
    bool manyClients = false;
    bool tellsVersion = false;
    bool tellsParents = false;
    bool closedHandlersOutliveIt = false; ///< handlers of connections serve on after the server's death
    bool listsThisTest = true;            ///< false: it sees Windows' processes only, and we are none
    bool speaksRsp = true;                ///< and so the engines of its kind can name what they met
    bool tellsMachine = true;             ///< its name and system
    bool isRequired = false; ///< that it is not installed is a failure, not a skip: PROCDECK_REQUIRE_SERVERS
};

/// Every kind once, and further versions of the same program where PROCDECK_EXTRA_LLDB_SERVERS (paths, colon-separated)
/// names some.
[[nodiscard]] QList<RealServer> realServers(Host &host);

/// The first one of that engine.
[[nodiscard]] RealServer realServerOf(const QString &engine);

/// program: runs that in place of the real server, and of whatever it takes to run it.
[[nodiscard]] std::unique_ptr<Engine> engineFor(const RealServer &server, Host &host, const QString &program = {});

/// Runs it as somebody would who does not know Procdeck, on that port of loopback.
void runPlainly(QProcess &process, const RealServer &server, quint16 port, const Host &host);

/// PROCDECK_REQUIRE_SERVERS is set: that no server program at all is installed is a failure, not a skip.
[[nodiscard]] bool serversAreRequired();

/// What Procdeck itself never does to a process. false: not done.
[[nodiscard]] bool suspend(const ProcessRef &process);
[[nodiscard]] bool resume(const ProcessRef &process);
#ifdef Q_OS_UNIX
[[nodiscard]] bool interrupt(const ProcessRef &process);
#endif

/// A program in that folder that ignores its arguments, says this on standard error, and exits with that status.
[[nodiscard]] QString programThatDies(const QTemporaryDir &folder, const QString &lastWords, int status);

/// Ends, at the end of the test, every process that it was given: by pid, and only while it is still the same process.
class Cleanup final {
    Q_DISABLE_COPY_MOVE(Cleanup)

public:
    explicit Cleanup(Host &host)
        : m_host(host)
    {
    }
    ~Cleanup();

    void add(const ProcessRef &process) { m_processes << process; }
    void endNow();

private:
    Host &m_host;
    QList<ProcessRef> m_processes;
};

} // namespace procdeck::test
