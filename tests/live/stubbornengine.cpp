// A debug engine that offers nothing and does not let its program go: the end of the DLL never ends. Microsoft's does so now
// and then, when a thread that is at work for a client holds a lock at that moment. For Windows, on every system.

#include <windows.h>

extern "C" __declspec(dllexport) HRESULT WINAPI DebugCreate(const IID &, void **)
{
    return E_NOTIMPL;
}

extern "C" BOOL WINAPI DllMain(HINSTANCE, DWORD reason, void *)
{
    if (reason == DLL_PROCESS_DETACH)
        Sleep(INFINITE);
    return TRUE;
}
