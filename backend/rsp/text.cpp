#include "backend/rsp/text.h"

namespace procdeck::rsp {

namespace {

int digitValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

} // namespace

std::optional<QByteArray> fromHex(QByteArrayView hex)
{
    if (hex.size() % 2 != 0)
        return std::nullopt;
    QByteArray bytes(hex.size() / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const int high = digitValue(hex[2 * i]);
        const int low = digitValue(hex[2 * i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes[i] = static_cast<char>(high * 16 + low);
    }
    return bytes;
}

QByteArray toHex(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size()).toHex();
}

Fields parseFields(QByteArrayView text)
{
    Fields fields;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf(';');
        const QByteArrayView part = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (part.isEmpty())
            continue;
        const qsizetype colon = part.indexOf(':');
        if (colon < 0)
            fields.append({part.toByteArray(), QByteArray()});
        else
            fields.append({part.first(colon).toByteArray(), part.sliced(colon + 1).toByteArray()});
    }
    return fields;
}

QByteArray field(const Fields &fields, QByteArrayView key)
{
    for (const auto &[name, value] : fields) {
        if (name == key)
            return value;
    }
    return {};
}

bool isError(QByteArrayView reply)
{
    if (reply.startsWith("E."))
        return true;
    return reply.size() >= 3 && reply[0] == 'E' && digitValue(reply[1]) >= 0 && digitValue(reply[2]) >= 0 &&
           (reply.size() == 3 || reply[3] == ';');
}

} // namespace procdeck::rsp
