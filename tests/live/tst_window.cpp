// The window on the real servers, as an operator uses it.

#include "tests/live/operator.h"
#include "tests/support/badpeer.h"
#include "tests/support/realservers.h"

#include "resources/resources.h"

#include <QLabel>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

namespace {

/// A Lost operator fails the test with what was looked for.
void run(const std::function<void()> &story)
{
    try {
        story();
    } catch (const Lost &lost) {
        QFAIL(lost.what());
    }
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
        initResources();
    }

    void theMainJobIsAHandfulOfClicks_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("missing");
        QTest::addColumn<bool>("required");
        QTest::addColumn<QString>("search"); // a process that its list has to hold
        for (const EngineInfo &engine : availableEngines()) {
            const QString self = QString::number(QCoreApplication::applicationPid());
            const RealServer real = realServerOf(engine.id);
            QTest::newRow(qPrintable(engine.id))
                << engine.name << engine.start.missing << real.isRequired << (real.listsThisTest ? self : u"serve"_s);
        }
    }
    void theMainJobIsAHandfulOfClicks()
    {
        QFETCH(QString, engine);
        QFETCH(QString, missing);
        QFETCH(bool, required);
        QFETCH(QString, search);
        if (!missing.isEmpty()) {
            if (required)
                QFAIL(qPrintable(missing));
            QSKIP(qPrintable(missing));
        }
        run([&] {
            Operator person;
            person.startServer(engine, u"bench-04"_s);
            person.waitForState(u"bench-04"_s, u"Running"_s);
            QVERIFY(!person.canPress(u"disconnectAction"_s));
            person.press(u"connectAction"_s);
            person.waitForState(u"bench-04"_s, u"Connected"_s);
            person.showTab(u"Processes"_s);
            person.waitFor(u"a list of processes"_s, [&] { return person.shownProcesses() > 1; });
            const ProcessModel &processes = person.deck().processes();
            person.waitFor(u"all that is known of the processes on the screen"_s,
                           [&] { return processes.at(0).known == Known::All && processes.at(1).known == Known::All; });
            person.searchProcesses(search);
            person.waitFor(u"%1 in the list"_s.arg(search), [&] { return person.shownProcesses() >= 1; });
            person.press(u"refreshAction"_s);
            person.waitForJob(JobState::Succeeded);
            person.press(u"disconnectAction"_s);
            person.waitForState(u"bench-04"_s, u"Running"_s);
            person.press(u"endAction"_s);
            person.confirmEnd();
            person.waitForState(u"bench-04"_s, u"Ended"_s);
            person.waitForJob(JobState::Succeeded);
            QVERIFY(!person.canPress(u"endAction"_s));
        });
    }

    void aProgramIsLaunchedAndLetGo()
    {
        const EngineInfos engines = availableEngines();
        const auto debugs = std::find_if(engines.begin(), engines.end(), [](const EngineInfo &engine) {
            return engine.can(Capability::Start) && engine.can(Capability::Debug);
        });
        if (debugs == engines.end()) {
            QVERIFY(!serversAreRequired());
            QSKIP("no server that Procdeck debugs through can be started here");
        }
        run([&] {
            Operator person;
            person.startServer(debugs->name, u"bench-05"_s);
            person.waitForState(u"bench-05"_s, u"Running"_s);
            person.launchProgram(u"C:\\windows\\system32\\ping.exe -n 60 127.0.0.1"_s);
            person.waitForJob(JobState::Succeeded);
            person.chooseInSessionMenu(u"bench-05"_s, SessionKind::Debuggee, u"detachAction"_s);
            person.waitFor(u"the session to be over"_s,
                           [&] { return person.find(u"bench-05"_s)->status.sessions.isEmpty(); });
            person.waitForJob(JobState::Succeeded);
            QVERIFY(person.newestJob().summary.contains(u"runs on"_s));
        });
    }

    void aServerThatDiesIsShownAsEndedWithoutAClick()
    {
        const EngineInfos engines = availableEngines();
        const auto startable = std::find_if(engines.begin(), engines.end(),
                                            [](const EngineInfo &engine) { return engine.can(Capability::Start); });
        if (startable == engines.end()) {
            QVERIFY(!serversAreRequired());
            QSKIP("no server program is installed");
        }
        run([&] {
            Operator person;
            person.startServer(startable->name, u"mortal"_s);
            person.waitForState(u"mortal"_s, u"Running"_s);
            const auto host = makeThisComputer();
            Cleanup(*host).add(*person.find(u"mortal"_s)->status.process);
            person.waitForState(u"mortal"_s, u"Ended"_s);
        });
    }

    void aConnectToASilentServerIsCancelledWithOneClick()
    {
        const BadPeer silent(Temper::Silent);
        run([&] {
            Operator person;
            person.addServer(u"lldb:connect://127.0.0.1:%1"_s.arg(silent.port()), u"mute"_s);
            person.press(u"connectAction"_s);
            person.waitForState(u"mute"_s, u"Connecting"_s);
            person.cancelJob();
            person.waitForJob(JobState::Cancelled);
            person.waitFor(u"Connect to be possible again"_s, [&] { return person.canPress(u"connectAction"_s); });
        });
    }

    void aFailureIsTold()
    {
        const BadPeer dead(Temper::Dead);
        run([&] {
            Operator person;
            person.addServer(u"gdb:127.0.0.1:%1"_s.arg(dead.port()), u"nobody"_s);
            person.press(u"connectAction"_s);
            person.waitForJob(JobState::Failed);
            person.waitFor(u"the reason in the status bar"_s,
                           [&] { return person.get<QWidget>(u"failureLabel"_s)->isVisible(); });
            QVERIFY(person.newestJob().error->message.contains(u"refused"_s));
            QVERIFY(!person.newestJob().error->hint.isEmpty());
        });
    }

private:
    QTemporaryDir m_home;
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
