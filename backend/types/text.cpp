#include "backend/types/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Text)
};

/// Marks, overrides and isolates of the writing direction: they make "exe.txt" out of "txt.exe".
bool changesDirection(QChar character)
{
    const char16_t code = character.unicode();
    return code == 0x200e || code == 0x200f || code == 0x061c || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069);
}

bool isControl(QChar character)
{
    const char16_t code = character.unicode();
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
}

} // namespace

QString cleanText(const QString &text, qsizetype limit)
{
    QString clean;
    clean.reserve(std::min(text.size(), limit));
    for (const QChar character : text) {
        if (clean.size() >= limit) {
            clean.truncate(std::max<qsizetype>(limit - 1, 0));
            clean += u'…';
            break;
        }
        if (isControl(character))
            clean += u' ';
        else if (!changesDirection(character))
            clean += character;
    }
    return clean;
}

QString cleanText(const QByteArray &bytes, qsizetype limit)
{
    // A character takes at most four bytes: no need to decode megabytes for a line.
    return cleanText(QString::fromUtf8(bytes.left(limit * 4 + 4)), limit);
}

QString commandLine(const QStringList &arguments)
{
    static const QRegularExpression plain(u"^[\\w@%+=:,./-]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    words.reserve(arguments.size());
    for (const QString &argument : arguments) {
        if (plain.match(argument).hasMatch()) {
            words << argument;
        } else {
            QString quoted = argument;
            quoted.replace(u'\'', u"'\\''"_s);
            words << u'\'' + quoted + u'\'';
        }
    }
    return words.join(u' ');
}

QString durationText(qint64 milliseconds)
{
    if (milliseconds < 1000)
        return Tr::tr("%1 ms").arg(milliseconds);
    if (milliseconds < 60'000)
        return Tr::tr("%1 s").arg(static_cast<double>(milliseconds) / 1000.0, 0, 'f', 1);
    if (milliseconds < 3'600'000)
        return Tr::tr("%1 min").arg(milliseconds / 60'000);
    if (milliseconds < 86'400'000)
        return Tr::tr("%1 h").arg(milliseconds / 3'600'000);
    return Tr::tr("%n days", nullptr, static_cast<int>(milliseconds / 86'400'000));
}

} // namespace procdeck
