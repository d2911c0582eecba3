#pragma once
// Text from servers and systems, made fit to be shown. Thread: any (pure functions).

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace procdeck {

/// Decodes UTF-8 from a stranger: invalid bytes become U+FFFD, control characters become spaces, direction overrides
/// are removed, and the result is cut to `limit` characters with an ellipsis.
[[nodiscard]] QString cleanText(const QByteArray &bytes, qsizetype limit = 4096);

/// The same for text that is decoded already.
[[nodiscard]] QString cleanText(const QString &text, qsizetype limit = 4096);

/// Arguments as a person would type them: quoted with ' where they hold anything but plain characters.
[[nodiscard]] QString commandLine(const QStringList &arguments);

/// "850 ms", "2.1 s", "3 min": a duration for people.
[[nodiscard]] QString durationText(qint64 milliseconds);

} // namespace procdeck
