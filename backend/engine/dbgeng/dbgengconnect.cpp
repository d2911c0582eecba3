#include "backend/engine/dbgeng/dbgengconnect.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

Attend::Attend(HelperSetup setup, QString options, QString at)
    : m_options(std::move(options))
    , m_at(at)
    , m_helper(std::make_unique<HelperProcess>(std::move(setup), std::move(at)))
{
}

void Attend::run()
{
    enterStep(tr("starting the debug engine"), {}, {});
    connect(m_helper.get(), &HelperProcess::ended, this, [this](const Error &why) { finish(why); });
    connect(m_helper.get(), &HelperProcess::opened, this, [this] {
        enterStep(tr("connecting to %1").arg(m_at), {}, {});
        m_helper->ask({{u"do"_s, u"connect"_s}, {u"options"_s, m_options}}, connectDeadline, this,
                      [this](const Result<QJsonObject> &reply) {
                          if (reply)
                              measure();
                          else
                              finish(reply.error());
                      });
    });
    m_helper->open();
}

/// The engine may have connected to something that is no process server: it shows with the first question.
void Attend::measure()
{
    m_askedAt = std::chrono::steady_clock::now();
    m_helper->ask({{u"do"_s, u"ping"_s}}, connectDeadline, this, [this](const Result<QJsonObject> &reply) {
        if (!reply) {
            finish(reply.error());
            return;
        }
        disconnect(m_helper.get(), nullptr, this, nullptr);
        finish(Attended{std::move(m_helper), std::chrono::duration_cast<std::chrono::microseconds>(
                                                 std::chrono::steady_clock::now() - m_askedAt)});
    });
}

void DbgengConnect::run()
{
    m_attend->start(innerSteps(), [this](Result<Attended> attended) {
        if (attended)
            finish(LinkPtr(std::make_unique<DbgengLink>(std::move(attended.value().helper), attended->latency)));
        else
            finish(attended.error());
    });
}

} // namespace procdeck::dbgeng
