#include "backend/rsp/packetcodec.h"

#include <algorithm>
#include <numeric>

namespace procdeck::rsp {

namespace {

constexpr char escapeMark = '}';
constexpr char escapeBit = 0x20;
constexpr int runLengthBias = 29;
constexpr qsizetype shownJunk = 64;

quint8 checksum(QByteArrayView bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), quint8{0},
                           [](quint8 sum, char byte) { return static_cast<quint8>(sum + static_cast<quint8>(byte)); });
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

enum class Expansion : quint8 { Good, Malformed, TooLong };

/// Undoes escapes and run-length.
Expansion expand(QByteArrayView body, qsizetype limit, QByteArray *payload)
{
    payload->reserve(body.size());
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char byte = body.at(i);
        if (byte == escapeMark) {
            if (++i >= body.size())
                return Expansion::Malformed;
            payload->append(static_cast<char>(body.at(i) ^ escapeBit));
        } else if (byte == '*') {
            if (++i >= body.size() || payload->isEmpty())
                return Expansion::Malformed;
            const int repeats = static_cast<quint8>(body.at(i)) - runLengthBias;
            if (repeats < 3 || body.at(i) > '~')
                return Expansion::Malformed;
            payload->append(repeats, payload->back());
        } else {
            payload->append(byte);
        }
        if (payload->size() > limit)
            return Expansion::TooLong;
    }
    return Expansion::Good;
}

} // namespace

QByteArray encode(QByteArrayView payload)
{
    QByteArray packet;
    packet.reserve(payload.size() + 8);
    packet.append('$');
    for (const char byte : payload) {
        if (byte == '#' || byte == '$' || byte == escapeMark || byte == '*') {
            packet.append(escapeMark);
            packet.append(static_cast<char>(byte ^ escapeBit));
        } else {
            packet.append(byte);
        }
    }
    const quint8 sum = checksum(QByteArrayView(packet).sliced(1));
    constexpr char digits[] = "0123456789abcdef";
    packet.append('#');
    packet.append(digits[sum >> 4]);
    packet.append(digits[sum & 0xf]);
    return packet;
}

void Decoder::feed(QByteArrayView bytes)
{
    // What has been cut off is dropped here, once for each read instead of once for each packet.
    if (m_start > 0) {
        m_buffer.remove(0, m_start);
        m_start = 0;
    }
    m_buffer.append(bytes);
}

std::optional<Event> Decoder::next()
{
    if (m_overrun)
        return std::nullopt;
    const QByteArrayView rest = QByteArrayView(m_buffer).sliced(m_start);
    if (rest.isEmpty())
        return std::nullopt;
    switch (rest.front()) {
    case '+':
        consume(1);
        return Event{EventKind::Ack, {}};
    case '-':
        consume(1);
        return Event{EventKind::Nak, {}};
    case '$':
    case '%':
        return nextPacket(rest);
    default:
        return nextJunk(rest);
    }
}

std::optional<Event> Decoder::nextPacket(QByteArrayView rest)
{
    qsizetype at = std::max<qsizetype>(m_scanned, 1);
    while (at < rest.size() && rest.at(at) != '#' && rest.at(at) != '$')
        ++at;
    m_scanned = at;
    if (at > m_limit) {
        m_overrun = true;
        m_buffer.clear();
        m_start = 0;
        return Event{EventKind::TooLong, {}};
    }
    if (at >= rest.size())
        return std::nullopt;
    if (rest.at(at) == '$') { // a packet that broke off, and a new one: a $ inside would have been escaped
        Event event{EventKind::Malformed, rest.first(std::min(at, shownJunk)).toByteArray()};
        consume(at);
        return event;
    }
    if (at + 2 >= rest.size())
        return std::nullopt;

    const QByteArrayView body = rest.sliced(1, at - 1);
    const int high = hexDigit(rest.at(at + 1));
    const int low = hexDigit(rest.at(at + 2));
    const bool sumIsRight = high >= 0 && low >= 0 && checksum(body) == high * 16 + low;
    Event event{rest.front() == '%' ? EventKind::Notification : EventKind::Packet, {}};
    if (m_verifyChecksums && !sumIsRight) {
        event = {EventKind::BadChecksum, body.toByteArray()};
    } else {
        switch (expand(body, m_limit, &event.payload)) {
        case Expansion::Good:
            break;
        case Expansion::Malformed:
            event = {EventKind::Malformed, body.first(std::min(body.size(), shownJunk)).toByteArray()};
            break;
        case Expansion::TooLong:
            m_overrun = true;
            event = {EventKind::TooLong, {}};
            break;
        }
    }
    consume(at + 3);
    return event;
}

Event Decoder::nextJunk(QByteArrayView rest)
{
    const qsizetype packet = rest.indexOf('$');
    const qsizetype size = packet < 0 ? rest.size() : packet;
    Event event{EventKind::Malformed, rest.first(std::min(size, shownJunk)).toByteArray()};
    consume(size);
    return event;
}

void Decoder::consume(qsizetype bytes)
{
    m_start += bytes;
    m_scanned = 0;
}

} // namespace procdeck::rsp
