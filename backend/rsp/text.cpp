#include "backend/rsp/text.h"

#include <algorithm>

namespace procdeck::rsp {

std::optional<QByteArray> fromHex(QByteArrayView hex)
{
    const auto isDigit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (hex.size() % 2 != 0 || !std::all_of(hex.begin(), hex.end(), isDigit))
        return std::nullopt;
    return QByteArray::fromHex(QByteArray::fromRawData(hex.data(), hex.size()));
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
        const QByteArrayView item = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (item.isEmpty())
            continue;
        const qsizetype colon = item.indexOf(':');
        if (colon < 0)
            fields.append({item.toByteArray(), {}});
        else
            fields.append({item.first(colon).toByteArray(), item.sliced(colon + 1).toByteArray()});
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
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
    return reply.size() >= 3 && reply.at(0) == 'E' && isHex(reply.at(1)) && isHex(reply.at(2))
           && (reply.size() == 3 || reply.at(3) == ';');
}

} // namespace procdeck::rsp
