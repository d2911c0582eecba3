#pragma once
// Ends an LLDB platform server. No packet does that, so its processes get SIGTERM: from here where we can see and signal them,
// else by a kill command through the server itself. Thread: worker.
//
// All of them are ended, not only the main one: handlers of other connections serve on after its death, and on 14 and
// 19 they keep the port open, where the next client then hangs. The handler that serves us is left until the server's own
// process list has shown that the rest is gone; it ends with our connection.
// Seen on lldb-server 14.0.6, 19.1.7, 22.1.8: dies within 3–8 ms.

#include "backend/engine/endevidence.h"
#include "backend/engine/engine.h"
#include "backend/engine/stub/handshake.h"

namespace procdeck::lldb {

class LldbEnd final : public Task<Ended> {
public:
    LldbEnd(Host &host, Endpoint endpoint, Engine::EndRequest request);

private:
    void run() override;
    void signalFromHere(const HostProcess &server);
    void askFromWithin();
    void findServer();
    void checkServer(qint64 server);
    void findFamily(qint64 server, const QByteArray &program);
    void killFromWithin(qint64 server, const QList<qint64> &family);
    void watchFromWithin(qint64 server);
    void leaveAndVerify();
    void verify(std::optional<ProcessRef> process);

    /// A question on our own connection; a failure is the task's outcome.
    void ask(const QByteArray &payload, std::function<void(const QByteArray &)> next);
    [[nodiscard]] Error notAPlatform(const QString &detail) const;

    Host &m_host;
    Endpoint m_endpoint;
    Engine::EndRequest m_request;
    TaskPtr<stub::Handshaken> m_handshake;
    std::unique_ptr<rsp::RspClient> m_client;
    TaskPtr<ProcessList> m_list; // after m_client: goes first
    TaskPtr<QList<Evidence>> m_verify;
    QList<Evidence> m_evidence;
};

/// The server's process and all that descend from it and run the same program: handlers and their gdbservers, but no
/// debuggee. The server comes first. Pure; for tests.
[[nodiscard]] QList<ProcessRef> familyOf(const HostProcess &server, const QList<HostProcess> &all);

/// "lldb-server platform …", whatever version suffix its program has.
[[nodiscard]] bool looksLikePlatform(const QStringList &arguments);

} // namespace procdeck::lldb
