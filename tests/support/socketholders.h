#pragma once
// Whether this system tells who holds a socket. Wine, where the build for Windows is tested, does not: its server holds
// those of all programs. Thread: any.

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace procdeck::test {

inline bool socketsHaveHolders()
{
#ifdef Q_OS_WIN
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") == nullptr;
#else
    return true;
#endif
}

} // namespace procdeck::test
