// What the book of servers says when something happens to them between jobs, with an engine and a host that the test moves.

#include "backend/job/serverbook.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;

namespace {

class FakeWatch final : public ProcessWatch {
    Q_OBJECT
};

/// A machine with one server process, which the test ends.
class FakeHost final : public Host {
    Q_OBJECT

public:
    [[nodiscard]] bool owns(const Endpoint &) const override { return true; }
    [[nodiscard]] QString findProgram(const QStringList &) const override { return {}; }
    void processes(QObject *, Callback<QList<HostProcess>>) override {}
    void findListener(const Endpoint &, QObject *context, Callback<Listener> done) override
    {
        QMetaObject::invokeMethod(context, [this, done] { done(listener); }, Qt::QueuedConnection);
    }
    void findSockets(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override
    {
        findListener(endpoint, context, std::move(done));
    }
    Result<ProcessRef> runDetached(const RunRequest &) override { return Error{}; }
    [[nodiscard]] std::unique_ptr<ProcessWatch> watch(const ProcessRef &) override
    {
        auto made = std::make_unique<FakeWatch>();
        lastWatch = made.get();
        return made;
    }
    Result<Nothing> signal(const ProcessRef &, Signal) override { return Nothing{}; }

    Listener listener;
    QPointer<FakeWatch> lastWatch;
};

template <typename T> class NoTask final : public Task<T> {
    void run() override { this->finish(Error{ErrorCode::Unsupported, u"not here"_s, {}, {}}); }
};

class FakeLink final : public Link {
    Q_OBJECT

public:
    [[nodiscard]] ServerIdentity identity() const override
    {
        return {u"fake"_s, {}, {}, {}, {}, {Evidence::now(EvidenceSource::Handshake, u"it answered"_s)}};
    }
    [[nodiscard]] std::chrono::microseconds latency() const override { return std::chrono::microseconds(1500); }
    [[nodiscard]] TaskPtr<ProcessList> listProcesses(Rows) override { return std::make_unique<NoTask<ProcessList>>(); }
    [[nodiscard]] TaskPtr<ServerIdentity> describe() override { return std::make_unique<NoTask<ServerIdentity>>(); }
    [[nodiscard]] TaskPtr<Nothing> leave() override { return std::make_unique<NoTask<Nothing>>(); }
    [[nodiscard]] QString wireDump() const override { return {}; }
};

class FakeEngine final : public Engine {
public:
    FakeEngine() { m_info.id = u"fake"_s; }
    [[nodiscard]] const EngineInfo &info() const override { return m_info; }
    [[nodiscard]] std::optional<Endpoint> endpoint(const ServerAddress &) const override
    {
        return TcpEndpoint{u"127.0.0.1"_s, 1};
    }
    [[nodiscard]] TaskPtr<Started> start(const StartRequest &) override { return std::make_unique<NoTask<Started>>(); }
    [[nodiscard]] TaskPtr<LinkPtr> connect(const ServerAddress &) override
    {
        return std::make_unique<NoTask<LinkPtr>>();
    }
    [[nodiscard]] TaskPtr<Ended> end(const EndRequest &) override { return std::make_unique<NoTask<Ended>>(); }
    [[nodiscard]] TaskPtr<Waited> wait(const WaitRequest &) override { return std::make_unique<NoTask<Waited>>(); }

private:
    EngineInfo m_info;
};

Engines fakeEngines()
{
    Engines engines;
    engines.push_back(std::make_unique<FakeEngine>());
    return engines;
}

} // namespace

class ServerBookTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_host = std::make_unique<FakeHost>();
        m_book = std::make_unique<ServerBook>(m_engines, *m_host);
        m_statuses = std::make_unique<QSignalSpy>(m_book.get(), &ServerBook::changed);
        m_spec = {QUuid::createUuid(), u"bench"_s, {u"fake"_s, {}, u"fake:1"_s}};
        m_book->add(m_spec);
    }
    void cleanup()
    {
        m_statuses.reset();
        m_book.reset();
        m_host.reset();
    }

    void everyChangeHasAHigherRevision()
    {
        m_book->setPresence(m_spec.id, Presence::Up, {});
        m_book->setLink(m_spec.id, LinkState::Connecting, {});
        QCOMPARE(m_statuses->count(), 2);
        QVERIFY(m_statuses->at(1).first().value<ServerStatus>().revision >
                m_statuses->at(0).first().value<ServerStatus>().revision);
    }

    void anAdoptedLinkIsConnectedAndTheServerUp()
    {
        connectIt();
        QCOMPARE(status().link.state, LinkState::Connected);
        QCOMPARE(status().presence.state, Presence::Up);
        QCOMPARE(status().identity.kind, u"fake"_s);
        QCOMPARE(status().latencyMs, 2); // rounded up: 0 would say that it was not measured
        QCOMPARE(status().sessions.size(), 1);
    }

    void aLostLinkLeavesThePresenceToItsOwnEvidence()
    {
        auto *link = connectIt();
        emit link->lost({ErrorCode::Closed, u"it hung up"_s, {}, {}});
        QCOMPARE(status().link.state, LinkState::Lost);
        QCOMPARE(status().presence.state, Presence::Unknown);
        QCOMPARE(status().lastError->message, u"it hung up"_s);
        QVERIFY(status().sessions.isEmpty());
        QVERIFY(!m_book->link(m_spec.id));
    }

    void aLinkThatIsLostWhileWeCloseItIsNoTrouble()
    {
        auto *link = connectIt();
        m_book->setLink(m_spec.id, LinkState::Closing, {});
        emit link->lost({ErrorCode::Closed, u"it hung up"_s, {}, {}});
        QCOMPARE(status().link.state, LinkState::None);
        QVERIFY(!status().lastError);
    }

    void aServerMayBeGoneWhileOurLinkWorksOn()
    {
        m_host->listener.listening = true;
        m_host->listener.process = HostProcess{{4711, 1, u"server"_s}, 1, 4711, 0, {}, {}};
        connectIt();
        QTRY_VERIFY(m_host->lastWatch);
        QCOMPARE(status().process->pid, 4711);
        emit m_host->lastWatch->ended(u"signal 9"_s);
        QCOMPARE(status().presence.state, Presence::Gone);
        QCOMPARE(status().link.state, LinkState::Connected);
        QVERIFY(status().presence.evidence.what.contains(u"4711"_s));
        QVERIFY(!status().process);
    }

    void aKnownServerOfThisComputerIsFoundWithoutAPacket()
    {
        m_host->listener.listening = true;
        m_book->locate(m_spec.id);
        QTRY_COMPARE(status().presence.state, Presence::Up);
        m_host->listener.listening = false;
        m_book->locate(m_spec.id);
        QTRY_COMPARE(status().presence.state, Presence::Gone);
    }

    void aNewAddressForgetsWhatWasSeenOfTheOldOne()
    {
        connectIt();
        const quint32 before = status().revision;
        m_spec.address.text = u"fake:2"_s;
        m_book->add(m_spec);
        QVERIFY(!m_book->link(m_spec.id));
        m_book->setPresence(m_spec.id, Presence::Up, {});
        QCOMPARE(status().link.state, LinkState::None);
        QVERIFY(status().revision > before);
    }

    void answersForARemovedServerAreDropped()
    {
        m_book->locate(m_spec.id);
        m_book->remove(m_spec.id);
        QCoreApplication::processEvents();
        QCOMPARE(m_statuses->count(), 0);
        m_book->setPresence(m_spec.id, Presence::Up, {});
        QCOMPARE(m_statuses->count(), 0);
    }

private:
    Link *connectIt()
    {
        m_book->setLink(m_spec.id, LinkState::Connecting, {});
        auto made = std::make_unique<FakeLink>();
        Link *const link = made.get();
        m_book->adoptLink(m_spec.id, std::move(made));
        return link;
    }
    [[nodiscard]] ServerStatus status() const
    {
        return m_statuses->isEmpty() ? ServerStatus{} : m_statuses->last().first().value<ServerStatus>();
    }

    Engines m_engines = fakeEngines();
    std::unique_ptr<FakeHost> m_host;
    std::unique_ptr<ServerBook> m_book;
    std::unique_ptr<QSignalSpy> m_statuses;
    ServerSpec m_spec;
};

QTEST_GUILESS_MAIN(ServerBookTest)
#include "tst_serverbook.moc"
