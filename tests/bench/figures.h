#pragma once
// Figures of several contenders, measured in turn: A B C A B C …, so that a machine that changes its speed changes it for all.
// Thread: main.

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace procdeck::bench {

/// Of one run.
struct Figure {
    double milliseconds = 0;
    qint64 peakKiB = 0; ///< 0: not measured (no process of its own)
};

struct Contender {
    QString name;
    std::function<Figure()> run;
};

/// One warm-up and `rounds` counted runs of each in turn; prints a line for each: median, least, most, and the ratio of the
/// medians to the first one.
void measure(const QString &title, const QList<Contender> &contenders, int rounds);

/// A whole process, from before its start until it was reaped; its output is read and thrown away.
[[nodiscard]] Figure runProcess(const QString &program, const QStringList &arguments);

} // namespace procdeck::bench
