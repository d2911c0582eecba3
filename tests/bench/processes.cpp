// How long until the processes of a server show in the window: ids, names, the details of what is on the screen; and what a
// cancel costs in the middle of it. Prints figures, asserts nothing. See tests/bench/README.md.
//
//   bench_processes [ROUNDS [ADDRESS]]     without an address: a script that answers at once for a thousand processes

#include "app/procdeck/application.h"
#include "backend/types/address.h"
#include "resources/resources.h"
#include "tests/support/waituntil.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace std::chrono_literals;

namespace {

constexpr auto deadline = 120s;

/// Makes the script the program that runs the helper.
void standIn(const QString &folder)
{
    QFile::link(QFINDTESTDATA("../support/thousandprocesses.sh"), folder + u"/wine64"_s);
    QFile dll(folder + u"/dbgeng.dll"_s);
    if (!dll.open(QIODevice::WriteOnly))
        std::printf("  no place for the stand-in\n");
    qputenv("PATH", folder.toLocal8Bit() + ':' + qgetenv("PATH"));
    qputenv("PROCDECK_DBGENG_DIR", folder.toLocal8Bit());
}

class Bench final {
public:
    Bench(Application &application, ServerSpec server)
        : m_application(application)
        , m_server(std::move(server))
    {
        emit m_application.window().addRequested(m_server);
        m_application.window().selectServer(m_server.id);
        m_application.window().findChild<QTabWidget *>(u"detailTabs"_s)->setCurrentIndex(1);
        QObject::connect(&deck().jobs(), &JobModel::jobEnded, &m_context, [this](const JobSnapshot &job) {
            m_over = job.id;
            if (job.error)
                std::printf("  %s: %s\n", qPrintable(job.title), qPrintable(job.error->message));
        });
        QObject::connect(&deck().inventory(), &Inventory::processesChanged, &m_context, [this] { ++m_lists; });
    }

    void list(const char *what, const Verb &verb)
    {
        begin(verb);
        const double ids = until([this] { return m_lists > 0; });
        const double names = until([this] { return m_over == m_job && none(Known::Id, everything()); });
        const double details = until([this] { return none(Known::Name, seen()); });
        std::printf("  %-10s %4d processes: ids %7.1f ms, names %7.1f ms, details of the %d seen %7.1f ms\n", what,
                    everything(), ids, names, seen(), details);
    }

    void cancel()
    {
        begin(ListProcesses{});
        until([this] { return m_lists > 0; });
        m_timer.start();
        emit m_application.window().cancelRequested(m_job);
        const double over = until([this] { return m_over == m_job; });
        begin(ListProcesses{});
        const double again = until([this] { return m_lists > 0; });
        until([this] { return m_over == m_job; });
        std::printf("  cancelled after the ids: over after %.1f ms, the ids of the next list after %.1f ms\n", over,
                    again);
    }

private:
    [[nodiscard]] Deck &deck() { return m_application.deck(); }
    [[nodiscard]] int everything() { return deck().processes().rowCount(); }

    /// Sorted by pid, the rows on the screen are the first ones.
    [[nodiscard]] int seen()
    {
        auto *table = m_application.window().findChild<QTableView *>(u"processTable"_s);
        const int last = table->rowAt(table->viewport()->height() - 1);
        return last < 0 ? everything() : last + 1;
    }

    [[nodiscard]] bool none(Known known, int rows)
    {
        for (int row = 0; row < rows; ++row) {
            if (deck().processes().at(row).known <= known)
                return false;
        }
        return true;
    }

    void begin(const Verb &verb)
    {
        const Command command = makeCommand(m_server, verb);
        m_job = command.job;
        m_lists = 0;
        m_timer.start();
        emit m_application.window().commandRequested(command);
    }

    template <typename Condition> double until(Condition condition)
    {
        if (!test::waitUntil(condition, deadline))
            std::printf("  it did not come in time\n");
        return static_cast<double>(m_timer.nsecsElapsed()) / 1e6;
    }

    Application &m_application;
    ServerSpec m_server;
    QObject m_context;
    QElapsedTimer m_timer;
    JobId m_job;
    JobId m_over;
    int m_lists = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QTemporaryDir home;
    qputenv("XDG_STATE_HOME", home.path().toLocal8Bit());
    initResources();
    const int rounds = app.arguments().value(1, u"5"_s).toInt();
    QString address = app.arguments().value(2);
    if (address.isEmpty()) {
        standIn(home.path());
        address = u"dbgeng:tcp:server=127.0.0.1,port=1"_s;
    }
    Settings settings(home.filePath(u"settings.ini"_s));
    Application application(settings);
    application.window().resize(1200, 760);
    application.show();
    QTest::qWait(500);
    const auto parsed = parseAddress(application.deck().inventory().engines(), address);
    if (!parsed) {
        std::printf("%s\n", qPrintable(parsed.error().message));
        return 2;
    }
    Bench bench(application, {QUuid::createUuid(), u"bench"_s, parsed.value()});
    bench.list("connect", Connect{});
    for (int round = 0; round < rounds; ++round)
        bench.list("refresh", ListProcesses{});
    for (int round = 0; round < rounds; ++round)
        bench.cancel();
    return 0;
}
