#pragma once
// One piece of work of an engine that is under way: a connect, a listing, an end. Thread: worker.
//
// Owned by whoever asked for it. start() returns at once; steps and the one outcome come through the two callbacks, the
// outcome from the event loop with nothing of the task on the stack, so its receiver may destroy the task.
// Destroying a task before its outcome cancels it: nothing is reported any more, and what has to be tidied away (a half
// opened connection, a program half started) is tidied by the destructor or goes on behind on its own.

#include "backend/types/job.h"
#include "backend/types/result.h"

#include <QMetaObject>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace procdeck {

/// The part of a task that does not depend on what it returns: its current step and that step's deadline.
class TaskBase : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TaskBase)

public:
    using StepHandler = std::function<void(const Step &)>;

protected:
    TaskBase();

    /// Begins a step; the one before it is over. When the deadline passes, the task fails with `onDeadline`.
    /// A deadline of 0 means none.
    void enterStep(const QString &name, std::chrono::milliseconds deadline, const Error &onDeadline,
                   const QString &explanation = {});
    /// Counts within the current step.
    void countStep(int done, int total);
    /// A task that this one waits for reports here: its steps are shown, its deadlines are its own.
    [[nodiscard]] StepHandler innerSteps();
    void endSteps();

    StepHandler m_stepped;

private:
    virtual void failTask(const Error &error) = 0;

    Step m_step;
    Error m_onDeadline;
    QTimer m_timer;
};

template <typename T> class Task : public TaskBase {
public:
    using Done = std::function<void(Result<T>)>;

    /// Once. `done` is called once, unless the task is destroyed first.
    void start(StepHandler stepped, Done done)
    {
        m_stepped = std::move(stepped);
        m_done = std::move(done);
        run();
    }

protected:
    /// The first outcome counts; later ones are dropped.
    void finish(Result<T> outcome)
    {
        if (finished())
            return;
        m_outcome.emplace(std::move(outcome));
        endSteps();
        QMetaObject::invokeMethod(this, [this] { deliver(); }, Qt::QueuedConnection);
    }
    [[nodiscard]] bool finished() const { return m_outcome.has_value(); }

private:
    virtual void run() = 0;
    void failTask(const Error &error) final { finish(error); }

    void deliver()
    {
        const Done done = std::move(m_done);
        Result<T> outcome = std::move(*m_outcome);
        done(std::move(outcome)); // may destroy this
    }

    Done m_done;
    std::optional<Result<T>> m_outcome;
};

template <typename T> using TaskPtr = std::unique_ptr<Task<T>>;

} // namespace procdeck
