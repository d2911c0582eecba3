#pragma once
// How a wait learns that a server has ended, and what that means for the server. Thread: none (value, pure functions).

#include <QString>

namespace procdeck {

enum class WaitWay : quint8 {
    Process,   ///< the system tells of the end of its process, which runs on this computer
    Port,      ///< a connection to its port is opened and closed once a second, which does it no harm
    Questions, ///< a connection of ours, over which it is asked once a second; others are served beside
    Occupying, ///< a connection of ours that nobody else is served beside
};

/// One sentence for the operator.
[[nodiscard]] QString waitWayText(WaitWay way);

} // namespace procdeck
