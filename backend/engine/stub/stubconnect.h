#pragma once
// Handshake, then the link of an engine around it. Thread: worker.

#include "backend/engine/stub/handshake.h"
#include "backend/engine/stub/stublink.h"

namespace procdeck::stub {

template <typename LinkType> class StubConnect final : public Task<LinkPtr> {
public:
    explicit StubConnect(TaskPtr<Handshaken> handshake)
        : m_handshake(std::move(handshake))
    {
    }

private:
    void run() override
    {
        m_handshake->start(innerSteps(), [this](Result<Handshaken> shaken) {
            if (shaken)
                finish(LinkPtr(std::make_unique<LinkType>(std::move(shaken).value())));
            else
                finish(shaken.error());
        });
    }

    TaskPtr<Handshaken> m_handshake;
};

} // namespace procdeck::stub
