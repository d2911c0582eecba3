#include "tests/bench/figures.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace procdeck::bench {

namespace {

constexpr unsigned long restMs = 50;

template <typename T> T median(QList<T> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? T{} : values.at(values.size() / 2);
}

} // namespace

void measure(const QString &title, const QList<Contender> &contenders, int rounds)
{
    QList<QList<double>> times(contenders.size());
    QList<QList<qint64>> peaks(contenders.size());
    for (int round = -1; round < rounds; ++round) {
        for (qsizetype i = 0; i < contenders.size(); ++i) {
            // A server for one client needs a moment after each: nobody shall pay for the one before.
            QThread::msleep(restMs);
            const Figure figure = contenders.at(i).run();
            if (round < 0)
                continue;
            times[i] << figure.milliseconds;
            peaks[i] << figure.peakKiB;
        }
    }
    std::printf("\n%s (%d rounds)\n  %-44s %9s %9s %9s %8s %9s\n", qPrintable(title), rounds, "", "median", "least",
                "most", "ratio", "peak MiB");
    const double base = median(times.first());
    for (qsizetype i = 0; i < contenders.size(); ++i) {
        const auto [least, most] = std::minmax_element(times.at(i).begin(), times.at(i).end());
        std::printf("  %-44s %6.1f ms %6.1f ms %6.1f ms %7.2fx", qPrintable(contenders.at(i).name), median(times.at(i)),
                    *least, *most, median(times.at(i)) / base);
        if (const qint64 peak = median(peaks.at(i)))
            std::printf(" %9.1f", static_cast<double>(peak) / 1024.0);
        std::printf("\n");
    }
    std::fflush(stdout);
}

Figure runProcess(const QString &program, const QStringList &arguments)
{
    posix_spawn_file_actions_t files{};
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    QList<QByteArray> words{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        words << QFile::encodeName(argument);
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    QElapsedTimer timer;
    timer.start();
    pid_t pid = 0;
    const int failed = posix_spawnp(&pid, argv.front(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failed != 0) {
        std::printf("  %s cannot be started\n", argv.front());
        return {};
    }
    rusage usage{};
    int status = 0;
    wait4(pid, &status, 0, &usage);
    const Figure figure{static_cast<double>(timer.nsecsElapsed()) / 1e6, usage.ru_maxrss};
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        std::printf("  %s ended with status %d\n", argv.front(), status);
    return figure;
}

} // namespace procdeck::bench
