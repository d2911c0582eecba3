#include "model/eventlog.h"

#include "model/phrases.h"

#include <QCoreApplication>

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(EventLog)
};

QString presenceText(Presence presence)
{
    switch (presence) {
    case Presence::Unknown:
        return Tr::tr("It is not known whether the server runs");
    case Presence::Starting:
        return Tr::tr("The server is being started");
    case Presence::Up:
        return Tr::tr("The server runs");
    case Presence::Ending:
        return Tr::tr("The server was asked to end");
    case Presence::Gone:
        return Tr::tr("The server has ended");
    case Presence::Unreachable:
        return Tr::tr("The server cannot be reached");
    }
    return {};
}

QString linkText(LinkState link)
{
    switch (link) {
    case LinkState::None:
        return Tr::tr("Not connected");
    case LinkState::Connecting:
        return Tr::tr("Connecting");
    case LinkState::Connected:
        return Tr::tr("Connected");
    case LinkState::Closing:
        return Tr::tr("Disconnecting");
    case LinkState::Lost:
        return Tr::tr("Connection lost");
    }
    return {};
}

QString useText(Use use)
{
    switch (use) {
    case Use::Unknown:
        return Tr::tr("It is not known who else uses the server");
    case Use::Free:
        return Tr::tr("Nobody else uses the server");
    case Use::Shared:
        return Tr::tr("Others use the server");
    case Use::Held:
        return Tr::tr("Another client holds the server");
    }
    return {};
}

EventKind kindOf(Presence presence)
{
    return presence == Presence::Unreachable ? EventKind::Trouble : EventKind::Note;
}

EventKind kindOf(LinkState link)
{
    return link == LinkState::Lost        ? EventKind::Trouble
           : link == LinkState::Connected ? EventKind::Success
                                          : EventKind::Note;
}

EventKind kindOf(Use)
{
    return EventKind::Note;
}

template <typename State>
void compare(QList<Event> *events, const Observed<State> &before, const Observed<State> &after, const QString &text)
{
    if (before.state == after.state)
        return;
    const QDateTime when = after.evidence.when.isValid() ? after.evidence.when : QDateTime::currentDateTimeUtc();
    const QString seen = clause(after.evidence.what);
    events->append({when, kindOf(after.state),
                    seen.isEmpty() ? text + u'.' : Tr::tr("%1: %2.", "state: evidence").arg(text, seen)});
}

} // namespace

QList<Event> eventsBetween(const ServerStatus &before, const ServerStatus &after)
{
    QList<Event> events;
    compare(&events, before.presence, after.presence, presenceText(after.presence.state));
    compare(&events, before.link, after.link, linkText(after.link.state));
    // What is not known of others is no news.
    if (after.use.state != Use::Unknown)
        compare(&events, before.use, after.use, useText(after.use.state));
    return events;
}

EventLog::EventLog(const Inventory &inventory, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
{
    connect(&inventory, &Inventory::statusChanged, this, [this](const ServerStatus &before, const ServerStatus &after) {
        for (const Event &event : eventsBetween(before, after))
            append(after.server, event);
    });
    connect(&inventory, &Inventory::serverRemoved, this, [this](ServerId server) { m_events.remove(server); });
}

void EventLog::finishJob(const JobSnapshot &job)
{
    if (!m_inventory.find(job.server.id))
        return;
    Event event{job.finishedAt, EventKind::Note, {}};
    switch (job.state) {
    case JobState::Succeeded:
        event.kind = EventKind::Success;
        event.text = tr("%1: %2", "job: outcome").arg(job.title, job.summary);
        break;
    case JobState::Failed:
        event.kind = EventKind::Trouble;
        event.text = tr("%1 failed: %2").arg(job.title, job.error ? job.error->message : QString());
        break;
    case JobState::Cancelled:
        event.text = tr("%1: cancelled").arg(job.title);
        break;
    case JobState::Queued:
    case JobState::Running:
        return;
    }
    append(job.server.id, event);
}

void EventLog::append(ServerId server, const Event &event)
{
    QList<Event> &events = m_events[server];
    events.append(event);
    if (events.size() > mostEvents)
        events.removeFirst();
    emit happened(server, event);
}

} // namespace procdeck
