#include "backend/engine/gdb/gdbend.h"

#include "backend/engine/gdb/gdbconnect.h"
#include "backend/rsp/text.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::gdb {

GdbEnd::GdbEnd(Host &host, Endpoint endpoint, rsp::RspClient *ours, std::chrono::milliseconds timeout)
    : m_host(host)
    , m_endpoint(std::move(endpoint))
    , m_ours(ours)
    , m_timeout(timeout)
{
}

void GdbEnd::run()
{
    if (!m_host.owns(m_endpoint)) {
        connectFirst();
        return;
    }
    enterStep(tr("looking for the server's process"), 5s,
              {ErrorCode::TimedOut, tr("This computer did not list its processes in time."), {}, {}});
    m_host.findListener(m_endpoint, this, [this](const Result<Listener> &listener) {
        if (!listener) {
            finish(listener.error());
        } else if (!listener->listening && !m_ours) {
            finish(Error{ErrorCode::Unreachable,
                         tr("No server listens at %1.").arg(printed(m_endpoint)),
                         {},
                         tr("It has ended already, or the address is wrong.")});
        } else if (!listener->clients.isEmpty() && !m_ours) {
            finish(busyError(printed(m_endpoint), listener->clients));
        } else {
            if (listener->process)
                m_process = listener->process->ref;
            connectFirst();
        }
    });
}

void GdbEnd::connectFirst()
{
    if (m_ours && m_ours->isOpen()) {
        askToEnd(*m_ours);
        return;
    }
    m_handshake = std::make_unique<stub::Handshake>(m_endpoint, stub::StubKind::GdbServer);
    m_handshake->start(innerSteps(), [this](Result<stub::Handshaken> shaken) {
        m_handshake.reset();
        if (!shaken) {
            finish(shaken.error());
            return;
        }
        m_client = std::move(shaken.value().client);
        askToEnd(*m_client);
    });
}

void GdbEnd::askToEnd(rsp::RspClient &client)
{
    enterStep(tr("asking the server to exit"), 12s,
              {ErrorCode::Silent, tr("The server did not take the request to exit."), {}, {}});
    client.request("qRcmd,"_ba + rsp::toHex("exit"), 10s, this, [this](const Result<QByteArray> &reply) {
        if (reply && reply.value() != "OK") {
            finish(Error{ErrorCode::Unsupported, tr("The server refused the request to exit."),
                         QString::fromLatin1(reply.value().left(200)), tr("End its process on its machine.")});
            return;
        }
        if (!reply && reply.error().code != ErrorCode::Closed) {
            finish(reply.error());
            return;
        }
        // A connection that ends instead of an answer fits a server that exits: the evidence decides.
        m_evidence << Evidence::now(EvidenceSource::Request,
                                    reply ? tr("the server agreed to exit") : tr("the server closed the connection"));
        verify();
    });
}

void GdbEnd::verify()
{
    m_verify = std::make_unique<EndEvidence>(m_host, m_endpoint, m_process, m_timeout);
    m_verify->start(innerSteps(), [this](Result<QList<Evidence>> evidence) {
        if (evidence)
            finish(Ended{evidence.value() + m_evidence});
        else
            finish(evidence.error());
    });
}

} // namespace procdeck::gdb
