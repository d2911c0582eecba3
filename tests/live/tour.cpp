// A tour of the main job in the real window, on the real servers of this computer: prints each step, and leaves a picture of
// each in the folder that it is given.

#include "tests/live/operator.h"
#include "tests/support/realservers.h"

#include "resources/resources.h"

#include <QApplication>
#include <QDir>
#include <QRegularExpression>
#include <QScreen>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

namespace {

class Tour final {
public:
    explicit Tour(const QString &folder)
        : m_folder(folder)
    {
        QDir().mkpath(folder);
    }

    void show(Operator &person, const QString &what)
    {
        std::printf("%2d. The operator %s.\n", ++m_number, qPrintable(what));
        std::fflush(stdout);
        QTest::qWait(paintMs);
        QString name = what.toLower();
        name.replace(QRegularExpression(u"[^a-z0-9]+"_s), u"-"_s);
        const QString file = m_folder.filePath(u"%1-%2.png"_s.arg(m_number, 2, 10, QChar(u'0')).arg(name.left(40)));
        QPixmap picture = person.window().screen()->grabWindow(0);
        if (picture.isNull())
            picture = person.window().grab();
        picture.save(file);
    }

private:
    static constexpr int paintMs = 300; ///< for the picture alone: nothing of the tour depends on it

    QDir m_folder;
    int m_number = 0;
};

void mainJob(Tour &tour, Operator &person, const EngineInfo &engine, const QString &name)
{
    person.startServer(engine.name, name);
    person.waitForState(name, u"Running"_s);
    person.press(u"connectAction"_s);
    person.waitForState(name, u"Connected"_s);
    person.showTab(u"Processes"_s);
    person.waitFor(u"a list of processes"_s, [&] { return person.shownProcesses() > 1; });
    tour.show(person, u"looks at the %1 processes of its machine"_s.arg(person.shownProcesses()));
    person.showTab(u"Overview"_s);
    if (realServerOf(engine.id).tellsMachine)
        person.waitFor(u"what the server tells of itself"_s,
                       [&] { return !person.find(name)->status.identity.host.isEmpty(); });
    tour.show(person, u"looks at what is known of the server"_s);
    if (engine.can(Capability::Debug)) {
        person.launchProgram(u"C:\\windows\\system32\\ping.exe -n 15 127.0.0.1"_s);
        person.waitForJob(JobState::Succeeded);
        person.chooseInSessionMenu(name, SessionKind::Debuggee, u"detachAction"_s);
        person.waitForJob(JobState::Succeeded);
    }
    person.press(u"endAction"_s);
    person.confirmEnd();
    person.waitForState(name, u"Ended"_s);
    person.waitForJob(JobState::Succeeded);
    std::printf("    %s\n", qPrintable(person.newestJob().summary));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    initResources();
    Tour tour(app.arguments().value(1, u"screenshots"_s));
    int toured = 0;
    try {
        Operator person;
        person.onStep = [&](const QString &what) { tour.show(person, what); };
        tour.show(person, u"opens the window for the first time"_s);
        for (const EngineInfo &engine : availableEngines()) {
            if (!engine.can(Capability::Start)) {
                std::printf("    %s: %s %s\n", qPrintable(engine.name), qPrintable(engine.start.missing),
                            qPrintable(engine.start.installHint));
                continue;
            }
            std::printf("--- %s, %s\n", qPrintable(engine.name), qPrintable(engine.start.program));
            mainJob(tour, person, engine, u"bench-%1"_s.arg(++toured, 2, 10, QChar(u'0')));
        }
    } catch (const Lost &lost) {
        std::fprintf(stderr, "procdeck_tour: %s\n", lost.what());
        return 1;
    }
    std::printf("The tour is over: %d kinds of server were started, used and ended.\n", toured);
    return toured > 0 ? 0 : 1;
}
