#include "backend/host/linux/socketdiag.h"

#include "backend/host/linux/processwatch.h"

#include <QtEndian>

#include <array>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace procdeck::linuxhost {

namespace {

constexpr timeval patience{1, 0}; ///< the kernel answers while it is asked; this is for a kernel that does not
constexpr quint32 wantedStates = (1U << TcpRow::established) | (1U << TcpRow::listening);

QHostAddress addressOf(int family, const __be32 (&words)[4])
{
    if (family == AF_INET)
        return QHostAddress(qFromBigEndian(words[0]));
    Q_IPV6ADDR bytes{};
    std::memcpy(&bytes, words, sizeof bytes);
    return unmapped(QHostAddress(bytes));
}

TcpRow rowOf(const inet_diag_msg &message)
{
    const int family = message.idiag_family;
    TcpRow row{addressOf(family, message.id.idiag_src),
               qFromBigEndian(message.id.idiag_sport),
               addressOf(family, message.id.idiag_dst),
               qFromBigEndian(message.id.idiag_dport),
               message.idiag_state,
               0,
               message.idiag_inode};
    if (row.state == TcpRow::listening)
        row.queued = static_cast<int>(message.idiag_rqueue);
    return row;
}

bool ask(int socket, int family, quint16 localPort)
{
    struct {
        nlmsghdr header{};
        inet_diag_req_v2 body{};
    } request;
    request.header.nlmsg_len = sizeof request;
    request.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    request.body.sdiag_family = static_cast<__u8>(family);
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = wantedStates;
    request.body.id.idiag_sport = qToBigEndian(localPort);
    return send(socket, &request, sizeof request, 0) == static_cast<ssize_t>(sizeof request);
}

/// Reads messages until the kernel says that there are no more. false: it refused, or broke off.
bool readAnswer(int socket, quint16 localPort, QList<TcpRow> &rows)
{
    alignas(nlmsghdr) std::array<char, 32 * 1024> buffer{};
    for (;;) {
        const ssize_t received = recv(socket, buffer.data(), buffer.size(), 0);
        if (received <= 0)
            return false;
        auto left = static_cast<quint32>(received);
        for (auto *header = reinterpret_cast<const nlmsghdr *>(buffer.data()); NLMSG_OK(header, left);
             header = NLMSG_NEXT(header, left)) {
            if (header->nlmsg_type == NLMSG_DONE)
                return true;
            if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY || header->nlmsg_len < NLMSG_LENGTH(sizeof(inet_diag_msg)))
                return false;
            const TcpRow row = rowOf(*static_cast<const inet_diag_msg *>(NLMSG_DATA(header)));
            if (row.localPort == localPort) // an old kernel does not sort out ports by itself
                rows << row;
        }
    }
}

} // namespace

std::optional<QList<TcpRow>> askForTcpRows(quint16 localPort)
{
    const Descriptor descriptor(socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
    if (!descriptor.valid())
        return std::nullopt;
    setsockopt(descriptor.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    QList<TcpRow> rows;
    for (const int family : {AF_INET, AF_INET6}) {
        if (!ask(descriptor.number(), family, localPort) || !readAnswer(descriptor.number(), localPort, rows))
            return std::nullopt;
    }
    return rows;
}

} // namespace procdeck::linuxhost
