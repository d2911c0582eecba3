// Which details of processes are asked for, and when, on a connection whose answers the test gives.

#include "backend/job/detailfetch.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace procdeck;

using Pids = QList<qint64>;

namespace {

template <typename T> class NoTask final : public Task<T> {
    void run() override { this->finish(Error{ErrorCode::Unsupported, u"not here"_s, {}, {}}); }
};

class DetailsTask final : public Task<ProcessList> {
public:
    explicit DetailsTask(Pids asked)
        : pids(std::move(asked))
    {
    }
    void answer()
    {
        ProcessList rows;
        for (const qint64 pid : std::as_const(pids)) {
            ProcessInfo process;
            process.pid = pid;
            rows << process;
        }
        finish(rows);
    }
    void refuse() { finish(Error{ErrorCode::ServerFailed, u"no"_s, {}, {}}); }

    Pids pids;

private:
    void run() override {}
};

class FakeLink final : public Link {
    Q_OBJECT

public:
    [[nodiscard]] ServerIdentity identity() const override { return {}; }
    [[nodiscard]] std::chrono::microseconds latency() const override { return {}; }
    [[nodiscard]] TaskPtr<ProcessList> listProcesses(Rows) override { return std::make_unique<NoTask<ProcessList>>(); }
    [[nodiscard]] TaskPtr<ProcessList> detailProcesses(const QList<qint64> &pids) override
    {
        auto task = std::make_unique<DetailsTask>(pids);
        asked = task.get();
        history << pids;
        return task;
    }
    [[nodiscard]] TaskPtr<ServerIdentity> describe() override { return std::make_unique<NoTask<ServerIdentity>>(); }
    [[nodiscard]] TaskPtr<Nothing> leave() override { return std::make_unique<NoTask<Nothing>>(); }
    [[nodiscard]] QString wireDump() const override { return {}; }

    QPointer<DetailsTask> asked; ///< the newest
    QList<Pids> history;
};

Pids range(qint64 first, qint64 last)
{
    Pids pids;
    for (qint64 pid = first; pid <= last; ++pid)
        pids << pid;
    return pids;
}

} // namespace

class DetailFetchTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_link = std::make_unique<FakeLink>();
        m_fetch = std::make_unique<DetailFetch>(*m_link);
        m_fetched = std::make_unique<QSignalSpy>(m_fetch.get(), &DetailFetch::fetched);
    }
    void cleanup()
    {
        m_fetched.reset();
        m_fetch.reset();
        m_link.reset();
    }

    void asksForAFewAtATimeInTheOrderWanted()
    {
        m_fetch->want(Pids{30, 20} + range(1, 10));
        QCOMPARE(m_link->history, (QList<Pids>{Pids{30, 20} + range(1, 6)}));
        answerAndWait();
        QCOMPARE(m_fetched->first().first().value<ProcessList>().first().pid, 30);
        QCOMPARE(m_link->history.last(), range(7, 10));
        answerAndWait();
        QCOMPARE(m_link->history.size(), 2);
    }

    void whatIsNotWantedAnyMoreIsNeverAskedFor()
    {
        m_fetch->want(range(1, 1000));
        m_fetch->want(range(501, 1000));
        m_fetch->want(range(901, 903)); // scrolled on, and on
        QCOMPARE(m_link->history, (QList<Pids>{range(1, 8)}));
        answerAndWait();
        QCOMPARE(m_link->history.last(), range(901, 903));
        m_fetch->want({});
        answerAndWait();
        QCOMPARE(m_link->history.size(), 2);
    }

    void whatIsUnderWayIsNotAskedForAgain()
    {
        m_fetch->want(range(1, 4));
        m_fetch->want(range(1, 6));
        m_fetch->want(range(1, 6));
        answerAndWait();
        QCOMPARE(m_link->history, (QList<Pids>{range(1, 4), range(5, 6)}));
    }

    void aRefusalEndsItUntilSomebodyLooksAgain()
    {
        m_fetch->want(range(1, 20));
        m_link->asked->refuse();
        QTRY_VERIFY(!m_link->asked);
        QCOMPARE(m_fetched->count(), 0);
        QCOMPARE(m_link->history.size(), 1);
        m_fetch->want(range(1, 2));
        answerAndWait();
        QCOMPARE(m_fetched->count(), 1);
    }

    void endsInTheMiddle()
    {
        m_fetch->want(range(1, 20));
        m_fetched.reset();
        m_fetch.reset();
        QVERIFY2(!m_link->asked, "a task outlives who asked for it");
    }

private:
    void answerAndWait()
    {
        const auto before = m_fetched->count();
        m_link->asked->answer();
        QTRY_COMPARE(m_fetched->count(), before + 1);
    }

    std::unique_ptr<FakeLink> m_link;
    std::unique_ptr<DetailFetch> m_fetch;
    std::unique_ptr<QSignalSpy> m_fetched;
};

QTEST_GUILESS_MAIN(DetailFetchTest)
#include "tst_detailfetch.moc"
