#pragma once
// The command line of procdeckctl, read and checked. Thread: none (value, pure functions).

#include "backend/types/command.h"
#include "backend/types/engineinfo.h"

#include <QStringList>

#include <variant>

namespace procdeck::ctl {

struct ShowHelp {};
struct ShowVersion {};
struct ShowEngines {};

struct Invocation {
    std::variant<ShowHelp, ShowVersion, ShowEngines, Command> what = ShowHelp{};
    bool json = false;
    bool passwordOnInput = false; ///< the first line of standard input is for givePassword()
    QString logLevel;             ///< empty: not given
    QString logFile;              ///< empty: not given
};

/// arguments: without the program's name. Errors: InvalidInput, with a hint.
[[nodiscard]] Result<Invocation> parseArguments(const QStringList &arguments, const EngineInfos &engines);

/// Puts a password where the server's fields have a place for it. Errors: InvalidInput, without the password.
[[nodiscard]] Result<Command> givePassword(Command command, const EngineInfos &engines, const QString &password);

[[nodiscard]] QString helpText();

} // namespace procdeck::ctl
