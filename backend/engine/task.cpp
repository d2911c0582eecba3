#include "backend/engine/task.h"

namespace procdeck {

TaskBase::TaskBase()
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { failTask(m_onDeadline); });
}

void TaskBase::enterStep(const QString &name, std::chrono::milliseconds deadline, const Error &onDeadline,
                         const QString &explanation)
{
    m_step = {name, deadline, 0, 0, explanation};
    m_onDeadline = onDeadline;
    if (deadline.count() > 0)
        m_timer.start(deadline);
    else
        m_timer.stop();
    if (m_stepped)
        m_stepped(m_step);
}

void TaskBase::countStep(int done, int total)
{
    m_step.done = done;
    m_step.total = total;
    if (m_stepped)
        m_stepped(m_step);
}

TaskBase::StepHandler TaskBase::innerSteps()
{
    m_timer.stop();
    return [this](const Step &step) {
        if (m_stepped)
            m_stepped(step);
    };
}

void TaskBase::endSteps()
{
    m_timer.stop();
    m_stepped = nullptr;
}

} // namespace procdeck
