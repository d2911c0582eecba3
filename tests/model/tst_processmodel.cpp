// The table of processes and its search, always under the model tester.

#include "model/processfilter.h"
#include "model/processmodel.h"
#include "tests/model/samples.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

using Pids = QList<qint64>;

namespace {

ProcessList processes(const Pids &pids)
{
    ProcessList list;
    for (const qint64 pid : pids)
        list << sampleProcess(pid);
    return list;
}

Pids pidsOf(const QAbstractItemModel &model)
{
    Pids pids;
    for (int row = 0; row < model.rowCount(); ++row)
        pids << model.index(row, ProcessModel::PidColumn).data(ProcessModel::SortRole).toLongLong();
    return pids;
}

} // namespace

class TestProcessModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void mergesANewList_data();
    void mergesANewList();
    void keepsTheFirstOfTwoWithTheSamePid();
    void keepsNumbersAsNumbersForSorting();
    void keepsSelectionAcrossARefresh();
    void replacesTheListOfAnotherServer();
    void replacesAListThatHasHardlyAnythingInCommon();
    void learnsMoreOfSomeRowsInPlace();
    void saysWhatIsStillToCome();
    void refreshesAHundredThousandRowsInPlace();
    void findsAllWordsInAnyColumn_data();
    void findsAllWordsInAnyColumn();
    void sortsTextWithoutRegardToCase();

private:
    const ServerId m_server = QUuid::createUuid();
    std::unique_ptr<ProcessModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestProcessModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<ProcessModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestProcessModel::mergesANewList_data()
{
    QTest::addColumn<Pids>("before");
    QTest::addColumn<Pids>("after");
    QTest::addColumn<int>("inserts");
    QTest::addColumn<int>("removals");
    QTest::newRow("nothing changes") << Pids{1, 2, 3} << Pids{1, 2, 3} << 0 << 0;
    QTest::newRow("only the order changes") << Pids{1, 2, 3} << Pids{3, 1, 2} << 0 << 0;
    QTest::newRow("new at both ends") << Pids{5, 6} << Pids{1, 2, 5, 6, 9} << 2 << 0;
    QTest::newRow("new in the middle, together") << Pids{1, 9} << Pids{1, 4, 5, 6, 9} << 1 << 0;
    QTest::newRow("gone at both ends") << Pids{1, 2, 5, 9} << Pids{2, 5} << 0 << 2;
    QTest::newRow("gone in the middle, together") << Pids{1, 4, 5, 9} << Pids{1, 9} << 0 << 1;
    QTest::newRow("one replaces another") << Pids{1, 5, 9} << Pids{1, 6, 9} << 1 << 1;
    QTest::newRow("none stays") << Pids{1, 3, 5} << Pids{2, 4, 6} << 1 << 1;
}

void TestProcessModel::mergesANewList()
{
    QFETCH(Pids, before);
    QFETCH(Pids, after);
    m_model->setProcesses(m_server, processes(before));
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    ProcessList next = processes(after);
    next.first().user = u"somebody else"_s;
    m_model->setProcesses(m_server, next);
    std::sort(after.begin(), after.end());
    QCOMPARE(pidsOf(*m_model), after);
    QCOMPARE(m_model->at(m_model->rowOf(next.first().pid)).user, u"somebody else"_s);
    QTEST(static_cast<int>(inserted.count()), "inserts");
    QTEST(static_cast<int>(removed.count()), "removals");
    QCOMPARE(reset.count(), 0);
}

void TestProcessModel::keepsTheFirstOfTwoWithTheSamePid()
{
    m_model->setProcesses(m_server, {sampleProcess(7, u"first"_s), sampleProcess(7, u"second"_s), sampleProcess(3)});
    QCOMPARE(pidsOf(*m_model), (Pids{3, 7}));
    QCOMPARE(m_model->at(1).name, u"first"_s);
}

void TestProcessModel::keepsNumbersAsNumbersForSorting()
{
    m_model->setProcesses(m_server, processes({10, 9, 100}));
    ProcessFilter filter(*m_model);
    filter.sort(ProcessModel::PidColumn, Qt::DescendingOrder);
    QCOMPARE(pidsOf(filter), (Pids{100, 10, 9}));
    QCOMPARE(m_model->index(0, ProcessModel::PidColumn).data(ProcessModel::SortRole).typeId(),
             int(QMetaType::LongLong));
    QCOMPARE(m_model->index(2, ProcessModel::PidColumn).data().toString(), u"100"_s);
}

void TestProcessModel::keepsSelectionAcrossARefresh()
{
    ProcessFilter filter(*m_model);
    filter.sort(ProcessModel::PidColumn, Qt::DescendingOrder);
    m_model->setProcesses(m_server, processes({1, 5, 9, 12}));
    QItemSelectionModel selection(&filter);
    selection.setCurrentIndex(filter.mapFromSource(m_model->index(m_model->rowOf(9), 0)),
                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_model->setProcesses(m_server, processes({2, 3, 9, 10, 11, 12, 13}));
    QCOMPARE(selection.currentIndex().data().toString(), u"9"_s);
    QCOMPARE(selection.selectedRows().size(), 1);
    m_model->setProcesses(m_server, processes({2, 3}));
    QCOMPARE(selection.selectedRows().size(), 0);
}

void TestProcessModel::replacesTheListOfAnotherServer()
{
    m_model->setProcesses(m_server, processes({1, 2, 3}));
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->setProcesses(QUuid::createUuid(), processes({2, 3, 4}));
    QCOMPARE(reset.count(), 1);
    QCOMPARE(pidsOf(*m_model), (Pids{2, 3, 4}));
    m_model->setProcesses(QUuid(), {});
    QCOMPARE(m_model->rowCount(), 0);
}

void TestProcessModel::replacesAListThatHasHardlyAnythingInCommon()
{
    Pids even;
    Pids odd;
    for (qint64 pid = 0; pid < 4 * ProcessModel::mostRuns; pid += 2) {
        even << pid;
        odd << pid + 1;
    }
    m_model->setProcesses(m_server, processes(even));
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->setProcesses(m_server, processes(odd));
    QCOMPARE(reset.count(), 1);
    QCOMPARE(pidsOf(*m_model), odd);
}

void TestProcessModel::learnsMoreOfSomeRowsInPlace()
{
    ProcessList list;
    for (qint64 pid = 1; pid <= 20; ++pid)
        list << namedOnly(sampleProcess(pid));
    m_model->setProcesses(m_server, list);
    ProcessFilter filter(*m_model);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    filter.sort(ProcessModel::UserColumn); // so that rows move when they learn theirs
    QItemSelectionModel selection(&filter);
    selection.setCurrentIndex(filter.mapFromSource(m_model->index(m_model->rowOf(9), 0)),
                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);

    m_model->learnProcesses({sampleProcess(9), sampleProcess(10), sampleProcess(3), sampleProcess(99)});
    QCOMPARE(reset.count(), 0);
    QCOMPARE(changed.count(), 2); // neighbours together
    QCOMPARE(m_model->rowCount(), 20);
    QCOMPARE(m_model->at(m_model->rowOf(9)).user, u"lab"_s);
    QCOMPARE(m_model->at(m_model->rowOf(4)).user, QString());
    QCOMPARE(selection.currentIndex().data().toString(), u"9"_s);
    QCOMPARE(selection.selectedRows().size(), 1);
    m_model->learnProcesses({sampleProcess(9)});
    QCOMPARE(changed.count(), 2);
}

void TestProcessModel::saysWhatIsStillToCome()
{
    ProcessInfo bare;
    bare.pid = 1;
    bare.known = Known::Id;
    ProcessInfo ended;
    ended.pid = 3;
    m_model->setProcesses(m_server, {bare, namedOnly(sampleProcess(2)), ended});
    const auto shown = [this](int row, int column) { return m_model->index(row, column).data().toString(); };
    QCOMPARE(shown(0, ProcessModel::NameColumn), u"…"_s);
    QCOMPARE(shown(1, ProcessModel::NameColumn), u"sensor-sim"_s);
    QCOMPARE(shown(1, ProcessModel::CommandLineColumn), u"…"_s);
    QCOMPARE(shown(2, ProcessModel::NameColumn), QString());
    QCOMPARE(shown(2, ProcessModel::CommandLineColumn), QString());
}

void TestProcessModel::refreshesAHundredThousandRowsInPlace()
{
    // The tester looks at every row again after each change; here that would be the test.
    m_tester.reset();
    ProcessList list;
    for (qint64 pid = 1; pid <= 100'000; ++pid)
        list << sampleProcess(pid * 2);
    ProcessFilter filter(*m_model);
    filter.sort(ProcessModel::PidColumn, Qt::DescendingOrder);
    m_model->setProcesses(m_server, list);
    const QPersistentModelIndex chosen = filter.mapFromSource(m_model->index(50'000, 0));
    const QString pid = chosen.data().toString();
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    for (int at = 0; at < 100; ++at)
        list.removeAt((at * 997) % list.size());
    for (qint64 at = 0; at < 100; ++at)
        list << sampleProcess(at * 2'000 + 1);
    list[70'000].user = u"root"_s;
    m_model->setProcesses(m_server, list);
    QCOMPARE(m_model->rowCount(), 100'000);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(chosen.data().toString(), pid);
    filter.setSearch(u"root"_s);
    QCOMPARE(filter.rowCount(), 1);
}

void TestProcessModel::findsAllWordsInAnyColumn_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<Pids>("found");
    QTest::newRow("nothing asked") << QString() << Pids{11, 12, 13};
    QTest::newRow("only spaces") << u"   "_s << Pids{11, 12, 13};
    QTest::newRow("by name") << u"bash"_s << Pids{12};
    QTest::newRow("any case") << u"BASH"_s << Pids{12};
    QTest::newRow("by pid") << u"13"_s << Pids{13};
    QTest::newRow("by user and name") << u"root sensor"_s << Pids{13};
    QTest::newRow("in another order") << u"sensor root"_s << Pids{13};
    QTest::newRow("one word nowhere") << u"sensor nobody"_s << Pids{};
    QTest::newRow("by architecture") << u"aarch64"_s << Pids{11};
    QTest::newRow("markup is text") << u"<b>"_s << Pids{};
}

void TestProcessModel::findsAllWordsInAnyColumn()
{
    QFETCH(QString, search);
    ProcessInfo arm = sampleProcess(11);
    arm.architecture = u"aarch64"_s;
    ProcessInfo root = sampleProcess(13);
    root.user = u"root"_s;
    m_model->setProcesses(m_server, {arm, sampleProcess(12, u"bash"_s), root});
    ProcessFilter filter(*m_model);
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    filter.setSearch(search);
    QTEST(pidsOf(filter), "found");
}

void TestProcessModel::sortsTextWithoutRegardToCase()
{
    m_model->setProcesses(m_server, {sampleProcess(1, u"b"_s), sampleProcess(2, u"C"_s), sampleProcess(3, u"A"_s)});
    ProcessFilter filter(*m_model);
    filter.sort(ProcessModel::NameColumn);
    QCOMPARE(pidsOf(filter), (Pids{3, 1, 2}));
}

QTEST_GUILESS_MAIN(TestProcessModel)
#include "tst_processmodel.moc"
