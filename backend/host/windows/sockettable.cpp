#include "backend/host/windows/sockettable.h"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <iphlpapi.h>
#include <windows.h>

#include <QtEndian>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace procdeck::windowshost {

namespace {

QHostAddress addressOf(DWORD inNetworkOrder)
{
    return QHostAddress(qFromBigEndian<quint32>(inNetworkOrder));
}

QHostAddress addressOf(const UCHAR (&bytes)[16])
{
    Q_IPV6ADDR address{};
    std::copy(std::begin(bytes), std::end(bytes), std::begin(address.c));
    return unmapped(QHostAddress(address));
}

/// Only its low half means something.
quint16 portOf(DWORD inNetworkOrder)
{
    return qFromBigEndian(static_cast<quint16>(inNetworkOrder));
}

int stateOf(DWORD state)
{
    switch (state) {
    case MIB_TCP_STATE_LISTEN:
        return TcpRow::listening;
    case MIB_TCP_STATE_ESTAB:
        return TcpRow::established;
    default:
        return 0;
    }
}

TcpRow rowOf(const MIB_TCPROW_OWNER_PID &row)
{
    return {addressOf(row.dwLocalAddr),
            portOf(row.dwLocalPort),
            addressOf(row.dwRemoteAddr),
            portOf(row.dwRemotePort),
            stateOf(row.dwState),
            0,
            row.dwOwningPid};
}

TcpRow rowOf(const MIB_TCP6ROW_OWNER_PID &row)
{
    return {addressOf(row.ucLocalAddr),
            portOf(row.dwLocalPort),
            addressOf(row.ucRemoteAddr),
            portOf(row.dwRemotePort),
            stateOf(row.dwState),
            0,
            row.dwOwningPid};
}

template <typename Table> void addRows(ULONG family, QList<TcpRow> &rows)
{
    // In words, for the alignment. The table may grow between asking for its size and reading it.
    std::vector<quint64> buffer(4096);
    ULONG error = ERROR_INSUFFICIENT_BUFFER;
    for (int attempt = 0; attempt < 8 && error == ERROR_INSUFFICIENT_BUFFER; ++attempt) {
        auto size = static_cast<ULONG>(buffer.size() * sizeof(quint64));
        error = GetExtendedTcpTable(buffer.data(), &size, FALSE, family, TCP_TABLE_OWNER_PID_ALL, 0);
        if (error == ERROR_INSUFFICIENT_BUFFER)
            buffer.resize(size / sizeof(quint64) + 4096);
    }
    if (error != NO_ERROR)
        return;
    const auto *table = reinterpret_cast<const Table *>(buffer.data());
    for (DWORD i = 0; i < table->dwNumEntries; ++i) {
        const TcpRow row = rowOf(table->table[i]);
        if (row.state != 0)
            rows << row;
    }
}

} // namespace

QList<TcpRow> readTcpRows()
{
    QList<TcpRow> rows;
    addRows<MIB_TCPTABLE_OWNER_PID>(AF_INET, rows);
    addRows<MIB_TCP6TABLE_OWNER_PID>(AF_INET6, rows);
    return rows;
}

SocketView viewOfPipe(const LocalEndpoint &endpoint)
{
    const QString prefix = u"\\\\.\\pipe\\"_s; // as QLocalSocket completes a name
    const QString path = endpoint.path.startsWith(prefix) ? endpoint.path : prefix + endpoint.path;
    SocketView view;
    // Waiting does not connect. A pipe that is there but busy makes it time out.
    view.listening = WaitNamedPipeW(reinterpret_cast<LPCWSTR>(path.utf16()), 1) || GetLastError() == ERROR_SEM_TIMEOUT;
    return view;
}

} // namespace procdeck::windowshost
