#include "backend/engine/lldb/lldblink.h"

#include "backend/engine/lldb/lldbprocesses.h"
#include "backend/engine/lldb/lldbshell.h"
#include "backend/rsp/text.h"
#include "backend/types/text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::lldb {

namespace {

/// Asks what machine the server runs on, and which version it is. The first qHostInfo of a connection costs the server
/// 75–85 ms: it runs lsb_release. The version is in no packet: the server's own program has to be run for it.
class DescribeTask final : public stub::StubTask<ServerIdentity> {
public:
    DescribeTask(rsp::RspClient &client, ServerIdentity known)
        : StubTask(client)
        , m_identity(std::move(known))
    {
    }

private:
    void run() override
    {
        enterStep(tr("asking for machine and version"), 30s,
                  {ErrorCode::Silent, tr("The server did not describe itself in time."), {}, {}});
        ask("qHostInfo"_ba, [this](const QByteArray &reply) {
            takeHostInfo(rsp::parseFields(reply));
            ask(shellRequest(whoServesUs()), [this](const QByteArray &status) { takeStatus(status); }, 12s);
        });
    }

    void takeHostInfo(const rsp::Fields &fields)
    {
        const auto text = [&fields](QByteArrayView key) {
            return cleanText(rsp::fromHex(rsp::field(fields, key)).value_or(QByteArray()), 200);
        };
        m_identity.host = text("hostname");
        m_identity.architecture = text("triple").section(u'-', 0, 0);
        const QString distribution = text("distribution_id");
        const QString release = cleanText(rsp::field(fields, "os_version"), 100);
        m_identity.system =
            QStringList{distribution, text("triple").section(u'-', 2, 2), release}.join(u' ').simplified();
    }

    void takeStatus(const QByteArray &reply)
    {
        const auto shell = parseShellReply(reply);
        const auto serving = shell ? parseServing(shell->output) : std::nullopt;
        if (!serving) {
            finish(m_identity); // a server without shell or /proc: no version
            return;
        }
        ask("qProcessInfoPID:"_ba + QByteArray::number(serving->server), [this](const QByteArray &record) {
            const auto process = parseProcess(record);
            // Only plain words survive the way into that shell.
            static const QRegularExpression plain(u"^[A-Za-z0-9/._+-]+$"_s);
            if (!process || !plain.match(process->path).hasMatch()) {
                finish(m_identity);
                return;
            }
            ask(
                shellRequest(process->path.toLatin1() + " version"),
                [this](const QByteArray &answer) { takeVersion(answer); }, 12s);
        });
    }

    void takeVersion(const QByteArray &reply)
    {
        static const QRegularExpression number(u"version\\s+(\\d[\\w.+-]*)"_s);
        if (const auto shell = parseShellReply(reply)) {
            const auto match = number.match(cleanText(shell->output, 1000));
            m_identity.version = match.captured(1);
        }
        m_identity.evidence << Evidence::now(EvidenceSource::Answer, tr("the server described its machine"));
        finish(m_identity);
    }

    ServerIdentity m_identity;
};

} // namespace

LldbLink::LldbLink(stub::Handshaken shaken)
    : StubLink(std::move(shaken))
{
}

TaskPtr<ProcessList> LldbLink::listProcesses(Rows rows)
{
    Q_UNUSED(rows)
    return std::make_unique<ListTask>(client());
}

TaskPtr<ServerIdentity> LldbLink::describe()
{
    return std::make_unique<DescribeTask>(client(), identity());
}

} // namespace procdeck::lldb
