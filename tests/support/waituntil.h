#pragma once
// Waits in a running event loop. QTest::qWaitFor() and QTRY_… sleep 10 ms after each pass over the events, which a
// conversation of a thousand small pieces cannot afford. Thread: the test's.

#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace procdeck::test {

/// Whether the condition came true in time.
template <typename Condition>
[[nodiscard]] bool waitUntil(Condition condition, std::chrono::milliseconds deadline = std::chrono::seconds(20))
{
    QEventLoop loop;
    bool met = condition();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        met = condition();
        if (met)
            loop.quit();
    });
    look.start(1);
    QTimer::singleShot(deadline, &loop, &QEventLoop::quit);
    if (!met)
        loop.exec();
    return met;
}

} // namespace procdeck::test
