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
    QString logLevel; ///< empty: not given
    QString logFile;  ///< empty: not given
};

/// arguments: without the program's name. Errors: InvalidInput, with a hint.
[[nodiscard]] Result<Invocation> parseArguments(const QStringList &arguments, const EngineInfos &engines);

[[nodiscard]] QString helpText();

} // namespace procdeck::ctl
