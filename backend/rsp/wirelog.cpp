#include "backend/rsp/wirelog.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace procdeck::rsp {

namespace {

QLatin1StringView arrow(WireLog::Direction direction)
{
    switch (direction) {
    case WireLog::Direction::Sent:
        return "->"_L1;
    case WireLog::Direction::Received:
        return "<-"_L1;
    case WireLog::Direction::Note:
        break;
    }
    return "--"_L1;
}

} // namespace

void WireLog::add(Direction direction, QByteArrayView bytes)
{
    const qsizetype kept = qMin(bytes.size(), maxEntryBytes);
    append({std::chrono::steady_clock::now(), direction, bytes.first(kept).toByteArray(), bytes.size() - kept});
}

void WireLog::note(const QString &text)
{
    add(Direction::Note, text.toUtf8());
}

void WireLog::append(Entry entry)
{
    if (!m_started) {
        m_started = true;
        m_start = entry.when;
    }
    m_entries.push_back(std::move(entry));
    if (m_entries.size() > size_t(maxEntries))
        m_entries.pop_front();
}

QString WireLog::dump(qsizetype lastEntries) const
{
    QStringList lines;
    const size_t wanted = size_t(qBound(qsizetype(0), lastEntries, maxEntries));
    for (size_t i = m_entries.size() - qMin(wanted, m_entries.size()); i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(entry.when - m_start).count();
        const QString text =
            entry.direction == Direction::Note ? QString::fromUtf8(entry.bytes) : printable(entry.bytes);
        QString line = u"%1 %2 %3"_s.arg(qint64(ms), 6).arg(arrow(entry.direction), text);
        if (entry.leftOut > 0)
            line += u" (and %1 bytes more)"_s.arg(entry.leftOut);
        lines.append(line);
    }
    return lines.join(u'\n');
}

QString WireLog::printable(QByteArrayView bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    QString text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        if (byte >= 0x20 && byte < 0x7f && byte != '\\') {
            text += QLatin1Char(byte);
            continue;
        }
        const auto value = static_cast<unsigned char>(byte);
        text += "\\x"_L1;
        text += QLatin1Char(digits[value >> 4]);
        text += QLatin1Char(digits[value & 0xf]);
    }
    return text;
}

} // namespace procdeck::rsp
