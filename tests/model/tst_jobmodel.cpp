// The list of jobs, always under the model tester.

#include "model/jobmodel.h"
#include "tests/model/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestJobModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void showsTheNewestFirst();
    void keepsTheNewestSnapshotOnly();
    void showsStepAndProgressWhileRunning();
    void explainsAStepThatNeedsIt();
    void showsTheOutcome_data();
    void showsTheOutcome();
    void tellsOnceThatAJobEnded();
    void dropsTheOldestFinishedOnesButNoneUnderWay();
    void ticksRowsUnderWayOnly();
    void clearsWhatIsOver();
    void takesABurstWithoutRelayout();

private:
    QString text(int row, int column) const { return m_model->index(row, column).data().toString(); }

    const ServerSpec m_server = sampleServer(u"bench"_s, u"box"_s, 1);
    std::unique_ptr<JobModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestJobModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<JobModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestJobModel::showsTheNewestFirst()
{
    const JobSnapshot first = sampleJob(m_server, JobState::Running);
    const JobSnapshot second = sampleJob(m_server, JobState::Queued);
    m_model->setJob(first);
    m_model->setJob(second);
    QCOMPARE(m_model->index(0, 0).data(JobModel::JobIdRole).toUuid(), second.id);
    QCOMPARE(m_model->indexOf(first.id).row(), 1);
    QCOMPARE(m_model->underWay(), 2);
    QVERIFY(!m_model->indexOf(QUuid::createUuid()).isValid());
}

void TestJobModel::keepsTheNewestSnapshotOnly()
{
    const JobSnapshot running = sampleJob(m_server, JobState::Running, 4);
    m_model->setJob(running);
    m_model->setJob(sampleJob(m_server, JobState::Queued, 3, running.id));
    QCOMPARE(m_model->at(0)->state, JobState::Running);
    QCOMPARE(m_model->rowCount(), 1);
}

void TestJobModel::showsStepAndProgressWhileRunning()
{
    JobSnapshot job = sampleJob(m_server, JobState::Running);
    m_model->setJob(job);
    const QModelIndex cell = m_model->index(0, JobModel::ProgressColumn);
    QCOMPARE(cell.data().toString(), u"waiting for the port to close"_s);
    QCOMPARE(cell.data(JobModel::PercentRole).toInt(), -1);
    QVERIFY(cell.data(JobModel::CancellableRole).toBool());
    job.step.done = 3;
    job.step.total = 4;
    ++job.revision;
    m_model->setJob(job);
    QCOMPARE(cell.data().toString(), u"waiting for the port to close, 3 of 4"_s);
    QCOMPARE(cell.data(JobModel::PercentRole).toInt(), 75);
}

void TestJobModel::explainsAStepThatNeedsIt()
{
    JobSnapshot job = sampleJob(m_server, JobState::Running);
    job.step.explanation = u"It does the server no harm."_s;
    m_model->setJob(job);
    QVERIFY(!text(0, JobModel::ProgressColumn).contains(job.step.explanation));
    QVERIFY(
        m_model->index(0, JobModel::ProgressColumn).data(Qt::ToolTipRole).toString().contains(job.step.explanation));
    QVERIFY(m_model->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(job.step.explanation));
    m_model->setJob(sampleJob(m_server, JobState::Succeeded, 2, job.id));
    QVERIFY(!m_model->index(0, JobModel::ProgressColumn).data(Qt::ToolTipRole).toString().contains(u"no harm"_s));
}

void TestJobModel::showsTheOutcome_data()
{
    QTest::addColumn<JobState>("state");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("icon");
    QTest::newRow("succeeded") << JobState::Succeeded << u"It has ended."_s << u"job-succeeded"_s;
    QTest::newRow("failed") << JobState::Failed << u"The server still runs."_s << u"job-failed"_s;
    QTest::newRow("cancelled") << JobState::Cancelled << u"cancelled"_s << u"job-cancelled"_s;
}

void TestJobModel::showsTheOutcome()
{
    QFETCH(JobState, state);
    m_model->setJob(sampleJob(m_server, state));
    QTEST(text(0, JobModel::ProgressColumn), "shown");
    QTEST(m_model->index(0, 0).data(JobModel::IconRole).toString(), "icon");
    QCOMPARE(text(0, JobModel::ElapsedColumn), u"2.1 s"_s);
    QCOMPARE(text(0, JobModel::CancelColumn), QString());
    QVERIFY(!m_model->index(0, 0).data(JobModel::CancellableRole).toBool());
}

void TestJobModel::tellsOnceThatAJobEnded()
{
    QSignalSpy ended(m_model.get(), &JobModel::jobEnded);
    const JobSnapshot job = sampleJob(m_server, JobState::Running, 1);
    m_model->setJob(job);
    QCOMPARE(ended.count(), 0);
    m_model->setJob(sampleJob(m_server, JobState::Failed, 2, job.id));
    m_model->setJob(sampleJob(m_server, JobState::Failed, 2, job.id));
    QCOMPARE(ended.count(), 1);
    QCOMPARE(m_model->underWay(), 0);
}

void TestJobModel::dropsTheOldestFinishedOnesButNoneUnderWay()
{
    const JobSnapshot lasting = sampleJob(m_server, JobState::Running);
    m_model->setJob(lasting);
    const JobSnapshot oldest = sampleJob(m_server, JobState::Succeeded);
    m_model->setJob(oldest);
    for (int at = 0; at < JobModel::mostFinished; ++at)
        m_model->setJob(sampleJob(m_server, JobState::Succeeded));
    QCOMPARE(m_model->rowCount(), JobModel::mostFinished + 1);
    QVERIFY(m_model->indexOf(lasting.id).isValid());
    QVERIFY(!m_model->indexOf(oldest.id).isValid());
    QCOMPARE(m_model->indexOf(lasting.id).row(), m_model->rowCount() - 1);
    m_model->setJob(sampleJob(m_server, JobState::Succeeded, 2, lasting.id));
    QCOMPARE(m_model->rowCount(), JobModel::mostFinished);
}

void TestJobModel::ticksRowsUnderWayOnly()
{
    const JobSnapshot running = sampleJob(m_server, JobState::Running);
    m_model->setJob(sampleJob(m_server, JobState::Failed));
    m_model->setJob(running);
    m_model->setJob(sampleJob(m_server, JobState::Failed));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->tick(running.startedAt.addSecs(75));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
    QCOMPARE(text(1, JobModel::ElapsedColumn), u"1 min"_s);
    QCOMPARE(text(0, JobModel::ElapsedColumn), u"2.1 s"_s);
}

void TestJobModel::clearsWhatIsOver()
{
    const JobSnapshot running = sampleJob(m_server, JobState::Running);
    m_model->setJob(sampleJob(m_server, JobState::Failed));
    m_model->setJob(running);
    m_model->setJob(sampleJob(m_server, JobState::Cancelled));
    m_model->clearFinished();
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->indexOf(running.id).row(), 0);
}

void TestJobModel::takesABurstWithoutRelayout()
{
    QList<JobSnapshot> jobs;
    for (int at = 0; at < 300; ++at) {
        jobs << sampleJob(m_server, JobState::Running);
        m_model->setJob(jobs.last());
    }
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    for (JobSnapshot &job : jobs) {
        ++job.revision;
        m_model->setJob(job);
    }
    QCOMPARE(changed.count(), 300);
    QCOMPARE(changed.at(7).at(0).toModelIndex(), m_model->indexOf(jobs.at(7).id));
    QCOMPARE(layout.count() + reset.count(), 0);
}

QTEST_GUILESS_MAIN(TestJobModel)
#include "tst_jobmodel.moc"
