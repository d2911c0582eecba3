#include "backend/host/sockettable.h"

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

bool isWildcard(const QHostAddress &address)
{
    return address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6 || address == QHostAddress::Any;
}

bool serves(const QHostAddress &listener, const QHostAddress &wanted)
{
    return listener == wanted || isWildcard(listener) || wanted.isNull() || isWildcard(wanted);
}

/// Null: any, or a name that stands for several.
QHostAddress numberOf(const QString &host)
{
    return host.isEmpty() || host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 ? QHostAddress()
                                                                                    : QHostAddress(host);
}

} // namespace

QHostAddress unmapped(const QHostAddress &address)
{
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    return isMapped && address != QHostAddress::AnyIPv6 ? QHostAddress(v4) : address;
}

SocketView viewOf(const QList<TcpRow> &rows, const TcpEndpoint &endpoint)
{
    const QHostAddress wanted = numberOf(endpoint.host);
    SocketView view;
    for (const TcpRow &row : rows) {
        if (row.localPort != endpoint.port || !serves(row.localAddress, wanted))
            continue;
        if (row.state == TcpRow::listening && !view.listening) {
            view.listening = true;
            view.holder = row.holder;
            view.queuedConnects = row.queued;
        } else if (row.state == TcpRow::established) {
            view.clients << printed(TcpEndpoint{row.remoteAddress.toString(), row.remotePort});
        }
    }
    return view;
}

} // namespace procdeck
