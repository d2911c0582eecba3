#include "backend/host/windows/arguments.h"

#include <windows.h>

#include <shellapi.h>

using namespace Qt::StringLiterals;

namespace procdeck::windowshost {

namespace {

QString quoted(const QString &argument)
{
    const auto needsQuotes = [](QChar c) { return c == u' ' || c == u'\t' || c == u'\n' || c == u'\v' || c == u'"'; };
    if (!argument.isEmpty() && std::none_of(argument.begin(), argument.end(), needsQuotes))
        return argument;
    QString text = u"\""_s;
    qsizetype backslashes = 0;
    for (const QChar c : argument) {
        // Backslashes mean themselves, except before a quotation mark.
        if (c == u'"')
            text += QString(backslashes + 1, u'\\');
        backslashes = c == u'\\' ? backslashes + 1 : 0;
        text += c;
    }
    return text + QString(backslashes, u'\\') + u'"';
}

} // namespace

QString joinArguments(const QString &program, const QStringList &arguments)
{
    // The first one knows no backslashes before quotation marks, and no name of a file holds such a mark.
    QString text = u'"' + program + u'"';
    for (const QString &argument : arguments)
        text += u' ' + quoted(argument);
    return text;
}

QStringList splitArguments(const QString &text)
{
    // For an empty text Windows would answer with our own program's name.
    if (text.trimmed().isEmpty())
        return {};
    int count = 0;
    LPWSTR *const pieces = CommandLineToArgvW(reinterpret_cast<LPCWSTR>(text.utf16()), &count);
    QStringList arguments;
    for (int i = 0; pieces && i < count; ++i)
        arguments << QString::fromWCharArray(pieces[i]);
    LocalFree(pieces);
    return arguments;
}

} // namespace procdeck::windowshost
