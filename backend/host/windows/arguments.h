#pragma once
// The one text that Windows hands a program instead of a list of arguments. Thread: any (pure functions).
// Source: "Parsing C++ command-line arguments", CommandLineToArgvW (learn.microsoft.com).

#include <QString>
#include <QStringList>

namespace procdeck::windowshost {

/// Quoted so that the C runtime of the program takes it apart into the same list.
[[nodiscard]] QString joinArguments(const QString &program, const QStringList &arguments);

/// The program's name comes first, as in the text.
[[nodiscard]] QStringList splitArguments(const QString &text);

} // namespace procdeck::windowshost
