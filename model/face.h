#pragma once
// How a server's state is shown: one word, one icon, one colour role, one sentence. Thread: any (pure functions).

#include "backend/types/serverstatus.h"

namespace procdeck {

enum class FaceRole : quint8 {
    Neutral, ///< nothing to say: grey
    Good,    ///< usable: green
    Busy,    ///< on its way to another state: blue
    Caution, ///< somebody else is there: amber
    Bad,     ///< something is wrong: red
};

struct ServerFace {
    QString word; ///< for the State column
    QString icon; ///< name in resources/icons; every state that looks different has a shape of its own
    FaceRole role = FaceRole::Neutral;
    QString sentence; ///< what the word means, for tooltip and overview

    bool operator==(const ServerFace &) const = default;
};

/// The one place where the three facets become something to look at.
[[nodiscard]] ServerFace faceOf(const ServerStatus &status);

/// Whether the operator should have a look: the state is bad, or the last job failed.
[[nodiscard]] bool needsAttention(const ServerStatus &status);

} // namespace procdeck
