#include "tests/bench/floor.h"

#include <QByteArray>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

namespace procdeck::bench {

namespace {

class Wire final {
    Q_DISABLE_COPY_MOVE(Wire)

public:
    explicit Wire(quint16 port)
    {
        m_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_good = connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    }
    ~Wire() { close(m_socket); }

    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] int replies() const { return m_replies; }

    /// The body of the reply, escapes left in.
    QByteArray ask(const QByteArray &payload, bool acknowledge)
    {
        quint8 sum = 0;
        for (const char byte : payload)
            sum = static_cast<quint8>(sum + static_cast<quint8>(byte));
        write('$' + payload + '#' + QByteArray::number(sum, 16).rightJustified(2, '0'));
        m_buffer.clear();
        while (m_good) {
            const qsizetype start = m_buffer.indexOf('$');
            const qsizetype end = m_buffer.indexOf('#');
            if (start >= 0 && end > start && m_buffer.size() >= end + 3) {
                if (acknowledge)
                    write("+");
                ++m_replies;
                return m_buffer.mid(start + 1, end - start - 1);
            }
            char bytes[65536];
            const ssize_t got = recv(m_socket, bytes, sizeof bytes, 0);
            m_good = got > 0;
            m_buffer.append(bytes, m_good ? static_cast<qsizetype>(got) : 0);
        }
        return {};
    }

    void shakeHands()
    {
        ask("!", true);
        ask("QStartNoAckMode", true);
        ask("qSupported:multiprocess+", false);
        ask("?", false);
    }

private:
    void write(const QByteArray &bytes)
    {
        m_good = m_good &&
                 send(m_socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }

    int m_socket = -1;
    bool m_good = false;
    int m_replies = 0;
    QByteArray m_buffer;
};

} // namespace

int listLldb(quint16 port)
{
    Wire wire(port);
    wire.shakeHands();
    std::set<QByteArray> users;
    for (QByteArray reply = wire.ask("qfProcessInfo:all_users:1;", false); wire.good() && !reply.startsWith('E');
         reply = wire.ask("qsProcessInfo", false)) {
        const qsizetype at = reply.indexOf("uid:") + 4;
        users.insert(reply.mid(at, reply.indexOf(';', at) - at));
    }
    for (const QByteArray &user : users)
        wire.ask("qUserName:" + user, false);
    return wire.good() ? wire.replies() : 0;
}

int listGdb(quint16 port)
{
    Wire wire(port);
    wire.shakeHands();
    qsizetype offset = 0;
    while (wire.good()) {
        const QByteArray reply =
            wire.ask("qXfer:osdata:read:processes:" + QByteArray::number(offset, 16) + ",47fa", false);
        // Run-length and escapes change the count: undone here as little as it takes to know where to go on.
        qsizetype decoded = -1;
        for (qsizetype i = 0; i < reply.size(); ++i) {
            if (reply.at(i) == '}')
                ++i;
            else if (reply.at(i) == '*' && i + 1 < reply.size()) {
                decoded += static_cast<quint8>(reply.at(++i)) - 29;
                continue;
            }
            ++decoded;
        }
        offset += decoded;
        if (!reply.startsWith('m'))
            break;
    }
    return wire.good() ? wire.replies() : 0;
}

} // namespace procdeck::bench
