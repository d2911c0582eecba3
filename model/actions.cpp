#include "model/actions.h"

#include <QCoreApplication>

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(ServerActions)
};

struct Situation {
    const ServerStatus &status;
    const EngineInfo *engine;
    const QList<VerbKind> &running;
    bool here;

    [[nodiscard]] bool runs(VerbKind verb) const { return running.contains(verb); }
    [[nodiscard]] bool can(Capability what) const { return engine && engine->can(what); }
};

QString unable(const Situation &now)
{
    return now.engine ? Tr::tr("Servers of this kind have no such action.")
                      : Tr::tr("Procdeck does not know servers of this kind.");
}

/// Reasons that hold for everything that needs a server that stays as it is.
QString inTransit(const Situation &now)
{
    if (now.runs(VerbKind::Start) || now.status.presence.state == Presence::Starting)
        return Tr::tr("The server is still being started.");
    if (now.runs(VerbKind::End) || now.status.presence.state == Presence::Ending)
        return Tr::tr("The server is being ended.");
    return {};
}

QString whyNotConnect(const Situation &now)
{
    if (!now.can(Capability::Connect))
        return unable(now);
    if (const QString reason = inTransit(now); !reason.isEmpty())
        return reason;
    if (now.status.link.state == LinkState::Connected)
        return Tr::tr("You are connected already.");
    if (now.runs(VerbKind::Connect) || now.status.link.state == LinkState::Connecting)
        return Tr::tr("The connection is being made already.");
    if (now.runs(VerbKind::Disconnect) || now.status.link.state == LinkState::Closing)
        return Tr::tr("The connection is being closed.");
    // What ended on another machine can only be looked for by connecting.
    if (now.status.presence.state == Presence::Gone && now.here)
        return Tr::tr("The server has ended. Refresh looks whether one is there again.");
    return {};
}

QString whyNotDisconnect(const Situation &now)
{
    switch (now.status.link.state) {
    case LinkState::Connected:
        break;
    case LinkState::Connecting:
        return Tr::tr("The connection is still being made. Cancel that instead.");
    case LinkState::Closing:
        return Tr::tr("The connection is being closed already.");
    case LinkState::Lost:
        return Tr::tr("The connection is lost already.");
    case LinkState::None:
        return Tr::tr("You are not connected.");
    }
    if (now.runs(VerbKind::Disconnect))
        return Tr::tr("The connection is being closed already.");
    return inTransit(now);
}

QString whyNotEnd(const Situation &now)
{
    if (!now.can(Capability::End))
        return unable(now);
    if (const QString reason = inTransit(now); !reason.isEmpty())
        return reason;
    if (now.status.presence.state == Presence::Gone)
        return Tr::tr("The server has ended already.");
    return {};
}

QString whyNotRefresh(const Situation &now)
{
    if (const QString reason = inTransit(now); !reason.isEmpty())
        return reason;
    if (now.runs(VerbKind::Connect) || now.runs(VerbKind::List))
        return Tr::tr("The processes are being listed already.");
    if (now.runs(VerbKind::Disconnect) || now.status.link.state == LinkState::Closing)
        return Tr::tr("The connection is being closed.");
    if (now.status.link.state == LinkState::Connected)
        return now.can(Capability::ListProcesses) ? QString() : Tr::tr("Servers of this kind list no processes.");
    if (now.here)
        return {};
    return Tr::tr("A server on another machine is not touched unasked. Connect first.");
}

QString whyNotWait(const Situation &now)
{
    if (!now.can(Capability::Wait))
        return unable(now);
    if (now.runs(VerbKind::Start) || now.status.presence.state == Presence::Starting)
        return Tr::tr("The server is still being started.");
    if (now.status.presence.state == Presence::Gone)
        return Tr::tr("The server has ended already.");
    if (now.runs(VerbKind::Wait))
        return Tr::tr("Procdeck waits for its end already.");
    return {};
}

QString whyNotDebug(const Situation &now)
{
    if (!now.can(Capability::Debug))
        return now.engine ? Tr::tr("Procdeck does not debug through servers of this kind.") : unable(now);
    if (const QString reason = inTransit(now); !reason.isEmpty())
        return reason;
    if (now.status.presence.state == Presence::Gone)
        return Tr::tr("The server has ended.");
    return {};
}

QString whyNotRemove(const Situation &now)
{
    if (now.runs(VerbKind::Start) || now.status.presence.state == Presence::Starting)
        return Tr::tr("The server is still being started. Cancel that instead.");
    if (now.runs(VerbKind::End))
        return Tr::tr("The server is being ended. Wait for the outcome or cancel it.");
    return {};
}

QString whyNotCancel(const Situation &now)
{
    return now.running.isEmpty() ? Tr::tr("Nothing is under way for this server.") : QString();
}

} // namespace

ServerActions actionsFor(const ServerStatus &status, const EngineInfo *engine, const FieldValues &fields,
                         const QList<VerbKind> &running, bool here)
{
    const Situation now{status, engine, running, here};
    ServerActions actions;
    actions.set(ServerAction::Connect, whyNotConnect(now));
    actions.set(ServerAction::Disconnect, whyNotDisconnect(now));
    actions.set(ServerAction::End, whyNotEnd(now));
    actions.set(ServerAction::Refresh, whyNotRefresh(now));
    actions.set(ServerAction::Wait, whyNotWait(now));
    if (const auto way = engine ? waitWay(*engine, fields, here) : std::nullopt)
        actions.setNote(ServerAction::Wait, waitWayText(*way));
    actions.set(ServerAction::Debug, whyNotDebug(now));
    actions.set(ServerAction::Remove, whyNotRemove(now));
    actions.set(ServerAction::Cancel, whyNotCancel(now));
    return actions;
}

ServerActions actionsWithoutServer()
{
    ServerActions actions;
    for (std::size_t action = 0; action < serverActionCount; ++action)
        actions.set(static_cast<ServerAction>(action), Tr::tr("Choose a server first."));
    return actions;
}

QString whyNotStart(const EngineInfo &engine)
{
    if (engine.can(Capability::Start))
        return {};
    if (!engine.start.missing.isEmpty())
        return engine.start.missing;
    return Tr::tr("Servers of this kind cannot be started on this computer.");
}

} // namespace procdeck
