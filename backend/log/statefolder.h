#pragma once
// Where a user's programs keep what they note while running: logs, above all. Thread: any.

#include <QString>

namespace procdeck {

/// Procdeck's own folder there; it need not exist yet. Linux: ~/.local/state/procdeck, or what XDG_STATE_HOME says;
/// Windows: %LOCALAPPDATA%\procdeck.
[[nodiscard]] QString stateFolder();

} // namespace procdeck
