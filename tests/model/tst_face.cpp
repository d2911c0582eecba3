// What a server looks like, as a table over its facets.

#include "model/face.h"
#include "tests/model/samples.h"

#include <QSet>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestFace : public QObject {
    Q_OBJECT

private slots:
    void showsWordIconAndRoleOfTheFacets_data();
    void showsWordIconAndRoleOfTheFacets();
    void givesEveryCombinationAWordAnIconAndASentence();
    void tellsStatesOfDifferentMeaningByShapeToo();
    void asksForAttentionForBadStatesAndFailedJobsOnly();
};

void TestFace::showsWordIconAndRoleOfTheFacets_data()
{
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<LinkState>("link");
    QTest::addColumn<Use>("use");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<FaceRole>("role");

    using P = Presence;
    using L = LinkState;
    using R = FaceRole;
    const auto row = [](P presence, L link, Use use, const char *word, const char *icon, R role) {
        QTest::newRow(
            qPrintable(u"%1 %2 %3 %4"_s.arg(int(presence)).arg(int(link)).arg(int(use)).arg(QLatin1StringView(word))))
            << presence << link << use << QString::fromLatin1(word) << QString::fromLatin1(icon) << role;
    };
    row(P::Unknown, L::None, Use::Unknown, "Not checked", "state-not-checked", R::Neutral);
    row(P::Unknown, L::None, Use::Held, "Held by another client", "state-held", R::Caution);
    row(P::Unknown, L::Connecting, Use::Unknown, "Connecting", "state-busy", R::Busy);
    row(P::Unknown, L::Lost, Use::Unknown, "Connection lost", "state-lost", R::Bad);
    row(P::Starting, L::None, Use::Unknown, "Starting", "state-busy", R::Busy);
    row(P::Up, L::None, Use::Unknown, "Running", "state-running", R::Good);
    row(P::Up, L::None, Use::Free, "Running", "state-running", R::Good);
    row(P::Up, L::None, Use::Shared, "Running, in use", "state-in-use", R::Caution);
    row(P::Up, L::None, Use::Held, "Held by another client", "state-held", R::Caution);
    row(P::Up, L::Connecting, Use::Unknown, "Connecting", "state-busy", R::Busy);
    row(P::Up, L::Connected, Use::Unknown, "Connected", "state-connected", R::Good);
    row(P::Up, L::Connected, Use::Shared, "Connected", "state-connected", R::Good);
    row(P::Up, L::Closing, Use::Unknown, "Disconnecting", "state-busy", R::Busy);
    row(P::Up, L::Lost, Use::Unknown, "Connection lost", "state-lost", R::Bad);
    row(P::Ending, L::None, Use::Unknown, "Ending", "state-busy", R::Busy);
    row(P::Ending, L::Closing, Use::Unknown, "Ending", "state-busy", R::Busy);
    row(P::Ending, L::Connected, Use::Shared, "Ending", "state-busy", R::Busy);
    row(P::Gone, L::None, Use::Unknown, "Ended", "state-ended", R::Neutral);
    row(P::Gone, L::None, Use::Held, "Ended", "state-ended", R::Neutral);
    row(P::Gone, L::Connected, Use::Unknown, "Connected, server gone", "state-orphan", R::Bad);
    row(P::Gone, L::Lost, Use::Unknown, "Ended, connection lost", "state-lost", R::Bad);
    row(P::Unreachable, L::None, Use::Unknown, "Unreachable", "state-unreachable", R::Bad);
    row(P::Unreachable, L::Connecting, Use::Unknown, "Connecting", "state-busy", R::Busy);
}

void TestFace::showsWordIconAndRoleOfTheFacets()
{
    QFETCH(Presence, presence);
    QFETCH(LinkState, link);
    QFETCH(Use, use);
    const ServerFace face = faceOf(sampleStatus(QUuid(), presence, link, 1, use));
    QTEST(face.word, "word");
    QTEST(face.icon, "icon");
    QTEST(face.role, "role");
}

void TestFace::givesEveryCombinationAWordAnIconAndASentence()
{
    for (int presence = 0; presence <= int(Presence::Unreachable); ++presence) {
        for (int link = 0; link <= int(LinkState::Lost); ++link) {
            for (int use = 0; use <= int(Use::Held); ++use) {
                const ServerFace face = faceOf(sampleStatus(QUuid(), Presence(presence), LinkState(link), 1, Use(use)));
                QVERIFY(!face.word.isEmpty());
                QVERIFY(face.icon.startsWith(u"state-"_s));
                QVERIFY2(face.sentence.endsWith(u'.'), qPrintable(face.sentence));
            }
        }
    }
}

void TestFace::tellsStatesOfDifferentMeaningByShapeToo()
{
    // Two roles never share an icon: then colour would be the only difference.
    QHash<QString, FaceRole> roles;
    for (int presence = 0; presence <= int(Presence::Unreachable); ++presence) {
        for (int link = 0; link <= int(LinkState::Lost); ++link) {
            for (int use = 0; use <= int(Use::Held); ++use) {
                const ServerFace face = faceOf(sampleStatus(QUuid(), Presence(presence), LinkState(link), 1, Use(use)));
                QCOMPARE(roles.value(face.icon, face.role), face.role);
                roles.insert(face.icon, face.role);
            }
        }
    }
    QVERIFY(roles.size() >= 9);
}

void TestFace::asksForAttentionForBadStatesAndFailedJobsOnly()
{
    QVERIFY(!needsAttention(sampleStatus(QUuid(), Presence::Up, LinkState::Connected)));
    QVERIFY(!needsAttention(sampleStatus(QUuid(), Presence::Gone, LinkState::None)));
    QVERIFY(!needsAttention(sampleStatus(QUuid(), Presence::Up, LinkState::None, 1, Use::Held)));
    QVERIFY(needsAttention(sampleStatus(QUuid(), Presence::Unreachable, LinkState::None)));
    ServerStatus failed = sampleStatus(QUuid(), Presence::Up, LinkState::None);
    failed.lastError = Error{ErrorCode::Silent, u"It says nothing."_s, {}, {}};
    QVERIFY(needsAttention(failed));
}

QTEST_GUILESS_MAIN(TestFace)
#include "tst_face.moc"
