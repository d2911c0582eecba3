#include "tests/support/realservers.h"

#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace procdeck::test {

namespace {

bool send(const ProcessRef &process, int signal)
{
    // To the system the pid 0 of a process that was never started means the whole group of the test.
    return process.pid > 1 && ::kill(static_cast<pid_t>(process.pid), signal) == 0;
}

} // namespace

bool suspend(const ProcessRef &process)
{
    return send(process, SIGSTOP);
}

bool resume(const ProcessRef &process)
{
    return send(process, SIGCONT);
}

bool interrupt(const ProcessRef &process)
{
    return send(process, SIGINT);
}

QString programThatDies(const QTemporaryDir &folder, const QString &lastWords, int status)
{
    QFile script(folder.filePath(u"dying-server"_s));
    if (!script.open(QIODevice::WriteOnly))
        return {};
    script.write(u"#!/bin/sh\necho '%1' >&2\nexit %2\n"_s.arg(lastWords).arg(status).toUtf8());
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    return script.fileName();
}

} // namespace procdeck::test
