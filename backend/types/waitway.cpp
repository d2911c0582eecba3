#include "backend/types/waitway.h"

#include <QCoreApplication>

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(WaitWay)
};

} // namespace

QString waitWayText(WaitWay way)
{
    switch (way) {
    case WaitWay::Process:
        return Tr::tr("Its process on this computer is watched; nothing is sent to the server.");
    case WaitWay::Port:
        return Tr::tr(
            "It is watched from outside: once a second a connection to its port is opened and closed, which does "
            "the server no harm.");
    case WaitWay::Questions:
        return Tr::tr(
            "It is watched from outside, through a connection of its own over which the server is asked once a "
            "second; others can use it meanwhile.");
    case WaitWay::Occupying:
        return Tr::tr(
            "It is watched from outside, by a connection that is held until the server ends; nobody else can use "
            "it meanwhile.");
    }
    Q_UNREACHABLE();
}

} // namespace procdeck
