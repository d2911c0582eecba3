#include "backend/log/log.h"

#include "backend/log/statefolder.h"

#include <QDir>
#include <QFileInfo>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <filesystem>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

constexpr std::size_t fileBytes = 5 * 1024 * 1024;
constexpr std::size_t olderFiles = 3;
constexpr std::array names{"app", "ui", "model", "host", "job", "engine", "rsp", "qt"};

using Loggers = std::array<std::shared_ptr<spdlog::logger>, names.size()>;

Loggers makeLoggers(const std::vector<spdlog::sink_ptr> &sinks, spdlog::level::level_enum level)
{
    Loggers loggers;
    for (std::size_t i = 0; i < names.size(); ++i) {
        loggers[i] = std::make_shared<spdlog::logger>(names[i], sinks.begin(), sinks.end());
        loggers[i]->set_level(level);
        loggers[i]->flush_on(spdlog::level::warn);
        loggers[i]->set_pattern("%Y-%m-%dT%H:%M:%S.%e %-8l %-6n [%t] %v");
    }
    return loggers;
}

// Written once, by initLog(), before there are other threads.
Loggers &loggers()
{
    static Loggers all = makeLoggers({}, spdlog::level::off);
    return all;
}

/// As the system's own functions take it: UTF-8 or UTF-16.
spdlog::filename_t nativeName(const QString &file)
{
    return std::filesystem::path(file.toStdU16String()).native();
}

void takeQtMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    static const QMap<QtMsgType, spdlog::level::level_enum> levels{{QtDebugMsg, spdlog::level::debug},
                                                                   {QtInfoMsg, spdlog::level::info},
                                                                   {QtWarningMsg, spdlog::level::warn},
                                                                   {QtCriticalMsg, spdlog::level::err},
                                                                   {QtFatalMsg, spdlog::level::critical}};
    log(LogCategory::Qt).log(levels.value(type, spdlog::level::warn), "{}", message);
}

} // namespace

void initLog(const LogOptions &options)
{
    std::vector<spdlog::sink_ptr> sinks;
    if (options.toStandardError)
        sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    if (!options.file.isEmpty()) {
        QDir().mkpath(QFileInfo(options.file).path());
        try {
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(nativeName(options.file), fileBytes,
                                                                                   olderFiles));
        } catch (const spdlog::spdlog_ex &problem) {
            fmt::print(stderr, "no log file: {}\n", problem.what());
        }
    }
    loggers() = makeLoggers(sinks, options.level);
    qInstallMessageHandler(&takeQtMessage);
}

bool parseLogLevel(const QString &name, spdlog::level::level_enum *level)
{
    static const QMap<QString, spdlog::level::level_enum> levels{
        {u"trace"_s, spdlog::level::trace},  {u"debug"_s, spdlog::level::debug}, {u"info"_s, spdlog::level::info},
        {u"warning"_s, spdlog::level::warn}, {u"error"_s, spdlog::level::err},   {u"off"_s, spdlog::level::off}};
    const auto found = levels.find(name);
    if (found == levels.end())
        return false;
    *level = found.value();
    return true;
}

QString defaultLogFile(const QString &program)
{
    return stateFolder() + u'/' + program + u".log"_s;
}

spdlog::logger &log(LogCategory category)
{
    return *loggers().at(static_cast<std::size_t>(category));
}

} // namespace procdeck
