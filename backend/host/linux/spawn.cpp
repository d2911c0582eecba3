#include "backend/host/linux/spawn.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace procdeck::linuxhost {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Spawn)
};

class FileActions final {
    Q_DISABLE_COPY_MOVE(FileActions)

public:
    FileActions() { posix_spawn_file_actions_init(&actions); }
    ~FileActions() { posix_spawn_file_actions_destroy(&actions); }
    posix_spawn_file_actions_t actions{};
};

class Attributes final {
    Q_DISABLE_COPY_MOVE(Attributes)

public:
    Attributes() { posix_spawnattr_init(&attributes); }
    ~Attributes() { posix_spawnattr_destroy(&attributes); }
    posix_spawnattr_t attributes{};
};

/// A file without a name that holds the bytes, to be read from its beginning. Invalid: the system has no room for it.
Descriptor fileOf(const QByteArray &bytes)
{
    Descriptor file(memfd_create("input", MFD_CLOEXEC));
    if (!file.valid() || write(file.number(), bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        return Descriptor();
    lseek(file.number(), 0, SEEK_SET);
    return file;
}

/// What a program reads, and what keeps it from ending; the second one only for a program that ends with us.
struct Input {
    Descriptor reader;
    Descriptor keeper;
};

/// A pipe that holds the bytes. Invalid: as above.
Input pipeOf(const QByteArray &bytes)
{
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return {};
    Input input{Descriptor(ends[0]), Descriptor(ends[1])};
    // Every pipe holds that much, so that this does not wait for the reader.
    Q_ASSERT(bytes.size() <= PIPE_BUF);
    if (write(ends[1], bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        return {};
    return input;
}

QList<QByteArray> environmentWith(const QMap<QString, QString> &changes)
{
    QList<QByteArray> variables;
    for (char **variable = environ; *variable; ++variable) {
        const QByteArray text(*variable);
        if (!changes.contains(QFile::decodeName(text.left(text.indexOf('=')))))
            variables << text;
    }
    for (auto change = changes.begin(); change != changes.end(); ++change) {
        if (!change.value().isNull())
            variables << QFile::encodeName(change.key() + u'=' + change.value());
    }
    return variables;
}

/// As execve takes them: pointers into the list, with a null behind.
std::vector<char *> pointersTo(QList<QByteArray> &texts)
{
    std::vector<char *> pointers;
    for (QByteArray &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

Error spawnError(const RunRequest &request, int code)
{
    const QString reason = QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOENT:
        return {ErrorCode::MissingProgram, Tr::tr("There is no program %1.").arg(request.program), reason,
                Tr::tr("Install it, or correct the path.")};
    case EACCES:
    case EPERM:
        return {ErrorCode::PermissionDenied, Tr::tr("%1 may not be run.").arg(request.program), reason,
                Tr::tr("Check the rights of the file.")};
    default:
        return {
            ErrorCode::ServerFailed, Tr::tr("%1 could not be started: %2.").arg(request.program, reason), reason, {}};
    }
}

/// What is run for a request, as execve takes it. setpriv asks the system to kill it at our end, and becomes the program:
/// posix_spawn cannot ask that, and few server programs mind the end of their input.
Result<QList<QByteArray>> wordsOf(const RunRequest &request)
{
    QStringList words{request.program};
    words << request.arguments;
    if (request.endsWithUs) {
        const QString setpriv = QStandardPaths::findExecutable(u"setpriv"_s);
        if (setpriv.isEmpty())
            return Error{ErrorCode::MissingProgram,
                         Tr::tr("The program setpriv is not installed; it lets a server end with Procdeck."),
                         {},
                         Tr::tr("Install it with: sudo apt install util-linux. Or let the server outlive Procdeck.")};
        if (access(QFile::encodeName(request.program).constData(), X_OK) != 0)
            return spawnError(request, errno);
        words = QStringList{setpriv, u"--pdeathsig"_s, u"KILL"_s, u"--"_s} + words;
    }
    QList<QByteArray> encoded;
    for (const QString &word : std::as_const(words))
        encoded << QFile::encodeName(word);
    return encoded;
}

} // namespace

Result<Spawned> spawnDetached(const RunRequest &request)
{
    auto words = wordsOf(request);
    if (!words)
        return words.error();
    FileActions files;
    Input input = request.endsWithUs ? pipeOf(request.input) : Input{fileOf(request.input), Descriptor()};
    if (!input.reader.valid())
        return spawnError(request, errno);
    const QByteArray output = QFile::encodeName(request.outputFile);
    posix_spawn_file_actions_adddup2(&files.actions, input.reader.number(), STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files.actions, STDOUT_FILENO, output.constData(),
                                     O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, S_IRUSR | S_IWUSR);
    posix_spawn_file_actions_adddup2(&files.actions, STDOUT_FILENO, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files.actions, STDERR_FILENO + 1);
    posix_spawn_file_actions_addchdir_np(&files.actions, QFile::encodeName(QDir::homePath()).constData());

    Attributes attributes;
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes.attributes, &none);
    posix_spawnattr_setsigdefault(&attributes.attributes, &all);
    posix_spawnattr_setflags(&attributes.attributes,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    QList<QByteArray> &arguments = words.value();
    QList<QByteArray> variables = environmentWith(request.environment);

    pid_t pid = 0;
    const int code = posix_spawn(&pid, arguments.first().constData(), &files.actions, &attributes.attributes,
                                 pointersTo(arguments).data(), pointersTo(variables).data());
    if (code != 0)
        return spawnError(request, code);
    return Spawned{pid, std::move(input.keeper)};
}

} // namespace procdeck::linuxhost
