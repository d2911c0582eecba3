#pragma once
// What happened to each server, as far as Procdeck saw it: changes of state with their evidence, outcomes of jobs. The
// last mostEvents for each server. Thread: GUI.

#include "model/inventory.h"

namespace procdeck {

enum class EventKind : quint8 { Note, Success, Trouble };

struct Event {
    QDateTime when; ///< UTC
    EventKind kind = EventKind::Note;
    QString text; ///< may hold text of a server

    bool operator==(const Event &) const = default;
};

/// One event for each facet that changed; fresh evidence for the same state is no event.
[[nodiscard]] QList<Event> eventsBetween(const ServerStatus &before, const ServerStatus &after);

class EventLog final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLog)

public:
    static constexpr int mostEvents = 500;

    explicit EventLog(const Inventory &inventory, QObject *parent = nullptr);

    void finishJob(const JobSnapshot &job);
    /// Oldest first.
    [[nodiscard]] QList<Event> eventsOf(ServerId server) const { return m_events.value(server); }

signals:
    void happened(procdeck::ServerId server, const procdeck::Event &event);

private:
    void append(ServerId server, const Event &event);

    const Inventory &m_inventory;
    QHash<ServerId, QList<Event>> m_events;
};

} // namespace procdeck
