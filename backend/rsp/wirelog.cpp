#include "backend/rsp/wirelog.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck::rsp {

namespace {

QString printable(const QByteArray &bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        if (byte >= 0x20 && byte < 0x7f && byte != '\\')
            text += QLatin1Char(byte);
        else
            text += u"\\x%1"_s.arg(static_cast<quint8>(byte), 2, 16, QLatin1Char('0'));
    }
    return text;
}

QString mark(WireLog::Direction direction)
{
    switch (direction) {
    case WireLog::Direction::Sent:
        return u"->"_s;
    case WireLog::Direction::Received:
        return u"<-"_s;
    case WireLog::Direction::Note:
        break;
    }
    return u"--"_s;
}

} // namespace

void WireLog::add(Direction direction, QByteArrayView bytes)
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_started) {
        m_started = true;
        m_start = now;
    }
    const qsizetype kept = std::min(bytes.size(), maxEntryBytes);
    m_entries.push_back({now, direction, bytes.first(kept).toByteArray(), bytes.size() - kept});
    if (static_cast<qsizetype>(m_entries.size()) > maxEntries)
        m_entries.pop_front();
}

void WireLog::note(const QString &text)
{
    add(Direction::Note, text.toUtf8());
}

QString WireLog::dump(qsizetype lastEntries) const
{
    const auto total = static_cast<qsizetype>(m_entries.size());
    QStringList lines;
    for (qsizetype i = std::max<qsizetype>(0, total - lastEntries); i < total; ++i) {
        const Entry &entry = m_entries[static_cast<std::size_t>(i)];
        const double ms = std::chrono::duration<double, std::milli>(entry.when - m_start).count();
        QString line = u"%1 ms %2 %3"_s.arg(ms, 9, 'f', 2).arg(mark(entry.direction), printable(entry.bytes));
        if (entry.leftOut > 0)
            line += u" … and %1 bytes more"_s.arg(entry.leftOut);
        lines << line;
    }
    return lines.join(u'\n');
}

} // namespace procdeck::rsp
