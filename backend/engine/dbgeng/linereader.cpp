#include "backend/engine/dbgeng/linereader.h"

#include <QJsonDocument>

namespace procdeck::dbgeng {

std::optional<QJsonObject> LineReader::next()
{
    if (m_broken)
        return std::nullopt;
    const qsizetype end = m_buffer.indexOf('\n', m_searched);
    if (end < 0) {
        m_searched = m_buffer.size();
        m_broken = m_buffer.size() > longestLine;
        return std::nullopt;
    }
    const QJsonDocument line = QJsonDocument::fromJson(m_buffer.left(end));
    if (end > longestLine || !line.isObject()) {
        m_broken = true;
        return std::nullopt;
    }
    m_buffer.remove(0, end + 1);
    m_searched = 0;
    return line.object();
}

} // namespace procdeck::dbgeng
