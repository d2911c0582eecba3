#include "backend/rsp/packetcodec.h"

#include <algorithm>
#include <cstring>

namespace procdeck::rsp {

namespace {

constexpr char escape = '}';
constexpr char escapeMask = 0x20;
constexpr char run = '*';
constexpr int runOffset = 29;
constexpr qsizetype longestJunk = 64;
constexpr char hexDigits[] = "0123456789abcdef";

quint8 sumOf(QByteArrayView bytes)
{
    quint8 sum = 0;
    for (const char byte : bytes)
        sum = static_cast<quint8>(sum + static_cast<quint8>(byte));
    return sum;
}

bool mustBeEscaped(char byte)
{
    return byte == '#' || byte == '$' || byte == escape || byte == run;
}

/// The count of a run; 0: no character that may stand for one. `#` and `$` would be taken for frames by others, and
/// below a space stand fewer repeats than the notation is long.
qsizetype runLength(char count)
{
    if (count < ' ' || count > '~' || count == '#' || count == '$')
        return 0;
    return count - runOffset;
}

enum class Walk : quint8 { Done, Malformed, Stopped };

/// Calls put(byte, times) for what the payload says; put returns false to stop.
template <typename Put> Walk walk(QByteArrayView raw, Put put)
{
    bool any = false;
    char last = 0;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        qsizetype times = 1;
        if (raw[i] == escape || raw[i] == run) {
            if (i + 1 == raw.size())
                return Walk::Malformed;
            if (raw[i] == escape)
                last = static_cast<char>(raw[i + 1] ^ escapeMask);
            else
                times = any ? runLength(raw[i + 1]) : 0;
            if (times == 0)
                return Walk::Malformed;
            ++i;
        } else {
            last = raw[i];
        }
        any = true;
        if (!put(last, times))
            return Walk::Stopped;
    }
    return Walk::Done;
}

bool isPlain(QByteArrayView raw)
{
    return raw.isEmpty() ||
           (!std::memchr(raw.data(), escape, size_t(raw.size())) && !std::memchr(raw.data(), run, size_t(raw.size())));
}

} // namespace

QByteArray encode(QByteArrayView payload)
{
    const auto escapes = std::count_if(payload.begin(), payload.end(), mustBeEscaped);
    QByteArray packet(payload.size() + escapes + 4, Qt::Uninitialized);
    char *to = packet.data();
    *to++ = '$';
    for (const char byte : payload) {
        if (mustBeEscaped(byte)) {
            *to++ = escape;
            *to++ = static_cast<char>(byte ^ escapeMask);
        } else {
            *to++ = byte;
        }
    }
    const quint8 sum = sumOf(QByteArrayView(packet).sliced(1, payload.size() + escapes));
    *to++ = '#';
    *to++ = hexDigits[sum >> 4];
    *to = hexDigits[sum & 0xf];
    return packet;
}

void Decoder::feed(QByteArrayView bytes)
{
    if (m_overrun)
        return;
    if (m_begin > 0) {
        m_buffer.remove(0, m_begin);
        m_scanned -= m_begin;
        m_begin = 0;
    }
    m_buffer.append(bytes);
}

std::optional<Event> Decoder::next()
{
    if (m_begin == m_buffer.size())
        return std::nullopt;
    const char first = m_buffer.at(m_begin);
    if (first == '$' || first == '%')
        return cutPacket();
    if (!m_inJunk && (first == '+' || first == '-')) {
        drop(m_begin + 1);
        return Event{first == '+' ? EventKind::Ack : EventKind::Nak, {}};
    }
    return cutJunk();
}

/// nullopt: the packet is not whole.
std::optional<Event> Decoder::cutPacket()
{
    m_inJunk = false;
    const char frame = m_buffer.at(m_begin);
    const qsizetype start = m_begin + 1;
    const qsizetype end = m_buffer.indexOf('#', qMax(start, m_scanned));
    if ((end < 0 ? m_buffer.size() : end) - start > m_limit)
        return overrun();
    m_scanned = end < 0 ? m_buffer.size() : end;
    if (end < 0 || end + 2 >= m_buffer.size())
        return std::nullopt;

    const QByteArrayView raw = QByteArrayView(m_buffer).sliced(start, end - start);
    const QByteArrayView given = QByteArrayView(m_buffer).sliced(end + 1, 2);
    const quint8 sum = sumOf(raw);
    const char right[] = {hexDigits[sum >> 4], hexDigits[sum & 0xf]};
    const bool sumIsRight = given.compare(QByteArrayView(right, 2), Qt::CaseInsensitive) == 0;
    if (m_verifyChecksums && !sumIsRight) {
        Event event =
            frame == '%' ? Event{EventKind::Notification, {}} : Event{EventKind::BadChecksum, raw.toByteArray()};
        drop(end + 3);
        return event;
    }
    Event event = decoded(frame, raw);
    if (event.kind != EventKind::TooLong)
        drop(end + 3);
    return event;
}

Event Decoder::decoded(char frame, QByteArrayView raw)
{
    Event event{frame == '$' ? EventKind::Packet : EventKind::Notification, {}};
    if (isPlain(raw)) {
        event.payload = raw.toByteArray();
        return event;
    }
    qsizetype size = 0;
    const Walk measured = walk(raw, [&size, this](char, qsizetype times) {
        size += times;
        return size <= m_limit;
    });
    if (measured == Walk::Stopped)
        return overrun();
    if (measured == Walk::Malformed)
        return {EventKind::Malformed, raw.first(qMin(raw.size(), longestJunk)).toByteArray()};
    event.payload = QByteArray(size, Qt::Uninitialized);
    char *to = event.payload.data();
    walk(raw, [&to](char byte, qsizetype times) {
        to = std::fill_n(to, times, byte);
        return true;
    });
    return event;
}

Event Decoder::cutJunk()
{
    const auto begin = m_buffer.cbegin() + m_begin;
    const auto end = std::find_if(begin, m_buffer.cend(), [](char byte) { return byte == '$' || byte == '%'; });
    const Event event{EventKind::Malformed, QByteArray(begin, qMin(qsizetype(end - begin), longestJunk))};
    m_inJunk = true;
    drop(m_begin + (end - begin));
    return event;
}

Event Decoder::overrun()
{
    m_overrun = true;
    drop(m_buffer.size());
    return {EventKind::TooLong, {}};
}

/// Gives the memory of a long packet back as soon as nothing stands behind it.
void Decoder::drop(qsizetype upTo)
{
    m_begin = upTo;
    m_scanned = upTo;
    if (m_begin == m_buffer.size()) {
        m_buffer.clear();
        m_begin = 0;
        m_scanned = 0;
    }
}

} // namespace procdeck::rsp
