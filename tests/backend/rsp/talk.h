#pragma once
// A client that talks to a ScriptedPeer, and everything that it was told. Thread: the test's.

#include "backend/rsp/rspclient.h"
#include "tests/support/scriptedpeer.h"
#include "tests/support/waituntil.h"

#include <QTest>

#include <vector>

namespace procdeck::test {

inline constexpr std::chrono::milliseconds patience{20'000}; ///< for replies that a test expects

/// "Silent" and so on: what a failed comparison should print.
[[nodiscard]] inline QByteArray nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return "InvalidInput";
    case ErrorCode::Unreachable:
        return "Unreachable";
    case ErrorCode::Silent:
        return "Silent";
    case ErrorCode::Closed:
        return "Closed";
    case ErrorCode::Garbage:
        return "Garbage";
    case ErrorCode::PermissionDenied:
        return "PermissionDenied";
    default:
        return "another error";
    }
}

class Talk final : public QObject {
public:
    using Result = procdeck::Result<QByteArray>;

    explicit Talk(const ScriptedPeer &peer)
        : Talk(peer.endpoint())
    {
    }
    explicit Talk(const Endpoint &where)
        : client(std::make_unique<rsp::RspClient>(makeStream(where), QStringLiteral("the peer")))
    {
        connect(client.get(), &rsp::RspClient::opened, this, [this] { events << "opened"; });
        connect(client.get(), &rsp::RspClient::closed, this, [this](const Error &why) {
            events << "closed: " + nameOf(why.code);
            closedWhy = why;
        });
        client->open();
    }

    rsp::RspClient::RequestId ask(const QByteArray &payload, std::chrono::milliseconds deadline = patience)
    {
        return client->request(payload, deadline, this, [this](const Result &reply) {
            events << (reply ? reply.value() : "failed: " + nameOf(reply.error().code));
            if (!reply)
                error = reply.error();
        });
    }

    /// Asks and waits for the reply; the name of the error where there is none.
    QByteArray asked(const QByteArray &payload)
    {
        const qsizetype before = events.size() + (client->isOpen() || isClosed() ? 0 : 1);
        ask(payload);
        return waitUntil([&] { return events.size() > before; }) ? events.at(before) : "no reply at all";
    }

    /// After which the client does not acknowledge any more.
    void agreeOnNoAcks()
    {
        asked("QStartNoAckMode");
        client->stopAcknowledging();
    }

    [[nodiscard]] QByteArray last() const { return events.isEmpty() ? QByteArray() : events.last(); }
    [[nodiscard]] bool isClosed() const { return closedWhy.has_value(); }

    std::unique_ptr<rsp::RspClient> client;
    QByteArrayList events;      ///< "opened", replies, "failed: Silent", "closed: Closed", in order
    std::optional<Error> error; ///< of the last request that failed
    std::optional<Error> closedWhy;
};

} // namespace procdeck::test
