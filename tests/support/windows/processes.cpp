#include "tests/support/realservers.h"

#include <QFile>

#include <windows.h>

using namespace Qt::StringLiterals;

namespace procdeck::test {

namespace {

/// Calls a function of ntdll.dll that takes a process; it is in no header, and in every Windows since XP.
bool callFor(const ProcessRef &process, const char *function)
{
    using Call = LONG(NTAPI *)(HANDLE);
    const auto call =
        reinterpret_cast<Call>(reinterpret_cast<void *>(GetProcAddress(GetModuleHandleW(L"ntdll.dll"), function)));
    const HANDLE handle = OpenProcess(PROCESS_SUSPEND_RESUME, FALSE, static_cast<DWORD>(process.pid));
    if (!handle)
        return false;
    const bool done = call && call(handle) == 0;
    CloseHandle(handle);
    return done;
}

} // namespace

bool suspend(const ProcessRef &process)
{
    return callFor(process, "NtSuspendProcess");
}

bool resume(const ProcessRef &process)
{
    return callFor(process, "NtResumeProcess");
}

QString programThatDies(const QTemporaryDir &folder, const QString &lastWords, int status)
{
    QFile script(folder.filePath(u"dying-server.cmd"_s));
    if (!script.open(QIODevice::WriteOnly))
        return {};
    script.write(u"@echo %1 1>&2\r\n@exit %2\r\n"_s.arg(lastWords).arg(status).toUtf8());
    return script.fileName();
}

} // namespace procdeck::test
