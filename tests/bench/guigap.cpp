#include "tests/bench/guigap.h"

#include "app/procdeck/application.h"
#include "tests/support/badpeer.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

namespace procdeck::bench {

namespace {

constexpr int servers = 200;
constexpr int deadlineMs = 120'000;

/// Peers of a thread of their own, so that their work is not taken for the window's.
class Peers final : public QThread {
public:
    ~Peers() override
    {
        quit();
        wait();
    }
    quint16 silent = 0;
    quint16 closing = 0;
    quint16 dead = 0;
    QSemaphore ready;

private:
    void run() override
    {
        const test::BadPeer first(test::Temper::Silent);
        const test::BadPeer second(test::Temper::Closing);
        const test::BadPeer third(test::Temper::Dead);
        silent = first.port();
        closing = second.port();
        dead = third.port();
        ready.release();
        exec();
    }
};

/// What this thread has spent on a processor so far. A turn that takes longer by the clock than by this one has waited for a
/// core, or for the display, and not for the window's own work.
double processorMs()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

void print(const char *what, QList<double> gaps)
{
    std::sort(gaps.begin(), gaps.end());
    std::printf("  %-32s median %.1f ms, 99th percentile %.1f ms, largest %.1f ms\n", what, gaps.at(gaps.size() / 2),
                gaps.at(gaps.size() * 99 / 100), gaps.last());
}

} // namespace

void measureGuiGap(const ServerAddress &real)
{
    Peers peers;
    peers.start();
    peers.ready.acquire();
    QTemporaryDir home;
    Settings settings(home.filePath(u"settings.ini"_s));
    Application application(settings);
    application.window().resize(1200, 760);
    application.show();
    QTest::qWait(500);

    QList<double> gaps;
    QList<double> work;
    QElapsedTimer since;
    double spent = 0;
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, &turn, [&] {
        gaps << static_cast<double>(since.nsecsElapsed()) / 1e6;
        since.start();
        work << processorMs() - spent;
        spent = processorMs();
    });
    const EngineInfos engines = availableEngines();
    const quint16 ports[] = {0, peers.silent, peers.closing, peers.dead};
    QList<Command> commands;
    for (int i = 0; i < servers; ++i) {
        ServerAddress address = real;
        if (const quint16 port = ports[i % 4]) {
            FieldValues fields = real.fields;
            fields.values[u"port"_s] = QString::number(port);
            address = makeAddress(*findEngine(engines, real.engine), fields).value();
        }
        const ServerSpec server{QUuid::createUuid(), u"server %1"_s.arg(i, 3, 10, QChar(u'0')), address};
        emit application.window().addRequested(server);
        commands << makeCommand(server, Connect{});
    }
    QTest::qWait(500);
    int over = 0;
    // Not QTest::qWaitFor(): it sleeps between two turns.
    QEventLoop loop;
    QTimer::singleShot(deadlineMs, &loop, &QEventLoop::quit);
    QObject::connect(&application.deck().jobs(), &JobModel::jobEnded, &turn, [&] {
        if (++over == servers)
            loop.quit();
    });
    since.start();
    spent = processorMs();
    turn.start(1);
    QElapsedTimer all;
    all.start();
    // One in each turn, as fast as the loop turns: more at a time no operator can click.
    QTimer clicks;
    QObject::connect(&clicks, &QTimer::timeout, &clicks, [&] {
        if (commands.isEmpty())
            clicks.stop();
        else
            emit application.window().commandRequested(commands.takeFirst());
    });
    clicks.start(0);
    loop.exec();
    if (over < servers)
        std::printf("  only %d of %d jobs came to their end\n", over, servers);
    turn.stop();
    std::printf("\nThe window's event loop while %d servers are connected and listed (%.1f s, %lld turns)\n", servers,
                static_cast<double>(all.elapsed()) / 1000.0, static_cast<long long>(gaps.size()));
    print("between two turns, by the clock:", gaps);
    print("of that, on a processor:", work);
    const ServerCounts &counts = application.deck().inventory().counts();
    std::printf("  %d servers, %d connected\n", counts.total, counts.connected);
}

} // namespace procdeck::bench
