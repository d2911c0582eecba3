#include "backend/host/interruptwatch.h"

#include <QMutex>

#include <windows.h>

namespace procdeck {

namespace {

// The handler runs on a thread that Windows makes for it, and can reach nothing but globals.
QMutex theWatchGuard;
InterruptWatch *theWatch = nullptr;

BOOL WINAPI wakeUp(DWORD event)
{
    {
        const QMutexLocker locker(&theWatchGuard);
        if (!theWatch)
            return FALSE;
        QMetaObject::invokeMethod(theWatch, &InterruptWatch::interrupted, Qt::QueuedConnection);
    }
    // For these three Windows ends the process as soon as this returns, and in some seconds anyway: the time is left to the
    // main thread.
    if (event == CTRL_CLOSE_EVENT || event == CTRL_LOGOFF_EVENT || event == CTRL_SHUTDOWN_EVENT)
        Sleep(INFINITE);
    return TRUE;
}

void setWatch(InterruptWatch *watch)
{
    const QMutexLocker locker(&theWatchGuard);
    theWatch = watch;
}

} // namespace

class InterruptWatch::Source final {
    Q_DISABLE_COPY_MOVE(Source)

public:
    explicit Source(InterruptWatch *watch)
    {
        setWatch(watch);
        SetConsoleCtrlHandler(&wakeUp, TRUE);
    }
    ~Source()
    {
        SetConsoleCtrlHandler(&wakeUp, FALSE);
        setWatch(nullptr);
    }
};

InterruptWatch::InterruptWatch()
    : m_source(std::make_unique<Source>(this))
{
}

InterruptWatch::~InterruptWatch() = default;

} // namespace procdeck
