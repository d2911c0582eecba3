#pragma once
// Connects to a gdbserver, unless somebody else is using it. Thread: worker.
//
// A gdbserver serves one client. The system accepts a second one into its queue, where it gets no answer, and in one of
// two runs a server segfaulted after queued clients had left. So where its sockets can be seen, they are asked first.
// Seen on gdbserver 13.1.

#include "backend/engine/stub/handshake.h"
#include "backend/host/host.h"

namespace procdeck::gdb {

/// Busy: `at` is used by these clients. Also says what to do about it.
[[nodiscard]] Error busyError(const QString &at, const QStringList &clients);

class GdbHandshake final : public Task<stub::Handshaken> {
public:
    GdbHandshake(Host &host, Endpoint endpoint);

private:
    void run() override;
    void shakeHands();

    Host &m_host;
    Endpoint m_endpoint;
    TaskPtr<stub::Handshaken> m_handshake;
};

} // namespace procdeck::gdb
