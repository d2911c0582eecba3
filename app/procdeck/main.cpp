// procdeck: the window.

#include "app/procdeck/application.h"
#include "app/procdeck/options.h"
#include "backend/log/log.h"
#include "resources/resources.h"

#include <QApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int at = 1; at < argc; ++at)
        arguments << QString::fromLocal8Bit(argv[at]);
    return arguments;
}

void print(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
}

void openLog(const WindowOptions &wanted, const Settings &settings)
{
    LogOptions options;
    options.file = wanted.logFile.isEmpty() ? defaultLogFile(u"procdeck"_s) : wanted.logFile;
    const QString level = wanted.logLevel.isEmpty() ? settings.value(Setting::LogLevel).toString() : wanted.logLevel;
    if (!parseLogLevel(level, &options.level))
        options.level = spdlog::level::info;
    initLog(options);
}

void complain(const Error &error)
{
    print(stderr, u"procdeck: %1\n%2\n"_s.arg(error.message, error.hint));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setOrganizationName(u"Procdeck"_s);
    QCoreApplication::setApplicationName(u"procdeck"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(PROCDECK_VERSION));

    // --version and --help work without a window system. Whatever else is wrong shows below: only the application knows
    // Qt's own options, and takes them out.
    const auto early = parseOptions(argumentsOf(argc, argv));
    if (const auto *text = early ? std::get_if<PrintText>(&early.value()) : nullptr) {
        print(stdout, text->text);
        return 0;
    }

    QApplication app(argc, argv);
    const auto parsed = parseOptions(QCoreApplication::arguments().mid(1));
    if (!parsed) {
        complain(parsed.error());
        return 2;
    }
    QGuiApplication::setApplicationDisplayName(u"Procdeck"_s);
    QGuiApplication::setDesktopFileName(u"procdeck"_s);
    initResources();

    Settings settings;
    openLog(std::get<WindowOptions>(parsed.value()), settings);
    Application procdeck(settings);
    procdeck.show();
    return QApplication::exec();
}
