#pragma once
// The command line of the window. Thread: any (pure function).

#include "backend/types/result.h"

#include <QStringList>

#include <variant>

namespace procdeck {

struct WindowOptions {
    QString logLevel; ///< empty: as remembered
    QString logFile;  ///< empty: the usual place
};
struct PrintText {
    QString text; ///< for standard output; nothing else is to be done
};

/// Arguments without the program's name. Errors: InvalidInput.
[[nodiscard]] Result<std::variant<WindowOptions, PrintText>> parseOptions(const QStringList &arguments);

} // namespace procdeck
