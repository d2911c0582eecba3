#pragma once
// A task that is a dialogue with one server. Thread: worker. The client must outlive it.

#include "backend/engine/task.h"
#include "backend/rsp/rspclient.h"

namespace procdeck::stub {

template <typename T> class StubTask : public Task<T> {
public:
    static constexpr std::chrono::milliseconds replyDeadline{10'000};

protected:
    explicit StubTask(rsp::RspClient &client)
        : m_client(client)
    {
    }

    /// `next` gets the reply; a request that fails is the task's outcome.
    void ask(const QByteArray &payload, std::function<void(const QByteArray &)> next,
             std::chrono::milliseconds deadline = replyDeadline)
    {
        askAnyway(
            payload,
            [this, next = std::move(next)](const Result<QByteArray> &reply) {
                if (reply)
                    next(reply.value());
                else
                    this->finish(reply.error());
            },
            deadline);
    }

    /// The same, but failures go to `next` as well.
    void askAnyway(const QByteArray &payload, rsp::RspClient::ReplyHandler next,
                   std::chrono::milliseconds deadline = replyDeadline)
    {
        m_client.request(payload, deadline, this, [this, next = std::move(next)](const Result<QByteArray> &reply) {
            if (!this->finished())
                next(reply);
        });
    }

    [[nodiscard]] rsp::RspClient &client() const { return m_client; }

private:
    rsp::RspClient &m_client;
};

} // namespace procdeck::stub
