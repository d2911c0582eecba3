#include "backend/engine/gdb/gdblink.h"

#include "backend/engine/gdb/gdbprocesses.h"
#include "backend/rsp/text.h"
#include "backend/types/text.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::gdb {

namespace {

/// Reads a few small files of the server's machine, since gdbserver tells nothing of itself. Its version is told nowhere.
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
        enterStep(tr("asking for the machine"), 30s,
                  {ErrorCode::Silent, tr("The server did not describe its machine in time."), {}, {}});
        // Which mount namespace the following opens refer to: the server's own.
        ask("vFile:setfs:0"_ba, [this](const QByteArray &) {
            readFile("/proc/sys/kernel/hostname"_ba, [this](const QString &host) {
                m_identity.host = host;
                readSystem();
            });
        });
    }

    void readSystem()
    {
        readFile("/proc/sys/kernel/ostype"_ba, [this](const QString &type) {
            readFile("/proc/sys/kernel/osrelease"_ba, [this, type](const QString &release) {
                m_identity.system = QStringList{type, release}.join(u' ').trimmed();
                readFile("/proc/sys/kernel/arch"_ba, [this](const QString &arch) {
                    m_identity.architecture = arch;
                    m_identity.evidence << Evidence::now(EvidenceSource::Answer,
                                                         tr("the server described its machine"));
                    finish(m_identity);
                });
            });
        });
    }

    /// The first line; empty where the file cannot be read.
    void readFile(const QByteArray &path, const std::function<void(const QString &)> &next)
    {
        ask("vFile:open:" + rsp::toHex(path) + ",0,0", [this, next](const QByteArray &opened) {
            const QByteArray descriptor = opened.startsWith('F') ? opened.mid(1) : QByteArray();
            if (descriptor.isEmpty() || descriptor.startsWith('-')) {
                next({});
                return;
            }
            ask("vFile:pread:" + descriptor + ",200,0", [this, next, descriptor](const QByteArray &data) {
                const qsizetype start = data.indexOf(';');
                const QString text =
                    start < 0 ? QString() : cleanText(data.mid(start + 1), 200).section(u'\n', 0, 0).trimmed();
                ask("vFile:close:" + descriptor, [next, text](const QByteArray &) { next(text); });
            });
        });
    }

    ServerIdentity m_identity;
};

} // namespace

GdbLink::GdbLink(stub::Handshaken shaken)
    : StubLink(std::move(shaken))
{
}

TaskPtr<ProcessList> GdbLink::listProcesses(Rows rows)
{
    Q_UNUSED(rows)
    return std::make_unique<ListTask>(client(), stub::packetSize(answers().features));
}

TaskPtr<ServerIdentity> GdbLink::describe()
{
    return std::make_unique<DescribeTask>(client(), identity());
}

} // namespace procdeck::gdb
