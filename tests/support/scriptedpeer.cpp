#include "tests/support/scriptedpeer.h"

#include "tests/support/peerconnection.h"

#include "backend/rsp/wirelog.h"

#include <QLocalSocket>
#include <QTcpSocket>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace procdeck::test {

namespace {

constexpr qsizetype shownBytes = 200;
constexpr qsizetype shownLines = 60;

quint32 seed()
{
    bool given = false;
    const quint32 wanted = qEnvironmentVariable("PROCDECK_TEST_SEED").toUInt(&given);
    return given ? wanted : std::random_device{}();
}

} // namespace

Reply Reply::raw(const QByteArray &wire)
{
    Reply reply{QByteArray()};
    reply.wire = wire;
    return reply;
}

Reply Reply::wrongChecksum(const QByteArray &payload)
{
    Reply reply{payload};
    const qsizetype last = reply.wire.size() - 1;
    reply.wire[last] = reply.wire.at(last) == '0' ? '1' : '0';
    return reply;
}

Reply Reply::endless(const QByteArray &payloadStart)
{
    Reply reply = raw('$' + payloadStart);
    reply.forEver = "A"_ba;
    return reply;
}

Reply Reply::flood(const QByteArray &wire)
{
    Reply reply = raw({});
    reply.forEver = wire;
    return reply;
}

Reply Reply::thenClose() const
{
    Reply reply = *this;
    reply.then = Then::Close;
    return reply;
}

Reply Reply::thenReset() const
{
    Reply reply = *this;
    reply.then = Then::Reset;
    return reply;
}

ScriptedPeer::ScriptedPeer(Medium medium)
    : m_medium(medium)
{
    const quint32 start = seed();
    m_random.seed(start);
    note("--"_L1, "seed " + QByteArray::number(start));
    connect(&m_tcp, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *const socket = m_tcp.nextPendingConnection())
            accept(socket);
    });
    connect(&m_local, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *const socket = m_local.nextPendingConnection())
            accept(socket);
    });
    bool listens = false;
    switch (medium) {
    case Medium::Tcp:
        listens = m_tcp.listen(QHostAddress::LocalHost, 0);
        break;
    case Medium::Local:
        listens = m_local.listen(m_dir.filePath(u"peer"_s));
        break;
    case Medium::Abstract:
        m_local.setSocketOptions(QLocalServer::AbstractNamespaceOption);
        listens = m_local.listen(u"procdeck-test-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces));
        break;
    }
    if (!listens)
        m_problems << u"cannot listen: "_s + (medium == Medium::Tcp ? m_tcp.errorString() : m_local.errorString());
}

ScriptedPeer::~ScriptedPeer()
{
    for (PeerConnection *const connection : std::as_const(m_connections))
        delete connection; // while there still is somebody to tell
}

Endpoint ScriptedPeer::endpoint() const
{
    switch (m_medium) {
    case Medium::Tcp:
        break;
    case Medium::Local:
        return LocalEndpoint{m_local.fullServerName(), false};
    case Medium::Abstract:
        return LocalEndpoint{m_local.serverName(), true};
    }
    return TcpEndpoint{u"127.0.0.1"_s, m_tcp.serverPort()};
}

ScriptedPeer &ScriptedPeer::on(const QByteArray &expected, const Reply &reply)
{
    m_dialogue.append({expected, reply});
    return *this;
}

void ScriptedPeer::say(const QByteArray &wire)
{
    for (PeerConnection *const connection : std::as_const(m_connections))
        connection->send(Reply::raw(wire));
}

void ScriptedPeer::stopListening()
{
    m_tcp.close();
    m_local.close();
}

void ScriptedPeer::hangUp()
{
    for (PeerConnection *const connection : std::as_const(m_connections))
        connection->hangUp();
}

void ScriptedPeer::accept(QIODevice *device)
{
    if (m_accepted == 0 && m_manners.randomChunks)
        qInfo("%s (PROCDECK_TEST_SEED repeats it)", m_conversation.first().constData());
    const bool served = m_manners.serves < 0 || m_open < m_manners.serves;
    ++m_accepted;
    ++m_open;
    note("--"_L1, served ? "accepted"_ba : "accepted, left waiting"_ba);
    m_connections << new PeerConnection(device, this, served);
}

Reply ScriptedPeer::answer(const QByteArray &payload)
{
    if (!isDone()) {
        const Line &line = m_dialogue.at(m_nextLine);
        if (line.expected == payload) {
            ++m_nextLine;
            return line.reply;
        }
        m_problems << u"expected %1, got %2"_s.arg(rsp::WireLog::printable(line.expected),
                                                   rsp::WireLog::printable(payload.left(shownBytes)));
        return {""};
    }
    if (m_handler)
        return m_handler(payload);
    m_problems << u"not expected: %1"_s.arg(rsp::WireLog::printable(payload.left(shownBytes)));
    return {""};
}

void ScriptedPeer::note(QLatin1StringView who, const QByteArray &bytes)
{
    QString line = who + u' ' + rsp::WireLog::printable(bytes.left(shownBytes));
    if (bytes.size() > shownBytes)
        line += u" (%1 bytes)"_s.arg(bytes.size());
    if (m_conversation.size() > shownLines)
        m_conversation.remove(1, m_conversation.size() - shownLines); // the first line is the seed
    m_conversation << line.toUtf8();
}

QByteArray ScriptedPeer::describe() const
{
    QByteArray text = "peer: " + QByteArray::number(m_received.size()) + " requests, " + QByteArray::number(m_acks) +
                      " acks, " + QByteArray::number(m_naks) + " naks, " + QByteArray::number(m_open) + " of " +
                      QByteArray::number(m_accepted) + " connections open\n";
    for (const QString &problem : m_problems)
        text += "problem: " + problem.toUtf8() + '\n';
    if (!isDone())
        text += "still expected: " + rsp::WireLog::printable(m_dialogue.at(m_nextLine).expected).toUtf8() + '\n';
    return text + m_conversation.join('\n');
}

} // namespace procdeck::test
