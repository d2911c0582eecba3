#include "backend/engine/dbgeng/dbgengdebug.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {

constexpr auto beginDeadline = 30s;
constexpr auto leaveDeadline = 15s;

/// One question to the helper, and no more.
class AskTask final : public Task<Nothing> {
public:
    AskTask(HelperProcess &helper, QString command, QString step)
        : m_helper(helper)
        , m_command(std::move(command))
        , m_name(std::move(step))
    {
    }

private:
    void run() override
    {
        enterStep(m_name, {}, {});
        m_helper.ask({{u"do"_s, m_command}}, leaveDeadline, this, [this](const Result<QJsonObject> &reply) {
            if (reply)
                finish(Nothing{});
            else
                finish(reply.error());
        });
    }

    HelperProcess &m_helper;
    QString m_command;
    QString m_name;
};

} // namespace

DbgengSession::DbgengSession(std::unique_ptr<HelperProcess> helper, qint64 pid)
    : m_helper(std::move(helper))
    , m_pid(pid)
{
    connect(m_helper.get(), &HelperProcess::told, this, [this](const QJsonObject &line) {
        if (!line.contains("exited"_L1))
            return;
        disconnect(m_helper.get(), nullptr, this, nullptr);
        const QJsonValue code = line.value("exited"_L1);
        emit over(code.isNull() ? tr("process %1 has ended").arg(m_pid)
                                : tr("process %1 has ended (exit code %2)").arg(m_pid).arg(code.toInteger()));
    });
    connect(m_helper.get(), &HelperProcess::ended, this, [this](const Error &why) { emit over(why.message); });
}

TaskPtr<Nothing> DbgengSession::leave(const QString &command, const QString &step)
{
    disconnect(m_helper.get(), nullptr, this, nullptr);
    return std::make_unique<AskTask>(*m_helper, command, step);
}

TaskPtr<Nothing> DbgengSession::detach()
{
    return leave(u"detach"_s, tr("letting process %1 go").arg(m_pid));
}

TaskPtr<Nothing> DbgengSession::terminate()
{
    return leave(u"terminate"_s, tr("ending process %1").arg(m_pid));
}

DbgengDebug::DbgengDebug(HelperSetup setup, Engine::DebugRequest request, const QString &options)
    : m_request(std::move(request))
    , m_attend(std::make_unique<Attend>(std::move(setup), options, m_request.address.text))
{
}

void DbgengDebug::run()
{
    m_attend->start(innerSteps(), [this](Result<Attended> attended) {
        if (!attended) {
            finish(attended.error());
            return;
        }
        m_helper = std::move(attended.value().helper);
        begin();
    });
}

void DbgengDebug::begin()
{
    const bool launches = !m_request.commandLine.isEmpty();
    enterStep(launches ? tr("launching %1").arg(m_request.commandLine)
                       : tr("attaching to process %1").arg(m_request.pid),
              {}, {});
    const QJsonObject command = launches
                                    ? QJsonObject{{u"do"_s, u"launch"_s}, {u"commandLine"_s, m_request.commandLine}}
                                    : QJsonObject{{u"do"_s, u"attach"_s}, {u"pid"_s, m_request.pid}};
    m_helper->ask(command, beginDeadline, this, [this](const Result<QJsonObject> &reply) {
        if (reply)
            finish(DebugSessionPtr(
                std::make_unique<DbgengSession>(std::move(m_helper), reply->value("pid"_L1).toInteger())));
        else
            finish(reply.error());
    });
}

} // namespace procdeck::dbgeng
