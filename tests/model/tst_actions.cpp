// What can be done with a server, as a table over its facets, its engine and what is under way.

#include "model/actions.h"
#include "tests/model/samples.h"

#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestActions : public QObject {
    Q_OBJECT

private slots:
    void enablesWhatMakesSense_data();
    void enablesWhatMakesSense();
    void saysWhyNot_data();
    void saysWhyNot();
    void offersNothingButRemovalForAnUnknownEngine();
    void offersWhatTheEngineCan();
    void saysHowAWaitWatchesBeforeItBegins_data();
    void saysHowAWaitWatchesBeforeItBegins();
    void asksToChooseAServerFirst();
    void saysWhatIsMissingToStart();
};

namespace {

/// One letter for each action that is enabled: Connect, Disconnect, End, Refresh, Wait, debuG, reMove, cAncel.
QString letters(const ServerActions &actions)
{
    const QString all = u"CDERWGMA"_s;
    QString enabled;
    for (std::size_t at = 0; at < serverActionCount; ++at) {
        if (actions.enabled(static_cast<ServerAction>(at)))
            enabled += all.at(static_cast<qsizetype>(at));
    }
    return enabled;
}

ServerActions actionsOf(Presence presence, LinkState link, const QList<VerbKind> &running, bool here)
{
    const EngineInfos engines = sampleEngines();
    return actionsFor(sampleStatus(QUuid(), presence, link), &engines.first(), {}, running, here);
}

} // namespace

void TestActions::enablesWhatMakesSense_data()
{
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<LinkState>("link");
    QTest::addColumn<QList<VerbKind>>("running");
    QTest::addColumn<bool>("here");
    QTest::addColumn<QString>("enabled");

    using P = Presence;
    using L = LinkState;
    using V = QList<VerbKind>;
    const V none;
    QTest::newRow("not checked, here") << P::Unknown << L::None << none << true << u"CERWM"_s;
    QTest::newRow("not checked, elsewhere") << P::Unknown << L::None << none << false << u"CEWM"_s;
    QTest::newRow("running") << P::Up << L::None << none << true << u"CERWM"_s;
    QTest::newRow("starting") << P::Starting << L::None << V{VerbKind::Start} << true << u"A"_s;
    QTest::newRow("starting, job not known") << P::Starting << L::None << none << true << QString();
    QTest::newRow("connecting") << P::Up << L::Connecting << V{VerbKind::Connect} << true << u"EWMA"_s;
    QTest::newRow("connect is queued") << P::Up << L::None << V{VerbKind::Connect} << true << u"EWMA"_s;
    QTest::newRow("connected") << P::Up << L::Connected << none << true << u"DERWM"_s;
    QTest::newRow("connected elsewhere") << P::Up << L::Connected << none << false << u"DERWM"_s;
    QTest::newRow("connected, first list under way")
        << P::Up << L::Connected << V{VerbKind::Connect} << true << u"DEWMA"_s;
    QTest::newRow("connected, listing") << P::Up << L::Connected << V{VerbKind::List} << true << u"DEWMA"_s;
    QTest::newRow("connected, waiting for the end") << P::Up << L::Connected << V{VerbKind::Wait} << true << u"DERMA"_s;
    QTest::newRow("disconnecting") << P::Up << L::Closing << V{VerbKind::Disconnect} << true << u"EWMA"_s;
    QTest::newRow("disconnect is queued") << P::Up << L::Connected << V{VerbKind::Disconnect} << true << u"EWMA"_s;
    QTest::newRow("lost") << P::Unknown << L::Lost << none << true << u"CERWM"_s;
    QTest::newRow("ending") << P::Ending << L::Closing << V{VerbKind::End} << true << u"WA"_s;
    QTest::newRow("end is queued") << P::Up << L::Connected << V{VerbKind::End} << true << u"WA"_s;
    QTest::newRow("ended here") << P::Gone << L::None << none << true << u"RM"_s;
    QTest::newRow("ended elsewhere") << P::Gone << L::None << none << false << u"CM"_s;
    QTest::newRow("connected, server gone") << P::Gone << L::Connected << none << true << u"DRM"_s;
    QTest::newRow("unreachable") << P::Unreachable << L::None << none << false << u"CEWM"_s;
}

void TestActions::enablesWhatMakesSense()
{
    QFETCH(Presence, presence);
    QFETCH(LinkState, link);
    QFETCH(QList<VerbKind>, running);
    QFETCH(bool, here);
    QTEST(letters(actionsOf(presence, link, running, here)), "enabled");
}

void TestActions::saysWhyNot_data()
{
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<LinkState>("link");
    QTest::addColumn<ServerAction>("action");
    QTest::addColumn<QString>("reason");

    using P = Presence;
    using L = LinkState;
    QTest::newRow("connect twice") << P::Up << L::Connected << ServerAction::Connect << u"You are connected already."_s;
    QTest::newRow("connect to what has ended") << P::Gone << L::None << ServerAction::Connect
                                               << u"The server has ended. Refresh looks whether one is there again."_s;
    QTest::newRow("connect while it starts")
        << P::Starting << L::None << ServerAction::Connect << u"The server is still being started."_s;
    QTest::newRow("disconnect without a connection")
        << P::Up << L::None << ServerAction::Disconnect << u"You are not connected."_s;
    QTest::newRow("disconnect what is lost")
        << P::Up << L::Lost << ServerAction::Disconnect << u"The connection is lost already."_s;
    QTest::newRow("end twice") << P::Gone << L::None << ServerAction::End << u"The server has ended already."_s;
    QTest::newRow("end while ending") << P::Ending << L::None << ServerAction::End << u"The server is being ended."_s;
    QTest::newRow("cancel nothing") << P::Up << L::None << ServerAction::Cancel
                                    << u"Nothing is under way for this server."_s;
}

void TestActions::saysWhyNot()
{
    QFETCH(Presence, presence);
    QFETCH(LinkState, link);
    QFETCH(ServerAction, action);
    QTEST(actionsOf(presence, link, {}, true).whyNot(action), "reason");
}

void TestActions::offersNothingButRemovalForAnUnknownEngine()
{
    const ServerActions actions =
        actionsFor(sampleStatus(QUuid(), Presence::Unknown, LinkState::None), nullptr, {}, {}, false);
    QCOMPARE(letters(actions), u"M"_s);
    QCOMPARE(actions.whyNot(ServerAction::Connect), u"Procdeck does not know servers of this kind."_s);
}

void TestActions::offersWhatTheEngineCan()
{
    EngineInfo engine = sampleEngines().first();
    engine.capabilities = Capability::Connect;
    const auto status = sampleStatus(QUuid(), Presence::Up, LinkState::Connected);
    QCOMPARE(letters(actionsFor(status, &engine, {}, {}, true)), u"DM"_s);
}

void TestActions::saysHowAWaitWatchesBeforeItBegins_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("transport");
    QTest::addColumn<bool>("here");
    QTest::addColumn<QString>("note");
    QTest::newRow("here") << u"acme"_s << u"tcp"_s << true << waitWayText(WaitWay::Process);
    QTest::newRow("here, one client") << u"solo"_s << u"tcp"_s << true << waitWayText(WaitWay::Process);
    QTest::newRow("elsewhere") << u"acme"_s << u"tcp"_s << false << waitWayText(WaitWay::Port);
    QTest::newRow("elsewhere, no port") << u"acme"_s << u"pipe"_s << false << waitWayText(WaitWay::Questions);
    QTest::newRow("elsewhere, one client") << u"solo"_s << u"tcp"_s << false << waitWayText(WaitWay::Occupying);
}

void TestActions::saysHowAWaitWatchesBeforeItBegins()
{
    QFETCH(QString, engine);
    QFETCH(QString, transport);
    QFETCH(bool, here);
    const EngineInfos engines = sampleEngines();
    const ServerActions actions = actionsFor(sampleStatus(QUuid(), Presence::Up, LinkState::None),
                                             findEngine(engines, engine), {transport, {}}, {}, here);
    QTEST(actions.note(ServerAction::Wait), "note");
    QCOMPARE(actions.note(ServerAction::End), QString());
}

void TestActions::asksToChooseAServerFirst()
{
    QCOMPARE(letters(actionsWithoutServer()), QString());
    QCOMPARE(actionsWithoutServer().whyNot(ServerAction::End), u"Choose a server first."_s);
}

void TestActions::saysWhatIsMissingToStart()
{
    const EngineInfos engines = sampleEngines();
    QVERIFY(whyNotStart(engines.at(0)).isEmpty());
    QCOMPARE(whyNotStart(engines.at(2)), u"The program absent-server is not installed."_s);
    EngineInfo elsewhere = engines.at(0);
    elsewhere.capabilities = Capability::Connect;
    QVERIFY(!whyNotStart(elsewhere).isEmpty());
}

QTEST_GUILESS_MAIN(TestActions)
#include "tst_actions.moc"
