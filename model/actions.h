#pragma once
// What can be done with a server now, and why not the rest. Thread: any (pure functions).

#include "backend/types/engineinfo.h"
#include "backend/types/serverstatus.h"
#include "model/verbs.h"

#include <array>

namespace procdeck {

enum class ServerAction : quint8 { Connect, Disconnect, End, Refresh, Wait, Debug, Remove, Cancel };
inline constexpr std::size_t serverActionCount = 8;

/// For each action the reason why it cannot be done now, in the operator's words; empty: it can.
class ServerActions final {
public:
    [[nodiscard]] bool enabled(ServerAction action) const { return whyNot(action).isEmpty(); }
    [[nodiscard]] const QString &whyNot(ServerAction action) const
    {
        return m_reasons[static_cast<std::size_t>(action)];
    }
    /// What is good to know before it is done; may be empty.
    [[nodiscard]] const QString &note(ServerAction action) const { return m_notes[static_cast<std::size_t>(action)]; }
    void setNote(ServerAction action, const QString &note) { m_notes[static_cast<std::size_t>(action)] = note; }
    void set(ServerAction action, const QString &reason) { m_reasons[static_cast<std::size_t>(action)] = reason; }

private:
    std::array<QString, serverActionCount> m_reasons;
    std::array<QString, serverActionCount> m_notes;
};

/// engine: nullptr when its engine is not known here. fields: of the server's address. running: the verbs of its jobs that are
/// queued or running. here: the server runs on this computer, so that one can look for it without touching it.
[[nodiscard]] ServerActions actionsFor(const ServerStatus &status, const EngineInfo *engine, const FieldValues &fields,
                                       const QList<VerbKind> &running, bool here);

/// Nothing is chosen: every action gives that as the reason.
[[nodiscard]] ServerActions actionsWithoutServer();

/// Why no server of this engine can be started on this computer; empty: it can.
[[nodiscard]] QString whyNotStart(const EngineInfo &engine);

} // namespace procdeck
