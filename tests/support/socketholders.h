#pragma once
// What Wine, where the build for Windows is tested, does not tell of sockets. Thread: any.

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace procdeck::test {

inline bool runsInWine()
{
#ifdef Q_OS_WIN
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
#else
    return false;
#endif
}

/// Who holds a socket: Wine's server holds those of all programs.
inline bool socketsHaveHolders()
{
    return !runsInWine();
}

/// That a peer resets a connection in the moment in which it is made: Wine 8 loses some of these.
inline bool everyResetIsTold()
{
    return !runsInWine();
}

} // namespace procdeck::test
