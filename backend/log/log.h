#pragma once
// Logging: one rotating file, one logger for each category. Secrets never come here.
// Thread: any, after initLog(). Before it, everything is dropped.

#include <QString>

#include <spdlog/spdlog.h>

namespace procdeck {

enum class LogCategory : quint8 { App, Ui, Model, Host, Job, Engine, Rsp, Qt };

struct LogOptions {
    QString file; ///< empty: no file
    spdlog::level::level_enum level = spdlog::level::info;
    bool toStandardError = false; ///< beside the file
};

/// Opens the file (5 MiB, three older ones kept), makes its folder, and takes over Qt's own messages.
/// A file that cannot be opened is no reason not to work: the reason goes to standard error, and logging to nowhere.
void initLog(const LogOptions &options);

/// "trace", "debug", "info", "warning", "error" or "off"; false: none of them.
[[nodiscard]] bool parseLogLevel(const QString &name, spdlog::level::level_enum *level);

[[nodiscard]] QString defaultLogFile(const QString &program);

[[nodiscard]] spdlog::logger &log(LogCategory category);

} // namespace procdeck

/// Text that may come from a server must not forge lines of the log: every line break in it is followed by a margin.
template <> struct fmt::formatter<QString> : fmt::formatter<std::string> {
    template <typename Context> auto format(const QString &text, Context &context) const
    {
        QString safe = text;
        safe.replace(u'\r', u' ').replace(QLatin1Char('\n'), QLatin1StringView("\n    | "));
        return fmt::formatter<std::string>::format(safe.toStdString(), context);
    }
};
