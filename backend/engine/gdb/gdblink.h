#pragma once
// Our connection to a gdbserver. While it lasts, nobody else is served. Thread: worker.

#include "backend/engine/stub/stublink.h"

namespace procdeck::gdb {

class GdbLink final : public stub::StubLink {
    Q_OBJECT

public:
    explicit GdbLink(stub::Handshaken shaken);

    using Link::listProcesses;
    [[nodiscard]] TaskPtr<ProcessList> listProcesses(Rows rows) override;
    [[nodiscard]] TaskPtr<ServerIdentity> describe() override;
};

} // namespace procdeck::gdb
