#pragma once
// A stream over a Unix domain socket, by path or in Linux's abstract namespace. Thread: worker.

#include "backend/transport/socketstream.h"

#include <QLocalSocket>

namespace procdeck {

class LocalStream final : public SocketStream<QLocalSocket> {
public:
    explicit LocalStream(const LocalEndpoint &where);

private:
    void connectSocket() override;
    [[nodiscard]] Error openingError() override;
    [[nodiscard]] Error refusedError(const QString &system) const;

    LocalEndpoint m_where;
};

} // namespace procdeck
