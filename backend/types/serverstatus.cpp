#include "backend/types/serverstatus.h"

#include <QList>
#include <utility>

namespace procdeck {

namespace {

template <typename State> bool listed(const QList<std::pair<State, State>> &table, State from, State to)
{
    return from == to || table.contains(std::pair(from, to)); // the same state with fresh evidence is always legal
}

} // namespace

bool mayFollow(Presence from, Presence to)
{
    using enum Presence;
    static const QList<std::pair<Presence, Presence>> table{
        {Unknown, Starting},
        {Unknown, Up},
        {Unknown, Ending},
        {Unknown, Gone},
        {Unknown, Unreachable},
        {Starting, Up},
        {Starting, Gone},
        {Up, Ending},
        {Up, Gone},
        {Up, Unreachable},
        {Up, Unknown},
        {Ending, Gone},
        {Ending, Up},
        {Ending, Unknown},
        {Gone, Starting},
        {Gone, Up},
        {Gone, Ending},
        {Gone, Unknown},
        {Gone, Unreachable},
        {Unreachable, Up},
        {Unreachable, Gone},
        {Unreachable, Ending},
        {Unreachable, Unknown},
        {Unreachable, Starting},
    };
    return listed(table, from, to);
}

bool mayFollow(LinkState from, LinkState to)
{
    using enum LinkState;
    static const QList<std::pair<LinkState, LinkState>> table{
        {None, Connecting}, {Connecting, Connected}, {Connecting, None},   {Connected, Closing}, {Connected, Lost},
        {Connected, None},  {Closing, None},         {Closing, Connected}, {Lost, Connecting},   {Lost, None},
    };
    return listed(table, from, to);
}

bool mayFollow(Use from, Use to)
{
    Q_UNUSED(from)
    Q_UNUSED(to)
    return true; // others come and go as they like
}

} // namespace procdeck
