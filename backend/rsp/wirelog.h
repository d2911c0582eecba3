#pragma once
// The last traffic of one connection, kept in memory so that a failure can show what led to it.
// Thread: the client's. Bounded: at most 200 entries, each cut to 512 bytes.

#include <QByteArray>
#include <QString>

#include <chrono>
#include <deque>

namespace procdeck::rsp {

class WireLog final {
public:
    enum class Direction : quint8 { Sent, Received, Note };

    void add(Direction direction, QByteArrayView bytes);
    void note(const QString &text); ///< something that is no traffic: "opened", "deadline passed"

    /// One line for each entry, oldest first: milliseconds since the first entry ever, "->" sent, "<-" received,
    /// "--" note, then the bytes with everything but printable ASCII as \xNN, and the count of bytes left out.
    [[nodiscard]] QString dump(qsizetype lastEntries = maxEntries) const;

    /// Everything but printable ASCII as \xNN, and so the backslash.
    [[nodiscard]] static QString printable(QByteArrayView bytes);

    static constexpr qsizetype maxEntries = 200;
    static constexpr qsizetype maxEntryBytes = 512;

private:
    struct Entry {
        std::chrono::steady_clock::time_point when;
        Direction direction;
        QByteArray bytes;
        qsizetype leftOut = 0; ///< bytes
    };
    void append(Entry entry);

    std::deque<Entry> m_entries;
    std::chrono::steady_clock::time_point m_start;
    bool m_started = false;
};

} // namespace procdeck::rsp
