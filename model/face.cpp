#include "model/face.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(ServerFace)
};

ServerFace ending()
{
    return {Tr::tr("Ending"), u"state-busy"_s, FaceRole::Busy,
            Tr::tr("The server was asked to shut down. Procdeck waits for evidence that it did.")};
}

ServerFace connected(const ServerStatus &status)
{
    if (status.presence.state == Presence::Gone)
        return {Tr::tr("Connected, server gone"), u"state-orphan"_s, FaceRole::Bad,
                Tr::tr("The server itself has ended; only the part of it that serves this connection goes on.")};
    const bool shared = status.use.state == Use::Shared || status.use.state == Use::Held;
    return {Tr::tr("Connected"), u"state-connected"_s, FaceRole::Good,
            shared ? Tr::tr("You are a client of this server, and others use it as well.")
                   : Tr::tr("You are a client of this server.")};
}

ServerFace lost(const ServerStatus &status)
{
    if (status.presence.state == Presence::Gone)
        return {Tr::tr("Ended, connection lost"), u"state-lost"_s, FaceRole::Bad,
                Tr::tr("The server has ended while you were connected to it.")};
    return {Tr::tr("Connection lost"), u"state-lost"_s, FaceRole::Bad,
            Tr::tr("Your connection broke. Connect again to see whether the server is still there.")};
}

ServerFace held()
{
    return {Tr::tr("Held by another client"), u"state-held"_s, FaceRole::Caution,
            Tr::tr("The server serves one client at a time, and somebody else is connected.")};
}

ServerFace up(Use use)
{
    switch (use) {
    case Use::Held:
        return held();
    case Use::Shared:
        return {Tr::tr("Running, in use"), u"state-in-use"_s, FaceRole::Caution,
                Tr::tr("The server is there, and others use it. You are not connected.")};
    case Use::Unknown:
    case Use::Free:
        break;
    }
    return {Tr::tr("Running"), u"state-running"_s, FaceRole::Good,
            Tr::tr("The server is there. You are not connected.")};
}

/// Our connection has nothing to say: what is known of the server itself.
ServerFace unconnected(const ServerStatus &status)
{
    switch (status.presence.state) {
    case Presence::Up:
        return up(status.use.state);
    case Presence::Gone:
        return {Tr::tr("Ended"), u"state-ended"_s, FaceRole::Neutral,
                Tr::tr("There is evidence that the server has ended.")};
    case Presence::Unreachable:
        return {Tr::tr("Unreachable"), u"state-unreachable"_s, FaceRole::Bad,
                Tr::tr("Nobody answered at this address when Procdeck last tried.")};
    case Presence::Unknown:
    case Presence::Starting:
    case Presence::Ending:
        break;
    }
    if (status.use.state == Use::Held)
        return held();
    return {Tr::tr("Not checked"), u"state-not-checked"_s, FaceRole::Neutral,
            Tr::tr("Procdeck does not touch a server unasked. Connect to see what it is.")};
}

} // namespace

ServerFace faceOf(const ServerStatus &status)
{
    // A change under way hides what it changes; our own connection says more than a look from outside.
    if (status.presence.state == Presence::Starting)
        return {Tr::tr("Starting"), u"state-busy"_s, FaceRole::Busy, Tr::tr("The server program is being started.")};
    if (status.presence.state == Presence::Ending)
        return ending();
    switch (status.link.state) {
    case LinkState::Connecting:
        return {Tr::tr("Connecting"), u"state-busy"_s, FaceRole::Busy, Tr::tr("A connection is being made.")};
    case LinkState::Closing:
        return {Tr::tr("Disconnecting"), u"state-busy"_s, FaceRole::Busy, Tr::tr("Your connection is being closed.")};
    case LinkState::Connected:
        return connected(status);
    case LinkState::Lost:
        return lost(status);
    case LinkState::None:
        break;
    }
    return unconnected(status);
}

bool needsAttention(const ServerStatus &status)
{
    return status.lastError.has_value() || faceOf(status).role == FaceRole::Bad;
}

} // namespace procdeck
