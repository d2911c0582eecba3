#include "backend/engine/lldb/lldbwait.h"

#include "backend/engine/lldb/lldbprocesses.h"
#include "backend/engine/lldb/lldbshell.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::lldb {

namespace {
constexpr auto pollInterval = 1s;
constexpr auto replyDeadline = 12s;
} // namespace

LldbWait::LldbWait(Host &host, Endpoint endpoint, Engine::WaitRequest request)
    : EndWait(host, std::move(endpoint), std::move(request))
{
}

void LldbWait::watchFromAfar()
{
    m_handshake = std::make_unique<stub::Handshake>(*endpoint(), stub::StubKind::LldbPlatform);
    m_handshake->start(innerSteps(), [this](Result<stub::Handshaken> shaken) {
        m_handshake.reset();
        if (!shaken) {
            failed(shaken.error());
            return;
        }
        m_client = std::move(shaken.value().client);
        connect(m_client.get(), &rsp::RspClient::closed, this, &LldbWait::connectionLost);
        findServer();
    });
}

void LldbWait::findServer()
{
    m_client->request(shellRequest(whoServesUs()), replyDeadline, this, [this](const Result<QByteArray> &reply) {
        const auto shell = reply ? parseShellReply(reply.value()) : std::nullopt;
        const auto serving = shell ? parseServing(shell->output) : std::nullopt;
        if (!serving) {
            failed(Error{ErrorCode::Unsupported,
                         tr("The server does not show its own process, so its end cannot be seen."),
                         {},
                         tr("Wait for it on its own machine.")});
            return;
        }
        m_server = serving->server;
        enterWaiting(tr("watching process %1 on its machine, from outside").arg(m_server), WaitWay::Questions);
        poll();
    });
}

void LldbWait::poll()
{
    m_client->request("qProcessInfoPID:"_ba + QByteArray::number(m_server), replyDeadline, this,
                      [this](const Result<QByteArray> &reply) {
                          if (!reply)
                              return; // connectionLost() follows
                          const auto process = parseProcess(reply.value());
                          if (process && !process->name.isEmpty() && process->commandLine.contains(u"platform"_s))
                              QTimer::singleShot(pollInterval, this, &LldbWait::poll);
                          else
                              ended(EvidenceSource::Answer,
                                    tr("process %1 is gone, says the machine's own process list").arg(m_server));
                      });
}

void LldbWait::connectionLost(const Error &why)
{
    if (finished())
        return;
    // The whole family may have been ended at once, our handler with it. A new connection tells; a bare one does no harm.
    m_client.release()->deleteLater();
    m_handshake = std::make_unique<stub::Handshake>(*endpoint(), stub::StubKind::LldbPlatform);
    m_handshake->start(innerSteps(), [this, why](Result<stub::Handshaken> shaken) {
        m_handshake.reset();
        if (shaken) {
            m_client = std::move(shaken.value().client);
            connect(m_client.get(), &rsp::RspClient::closed, this, &LldbWait::connectionLost);
            findServer();
        } else if (shaken.error().code == ErrorCode::Unreachable) {
            ended(EvidenceSource::Connection, tr("the connection was closed, and %1").arg(shaken.error().message));
        } else {
            failed(why);
        }
    });
}

} // namespace procdeck::lldb
