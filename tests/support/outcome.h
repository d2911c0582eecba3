#pragma once
// Runs a task in a test and waits for its outcome, with a deadline. Thread: the test's, with its event loop.

#include "backend/engine/task.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <optional>

namespace procdeck::test {

inline constexpr int outcomeDeadlineMs = 30'000;

/// The outcome of a task; an Internal error where none came in time. Step names are appended to `steps`.
template <typename T> [[nodiscard]] Result<T> outcomeOf(Task<T> &task, QStringList *steps = nullptr)
{
    std::optional<Result<T>> outcome;
    // An event loop of its own, because QTest::qWaitFor() sleeps 10 ms between two looks: a list of a hundred processes is a
    // hundred round trips.
    QEventLoop loop;
    QTimer::singleShot(outcomeDeadlineMs, &loop, &QEventLoop::quit);
    task.start(
        [steps](const Step &step) {
            if (steps && (steps->isEmpty() || steps->last() != step.name))
                steps->append(step.name);
        },
        [&outcome, &loop](Result<T> result) {
            outcome.emplace(std::move(result));
            loop.quit();
        });
    loop.exec();
    if (!outcome)
        return Error{ErrorCode::Internal, QStringLiteral("the task brought no outcome in time"), {}, {}};
    return std::move(*outcome);
}

template <typename T> [[nodiscard]] Result<T> outcomeOf(TaskPtr<T> task, QStringList *steps = nullptr)
{
    return outcomeOf(*task, steps);
}

/// What a failing comparison prints: message, hint and the last traffic.
[[nodiscard]] inline QByteArray explained(const Error &error)
{
    return QStringLiteral("%1 | %2\n%3").arg(error.message, error.hint, error.detail).toUtf8();
}

} // namespace procdeck::test

/// Fails the test with everything that the error tells. The expression is evaluated once.
#define PROCDECK_VERIFY_OK(result)                                                                                     \
    do {                                                                                                               \
        const auto &verified = (result);                                                                               \
        QVERIFY2(verified.ok(), verified.ok() ? "" : procdeck::test::explained(verified.error()).constData());         \
    } while (false)
