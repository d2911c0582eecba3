#pragma once
// Opens a connection and finds out what answers, in the one order that harms none of the known servers. Thread: worker.
//
//   1. "!"  first: a gdbserver 13 --multi that never saw it exits when its client leaves
//   2. QStartNoAckMode: gdbserver 13 dies of an abrupt close in ack mode; QEMU answers nothing and stays in ack mode
//   3. qSupported:multiprocess+
//   4. "?"  tells an LLDB platform server (empty) from an LLDB server for one program
//
// Seen on lldb-server 14, 19, 22, gdbserver 13, qemu-user 7.2, vgdb 3.19.

#include "backend/engine/stub/stubkind.h"
#include "backend/engine/task.h"
#include "backend/rsp/rspclient.h"
#include "backend/types/endpoint.h"
#include "backend/types/evidence.h"

#include <memory>

namespace procdeck::stub {

struct Handshaken {
    std::unique_ptr<rsp::RspClient> client; ///< open, acknowledgements off where the peer agreed
    StubKind kind = StubKind::Unknown;
    StubAnswers answers;
    Evidence evidence;
    std::chrono::microseconds latency{0}; ///< of the last, cheapest question
};

/// Errors: Unreachable, Silent, Closed, Garbage, PermissionDenied; WrongPeer for another kind than the expected one.
class Handshake final : public Task<Handshaken> {
public:
    Handshake(Endpoint endpoint, StubKind expected);

    static constexpr std::chrono::milliseconds connectDeadline{5'000};
    static constexpr std::chrono::milliseconds replyDeadline{3'000};

private:
    void run() override;
    void ask(const QByteArray &payload, QByteArray StubAnswers::*answer, void (Handshake::*next)());
    void askNoAck();
    void askFeatures();
    void askStop();
    void conclude();

    Endpoint m_endpoint;
    StubKind m_expected;
    StubAnswers m_answers;
    std::unique_ptr<rsp::RspClient> m_client;
};

} // namespace procdeck::stub
