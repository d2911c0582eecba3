#pragma once
// Our connection to an LLDB platform server. Thread: worker.

#include "backend/engine/stub/stublink.h"

namespace procdeck::lldb {

class LldbLink final : public stub::StubLink {
    Q_OBJECT

public:
    explicit LldbLink(stub::Handshaken shaken);

    using Link::listProcesses;
    [[nodiscard]] TaskPtr<ProcessList> listProcesses(Rows rows) override;
    [[nodiscard]] TaskPtr<ServerIdentity> describe() override;
};

} // namespace procdeck::lldb
