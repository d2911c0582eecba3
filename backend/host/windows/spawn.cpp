#include "backend/host/windows/spawn.h"

#include "backend/host/windows/arguments.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcessEnvironment>

#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace procdeck::windowshost {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Spawn)
};

constexpr DWORD elevationRequired = 740; ///< ERROR_ELEVATION_REQUIRED, which mingw-w64 10 lacks

/// Which handles the program gets: without such a list it would get every inheritable one of this process.
class Inheritance final {
    Q_DISABLE_COPY_MOVE(Inheritance)

public:
    Inheritance(HANDLE input, HANDLE output)
        : m_handles{input, output}
    {
        SIZE_T size = 0;
        InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        m_memory.resize(size / sizeof(quint64) + 1);
        m_valid = InitializeProcThreadAttributeList(list(), 1, 0, &size) != FALSE;
        m_valid = m_valid && UpdateProcThreadAttribute(list(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST, m_handles.data(),
                                                       sizeof m_handles, nullptr, nullptr);
    }
    ~Inheritance()
    {
        if (m_valid)
            DeleteProcThreadAttributeList(list());
    }

    [[nodiscard]] bool valid() const { return m_valid; }
    [[nodiscard]] LPPROC_THREAD_ATTRIBUTE_LIST list()
    {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(m_memory.data());
    }

private:
    std::array<HANDLE, 2> m_handles;
    std::vector<quint64> m_memory; ///< in words, for the alignment
    bool m_valid = false;
};

LPCWSTR wide(const QString &text)
{
    return reinterpret_cast<LPCWSTR>(text.utf16());
}

SECURITY_ATTRIBUTES inheritable()
{
    return {sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
}

/// Both ends of a pipe that holds the bytes, and ends when the second one is closed: what is secret must not be in a file.
std::pair<Handle, Handle> inputOf(const QByteArray &bytes)
{
    SECURITY_ATTRIBUTES attributes = inheritable();
    HANDLE readEnd = nullptr;
    HANDLE writeEnd = nullptr;
    // A pipe as large as what goes in: writing it does not wait for the reader.
    if (!CreatePipe(&readEnd, &writeEnd, &attributes, qMax(DWORD(4096), static_cast<DWORD>(bytes.size()))))
        return {};
    Handle input(readEnd);
    Handle writer(writeEnd);
    SetHandleInformation(writeEnd, HANDLE_FLAG_INHERIT, 0); // in another program it would keep this one's input open
    DWORD written = 0;
    if (!bytes.isEmpty() &&
        !WriteFile(writer.get(), bytes.constData(), static_cast<DWORD>(bytes.size()), &written, nullptr))
        return {};
    return {std::move(input), std::move(writer)};
}

/// What ends its process when the last handle on it is closed, which Windows does at our end, however that comes. What that
/// process runs is not in it. Invalid: Windows has no room for it.
Handle jobThatEndsWithUs()
{
    Handle job(CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_SILENT_BREAKAWAY_OK;
    if (!job.valid() || !SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits, sizeof limits))
        return {};
    return job;
}

Handle outputTo(const QString &file)
{
    SECURITY_ATTRIBUTES attributes = inheritable();
    return Handle(CreateFileW(wide(QDir::toNativeSeparators(file)), FILE_APPEND_DATA | SYNCHRONIZE,
                              FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, &attributes, CREATE_ALWAYS,
                              FILE_ATTRIBUTE_NORMAL, nullptr));
}

/// Texts one after the other, each with its NUL, and one more NUL; sorted by name, as Windows wants it.
QString environmentWith(const QMap<QString, QString> &changes)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (change.value().isNull())
            environment.remove(change.key());
        else
            environment.insert(change.key(), change.value());
    }
    QStringList variables = environment.toStringList();
    variables.sort(Qt::CaseInsensitive);
    QString block;
    for (const QString &variable : std::as_const(variables))
        block += variable + QChar(u'\0');
    return block + QChar(u'\0');
}

Error spawnError(const RunRequest &request, DWORD code)
{
    const QString reason = qt_error_string(static_cast<int>(code));
    switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
        return {ErrorCode::MissingProgram, Tr::tr("There is no program %1.").arg(request.program), reason,
                Tr::tr("Install it, or correct the path.")};
    case ERROR_ACCESS_DENIED:
    case elevationRequired:
        return {ErrorCode::PermissionDenied, Tr::tr("%1 may not be run.").arg(request.program), reason,
                Tr::tr("Check the rights of the file.")};
    default:
        return {
            ErrorCode::ServerFailed, Tr::tr("%1 could not be started: %2.").arg(request.program, reason), reason, {}};
    }
}

} // namespace

Result<Spawned> spawnDetached(const RunRequest &request)
{
    auto [input, inputEnd] = inputOf(request.input);
    if (!input.valid())
        return spawnError(request, GetLastError());
    if (!request.endsWithUs)
        inputEnd = Handle();
    const Handle output = outputTo(request.outputFile);
    if (!output.valid()) {
        return Error{ErrorCode::ServerFailed,
                     Tr::tr("The file %1 for what the program prints cannot be written.").arg(request.outputFile),
                     qt_error_string(static_cast<int>(GetLastError())), Tr::tr("Check the rights of its folder.")};
    }
    Inheritance inheritance(input.get(), output.get());
    if (!inheritance.valid())
        return spawnError(request, GetLastError());

    STARTUPINFOEXW startup{};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = input.get();
    startup.StartupInfo.hStdOutput = output.get();
    startup.StartupInfo.hStdError = output.get();
    startup.lpAttributeList = inheritance.list();

    const QString program = QDir::toNativeSeparators(request.program);
    const QString folder = QDir::toNativeSeparators(QDir::homePath());
    QString environment = environmentWith(request.environment);
    PROCESS_INFORMATION started{};
    const auto create = [&](DWORD flags) {
        // Windows may write into the text.
        std::wstring text = joinArguments(program, request.arguments).toStdWString();
        return CreateProcessW(wide(program), text.data(), nullptr, nullptr, TRUE,
                              flags | CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP | CREATE_UNICODE_ENVIRONMENT |
                                  EXTENDED_STARTUPINFO_PRESENT,
                              environment.data(), wide(folder), &startup.StartupInfo, &started);
    };
    // Out of the job that a terminal or a service may have put us into, which would end it with us; where that is
    // forbidden, inside.
    if (!create(CREATE_BREAKAWAY_FROM_JOB) && !(GetLastError() == ERROR_ACCESS_DENIED && create(0)))
        return spawnError(request, GetLastError());
    const Handle thread(started.hThread);
    Spawned spawned{Handle(started.hProcess), started.dwProcessId, std::move(inputEnd), {}};
    if (request.endsWithUs) {
        spawned.job = jobThatEndsWithUs();
        if (!spawned.job.valid() || !AssignProcessToJobObject(spawned.job.get(), spawned.process.get())) {
            const DWORD code = GetLastError();
            TerminateProcess(spawned.process.get(), 1);
            return spawnError(request, code);
        }
    }
    return spawned;
}

} // namespace procdeck::windowshost
