// procdeckctl: the backend without windows, for scripts and tests.

#include "app/procdeckctl/arguments.h"
#include "app/procdeckctl/output.h"
#include "app/procdeckctl/run.h"
#include "backend/log/log.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <memory>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {

void print(FILE *stream, const QString &text)
{
    std::fputs(text.toUtf8().constData(), stream);
}

QString firstLineOfInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(input.readLine(1024)).trimmed();
}

/// Without an option only failures are worth a line in the log file.
bool openLog(const ctl::Invocation &invocation)
{
    LogOptions options;
    options.level = spdlog::level::warn;
    options.file = invocation.logFile.isEmpty() ? defaultLogFile(u"procdeckctl"_s) : invocation.logFile;
    if (!invocation.logLevel.isEmpty() && !parseLogLevel(invocation.logLevel, &options.level))
        return false;
    initLog(options);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"procdeckctl"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(PROCDECK_VERSION));

    const EngineInfos engines = availableEngines();
    const auto parsed = ctl::parseArguments(QCoreApplication::arguments().mid(1), engines);
    if (!parsed) {
        print(stderr, ctl::errorText(parsed.error()));
        return ctl::WrongUsage;
    }
    const ctl::Invocation &invocation = parsed.value();
    if (!openLog(invocation)) {
        print(stderr, ctl::errorText(
                          {ErrorCode::InvalidInput,
                           QCoreApplication::translate("main", "There is no log level “%1”.").arg(invocation.logLevel),
                           {},
                           {}}));
        return ctl::WrongUsage;
    }
    if (std::holds_alternative<ctl::ShowHelp>(invocation.what)) {
        print(stdout, ctl::helpText());
        return ctl::Done;
    }
    if (std::holds_alternative<ctl::ShowVersion>(invocation.what)) {
        print(stdout, u"procdeckctl "_s + QCoreApplication::applicationVersion() + u'\n');
        return ctl::Done;
    }
    if (std::holds_alternative<ctl::ShowEngines>(invocation.what)) {
        print(stdout, ctl::enginesText(engines, invocation.json));
        return ctl::Done;
    }
    Result<Command> command = std::get<Command>(invocation.what);
    if (invocation.passwordOnInput)
        command = ctl::givePassword(command.value(), engines, firstLineOfInput());
    if (!command) {
        print(stderr, ctl::errorText(command.error()));
        return ctl::WrongUsage;
    }
    Worker worker;
    ctl::Run run(worker, invocation.json);
    run.start(command.value());
    return QCoreApplication::exec();
}
