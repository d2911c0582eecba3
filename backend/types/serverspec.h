#pragma once
// What the user knows and saves of a server. What was observed of it is a ServerStatus. Thread: none (value).

#include "backend/types/address.h"

#include <QUuid>

namespace procdeck {

using ServerId = QUuid;

struct ServerSpec {
    ServerId id;
    QString name; ///< the operator's own; empty: the address serves as name
    ServerAddress address;

    bool operator==(const ServerSpec &) const = default;
};

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::ServerSpec)
