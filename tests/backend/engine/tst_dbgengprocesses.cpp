// Listing processes through the helper program: ids, names, details on demand, and giving it up in the middle. Against
// a script that answers for a thousand processes, and notes what it was asked.

#include "backend/engine/dbgeng/dbgengengine.h"
#include "backend/engine/dbgeng/dbgengprocesses.h"
#include "backend/types/address.h"
#include "tests/support/outcome.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::dbgeng;
using namespace procdeck::test;

namespace {

constexpr int deadlineMs = 20'000;
constexpr int most = 1000;

} // namespace

class DbgengProcessesTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_host = makeThisComputer();
        m_folder = std::make_unique<QTemporaryDir>();
    }
    void cleanup()
    {
        m_link.reset();
        QTRY_COMPARE_WITH_TIMEOUT(HelperProcess::pending(), 0, deadlineMs);
        m_engine.reset();
    }

    void aRowOfTheEngineBecomesAProcess()
    {
        const ProcessInfo process =
            processOf({{u"pid"_s, 4711},
                       {u"path"_s, u"C:\\Program Files\\sensor sim\\sim.exe"_s},
                       {u"text"_s, u"Session: 1  User: VM\\root  Services: X  Command Line: sim.exe  -a  User: b"_s}},
                      Known::All);
        QCOMPARE(process.pid, 4711);
        QCOMPARE(process.name, u"sim.exe"_s);
        QCOMPARE(process.path, u"C:\\Program Files\\sensor sim\\sim.exe"_s);
        QCOMPARE(process.user, u"VM\\root"_s);
        QCOMPARE(process.commandLine, u"sim.exe  -a  User: b"_s);
        QCOMPARE(processOf({{u"pid"_s, 4}}, Known::All).name, QString());
    }

    void theIdsOfAllComeFirstThenNames()
    {
        connectTo({});
        QList<ProcessList> parts;
        const auto list = outcomeOf(m_link->listProcesses([&parts](const ProcessList &rows) { parts << rows; }));
        PROCDECK_VERIFY_OK(list);
        QVERIFY(parts.size() > 2);
        QCOMPARE(parts.first().size(), most);
        QCOMPARE(parts.first().last().pid, most);
        for (const ProcessInfo &process : std::as_const(parts.first()))
            QCOMPARE(process.known, Known::Id);
        QCOMPARE(parts.at(1).first().name, u"p1.exe"_s);
        QCOMPARE(parts.at(1).first().known, Known::Name);
        QCOMPARE(list->size(), most);
        QCOMPARE(withoutDetails(*list).size(), most);
        QCOMPARE(list->at(998).name, u"p999.exe"_s);
        QCOMPARE(list->at(999).name, QString()); // it tells nothing of itself, and is there
        QVERIFY2(!noted().contains(u"details"_s), "nobody wanted them");
    }

    void detailsComeOnDemandAndInTheOrderAsked()
    {
        connectTo({{u"silent"_s, u"5"_s}});
        PROCDECK_VERIFY_OK(outcomeOf(m_link->listProcesses()));
        const auto details = outcomeOf(m_link->detailProcesses({7, 3, 10, 5, 9}));
        PROCDECK_VERIFY_OK(details);
        QList<qint64> pids;
        for (const ProcessInfo &process : *details) {
            pids << process.pid;
            QCOMPARE(process.known, Known::All);
        }
        QCOMPARE(pids, (QList<qint64>{7, 3, 10, 5, 9}));
        QCOMPARE(details->at(0).user, u"VM\\lab"_s);
        QCOMPARE(details->at(0).commandLine, u"p -a"_s);
        QVERIFY2(details->at(2).name.isEmpty(), "one that has ended");
        QVERIFY2(details->at(3).name.isEmpty(), "one that was not even mentioned");
        QVERIFY(noted().contains(u"[7,3,10,5,9]"_s));
    }

    void aListGivenUpInTheMiddleStopsTheHelperAndTheNextQuestionIsAnswered()
    {
        connectTo({{u"given_up"_s, u"1"_s}});
        int parts = 0;
        auto list = m_link->listProcesses([&parts](const ProcessList &) { ++parts; });
        list->start({}, [](const Result<ProcessList> &) { QFAIL("a task that was destroyed reported an outcome"); });
        QVERIFY(QTest::qWaitFor([&] { return parts == 2; }, deadlineMs));
        QElapsedTimer since;
        since.start();
        list.reset();
        const auto details = outcomeOf(m_link->detailProcesses({1}));
        PROCDECK_VERIFY_OK(details);
        QVERIFY2(since.elapsed() < 1000, "the next question waits for a list that nobody wants");
        QCOMPARE(details->first().user, u"VM\\lab"_s);
        QVERIFY(noted().contains(u"\"do\":\"cancel\",\"of\":3"_s));
        QCOMPARE(parts, 2);
    }

    void detailsGivenUpDoNotTakeTheListAlongThatWaitsBehind()
    {
        connectTo({});
        auto details = m_link->detailProcesses({1, 2, 3});
        details->start({}, [](const Result<ProcessList> &) { QFAIL("a task that was destroyed reported an outcome"); });
        auto never = m_link->detailProcesses({4, 5, 6});
        never->start({}, [](const Result<ProcessList> &) { QFAIL("a task that was destroyed reported an outcome"); });
        auto list = m_link->listProcesses();
        std::optional<Result<ProcessList>> outcome;
        list->start({}, [&outcome](const Result<ProcessList> &result) { outcome.emplace(result); });
        details.reset();
        never.reset();
        QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, deadlineMs));
        PROCDECK_VERIFY_OK(*outcome);
        QCOMPARE(outcome->value().size(), most);
        QVERIFY2(!noted().contains(u"[4,5,6]"_s), "asked for what was given up before its turn");
    }

    void leavingDoesNotWaitForAListThatIsUnderWay()
    {
        connectTo({{u"given_up"_s, u"1"_s}});
        int parts = 0;
        auto list = m_link->listProcesses([&parts](const ProcessList &) { ++parts; });
        list->start({}, [](const Result<ProcessList> &) {});
        QVERIFY(QTest::qWaitFor([&] { return parts == 2; }, deadlineMs));
        QElapsedTimer since;
        since.start();
        PROCDECK_VERIFY_OK(outcomeOf(m_link->leave()));
        QVERIFY2(since.elapsed() < 1000, "it left when its time was over, not politely");
        list.reset();
    }

private:
    void connectTo(const QMap<QString, QString> &variables)
    {
        HelperSetup setup;
        setup.program = u"/bin/sh"_s;
        setup.arguments = {QFINDTESTDATA("../../support/thousandprocesses.sh")};
        setup.engineFolder = u"Z:\\engine"_s;
        setup.environment = variables;
        setup.environment.insert(u"noted"_s, m_folder->filePath(u"noted"_s));
        m_engine = std::make_unique<DbgengEngine>(*m_host, setup);
        const auto address = makeAddress(m_engine->info(), {u"tcp"_s, {{u"host"_s, u"box"_s}, {u"port"_s, u"5005"_s}}});
        auto link = outcomeOf(m_engine->connect(address.value()));
        PROCDECK_VERIFY_OK(link);
        m_link = std::move(link.value());
    }

    QString noted() const
    {
        QFile file(m_folder->filePath(u"noted"_s));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    std::unique_ptr<Host> m_host;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DbgengEngine> m_engine;
    LinkPtr m_link;
};

QTEST_GUILESS_MAIN(DbgengProcessesTest)
#include "tst_dbgengprocesses.moc"
