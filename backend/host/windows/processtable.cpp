#include "backend/host/windows/processtable.h"

#include "backend/host/windows/arguments.h"
#include "backend/types/text.h"

#include <QHash>

#include <array>
#include <string>
#include <tlhelp32.h>
#include <vector>
#include <winternl.h>

using namespace Qt::StringLiterals;

namespace procdeck::windowshost {

namespace {

constexpr qsizetype longestCommandLine = 4096;
constexpr auto commandLineInformation =
    static_cast<PROCESSINFOCLASS>(60); ///< ProcessCommandLineInformation, Windows 8.1

QString programOf(HANDLE process)
{
    std::array<wchar_t, 32768> path{};
    auto size = static_cast<DWORD>(path.size());
    return QueryFullProcessImageNameW(process, 0, path.data(), &size)
               ? QString::fromWCharArray(path.data(), static_cast<qsizetype>(size))
               : QString();
}

template <typename T> bool readMemory(HANDLE process, const void *address, T *value)
{
    return ReadProcessMemory(process, address, value, sizeof *value, nullptr) != FALSE;
}

/// Where the process itself keeps it. Takes more rights, but Wine 8 knows no other way.
QString commandLineInMemory(DWORD pid)
{
    const Handle process(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_VM_READ, FALSE, pid));
    PROCESS_BASIC_INFORMATION basics{};
    PEB block{};
    RTL_USER_PROCESS_PARAMETERS parameters{};
    if (!process.valid() ||
        NtQueryInformationProcess(process.get(), ProcessBasicInformation, &basics, sizeof basics, nullptr) < 0 ||
        !readMemory(process.get(), basics.PebBaseAddress, &block) ||
        !readMemory(process.get(), block.ProcessParameters, &parameters))
        return {};
    std::wstring text(parameters.CommandLine.Length / sizeof(wchar_t), L'\0');
    if (!ReadProcessMemory(process.get(), parameters.CommandLine.Buffer, text.data(), parameters.CommandLine.Length,
                           nullptr))
        return {};
    return QString::fromStdWString(text);
}

QString commandLineOf(HANDLE process, DWORD pid)
{
    // A UNICODE_STRING, and behind it the text that it points to: at most 64 KiB.
    std::vector<quint64> buffer(sizeof(UNICODE_STRING) / sizeof(quint64) + 8192);
    const auto size = static_cast<ULONG>(buffer.size() * sizeof(quint64));
    if (NtQueryInformationProcess(process, commandLineInformation, buffer.data(), size, nullptr) < 0)
        return commandLineInMemory(pid);
    const auto *text = reinterpret_cast<const UNICODE_STRING *>(buffer.data());
    return QString::fromWCharArray(text->Buffer, static_cast<qsizetype>(text->Length / sizeof(wchar_t)));
}

quint64 numberOf(const FILETIME &time)
{
    return (quint64(time.dwHighDateTime) << 32) | time.dwLowDateTime;
}

/// nullopt: has ended.
std::optional<HostProcess> lookAt(const PROCESSENTRY32W &entry)
{
    HostProcess process;
    process.ref.pid = entry.th32ProcessID;
    process.parentPid = entry.th32ParentProcessID;
    const Handle handle(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE, entry.th32ProcessID));
    if (handle.valid()) {
        if (hasEnded(handle.get()))
            return std::nullopt;
        process.ref.startTime = startTimeOf(handle.get());
        process.program = programOf(handle.get());
        process.arguments = splitArguments(commandLineOf(handle.get(), entry.th32ProcessID));
    }
    // Of the system's own processes the name is all that there is to see.
    process.ref.commandLine = process.arguments.isEmpty()
                                  ? cleanText(QString::fromWCharArray(entry.szExeFile), longestCommandLine)
                                  : cleanText(commandLine(process.arguments), longestCommandLine);
    return process;
}

/// Calls `see` for each process until it answers false.
template <typename See> void forEachEntry(See see)
{
    const Handle snapshot(CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    if (!snapshot.valid() || !Process32FirstW(snapshot.get(), &entry))
        return;
    while (see(entry) && Process32NextW(snapshot.get(), &entry)) {
    }
}

/// Windows does not tell when a parent ends, and gives its pid to another process: whoever is younger is no parent.
void forgetFalseParents(QList<HostProcess> &processes)
{
    QHash<qint64, quint64> startTimes;
    for (const HostProcess &process : std::as_const(processes))
        startTimes.insert(process.ref.pid, process.ref.startTime);
    for (HostProcess &process : processes) {
        if (process.ref.startTime != 0 && startTimes.value(process.parentPid) > process.ref.startTime)
            process.parentPid = 0;
    }
}

} // namespace

quint64 startTimeOf(HANDLE process)
{
    FILETIME created{};
    FILETIME exited{};
    FILETIME kernel{};
    FILETIME user{};
    return GetProcessTimes(process, &created, &exited, &kernel, &user) ? numberOf(created) : 0;
}

bool hasEnded(HANDLE process)
{
    return WaitForSingleObject(process, 0) == WAIT_OBJECT_0;
}

QList<HostProcess> readProcesses()
{
    QList<HostProcess> processes;
    forEachEntry([&processes](const PROCESSENTRY32W &entry) {
        if (auto process = lookAt(entry))
            processes << std::move(*process);
        return true;
    });
    forgetFalseParents(processes);
    return processes;
}

std::optional<HostProcess> readProcess(qint64 pid)
{
    std::optional<HostProcess> process;
    forEachEntry([&process, pid](const PROCESSENTRY32W &entry) {
        if (entry.th32ProcessID != pid)
            return true;
        process = lookAt(entry);
        return false;
    });
    return process;
}

} // namespace procdeck::windowshost
