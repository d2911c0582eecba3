#pragma once
// Cuts the helper's output into lines of JSON. Thread: any (no I/O).

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace procdeck::dbgeng {

class LineReader final {
public:
    static constexpr qsizetype longestLine = 1024 * 1024; ///< bytes; some 64 processes a line, with 8 KiB each

    void feed(const QByteArray &bytes) { m_buffer += bytes; }

    /// The next whole line; nullopt: none yet, or it is broken.
    [[nodiscard]] std::optional<QJsonObject> next();

    /// A line was no JSON object, or has no end. Nothing comes any more.
    [[nodiscard]] bool isBroken() const { return m_broken; }
    [[nodiscard]] QByteArray rest() const { return m_buffer.left(200); } ///< for the log

private:
    QByteArray m_buffer;
    qsizetype m_searched = 0; ///< no line end before this
    bool m_broken = false;
};

} // namespace procdeck::dbgeng
