// Whether everything can be read, by eye and by a screen reader: icons exist, texts are not cut, widgets have names.

#include "model/face.h"
#include "model/settings.h"
#include "resources/resources.h"
#include "tests/model/samples.h"
#include "tests/ui/texts.h"
#include "ui/icons.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestLegibility : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { initResources(); }
    void hasAPictureForEveryIconThatAModelNames();
    void hasPicturesForHighDensityScreens();
    void cutsNoTextAndNamesEveryWidget_data();
    void cutsNoTextAndNamesEveryWidget();
    void givesEveryActionAKeyOrAMenu();

private:
    QTemporaryDir m_folder;
};

void TestLegibility::hasAPictureForEveryIconThatAModelNames()
{
    QSet<QString> names{u"computer"_s,
                        u"host"_s,
                        u"session-ours"_s,
                        u"session-debuggee"_s,
                        u"session-foreign"_s,
                        u"note"_s,
                        u"warning"_s,
                        u"hint"_s,
                        u"copy"_s,
                        u"search"_s};
    for (int presence = 0; presence <= int(Presence::Unreachable); ++presence) {
        for (int link = 0; link <= int(LinkState::Lost); ++link) {
            for (int use = 0; use <= int(Use::Held); ++use)
                names << faceOf(sampleStatus(QUuid(), Presence(presence), LinkState(link), 1, Use(use))).icon;
        }
    }
    JobModel jobs;
    for (int state = 0; state <= int(JobState::Cancelled); ++state) {
        jobs.setJob(sampleJob(sampleServer(u"bench"_s, u"box"_s, 1), JobState(state)));
        names << jobs.index(0, 0).data(JobModel::IconRole).toString();
    }
    for (const QString &name : names) {
        const QImage picture = themedIcon(name).pixmap(QSize(16, 16), 1.0).toImage();
        QVERIFY2(!picture.isNull(), qPrintable(name));
        QCOMPARE(picture.size(), QSize(16, 16));
    }
}

void TestLegibility::hasPicturesForHighDensityScreens()
{
    QCOMPARE(QImage(u":/icons/16/state-connected@2x.png"_s).size(), QSize(32, 32));
    QCOMPARE(QImage(u":/icons/24/connect@2x.png"_s).size(), QSize(48, 48));
    QCOMPARE(QImage(u":/icons/app/256.png"_s).size(), QSize(256, 256));
}

void TestLegibility::cutsNoTextAndNamesEveryWidget_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<int>("tab");
    QTest::newRow("empty") << 0 << 0;
    QTest::newRow("overview") << 3 << 0;
    QTest::newRow("processes") << 3 << 1;
    QTest::newRow("log") << 3 << 2;
}

void TestLegibility::cutsNoTextAndNamesEveryWidget()
{
    QFETCH(int, servers);
    QFETCH(int, tab);
    Settings settings(m_folder.filePath(u"%1-%2.ini"_s.arg(servers).arg(tab)));
    Deck deck(sampleEngines());
    MainWindow window(deck, settings);
    for (int at = 0; at < servers; ++at) {
        const ServerSpec spec = sampleServer(u"bench-%1"_s.arg(at), u"127.0.0.1"_s, at + 1);
        deck.inventory().add(spec);
        ServerStatus status = sampleStatus(spec.id, Presence::Up, LinkState::Connected);
        status.identity = {u"Acme server"_s, u"19.1.7"_s, u"box"_s, u"linux 6.1"_s, u"x86_64"_s, {}};
        status.lastError = Error{ErrorCode::Silent,
                                 u"Something accepts the connection and says nothing in time, which is "
                                 u"what a server does that serves one client at a time."_s,
                                 {},
                                 u"See who else is connected, and try again when that client has left the server."_s};
        deck.setStatus(status);
        deck.setProcesses(spec.id, {sampleProcess(1)});
        deck.setJob(sampleJob(spec, at == 0 ? JobState::Running : JobState::Failed));
        window.selectServer(spec.id);
    }
    if (auto *tabs = window.findChild<QTabWidget *>(u"detailTabs"_s))
        tabs->setCurrentIndex(tab);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_COMPARE(cutTexts(&window), QString());
    QCOMPARE(namelessWidgets(&window), QString());
}

void TestLegibility::givesEveryActionAKeyOrAMenu()
{
    Settings settings(m_folder.filePath(u"actions.ini"_s));
    Deck deck(sampleEngines());
    MainWindow window(deck, settings);
    QHash<QKeySequence, QString> keys;
    const auto actions = window.findChildren<QAction *>();
    int named = 0;
    for (const QAction *action : actions) {
        if (!action->objectName().endsWith(u"Action"_s) || action->objectName().startsWith(u'_'))
            continue;
        ++named;
        QVERIFY2(!action->shortcut().isEmpty() || !action->associatedObjects().isEmpty(),
                 qPrintable(action->objectName()));
        if (action->shortcut().isEmpty() || action->shortcutContext() != Qt::WindowShortcut)
            continue;
        QVERIFY2(!keys.contains(action->shortcut()),
                 qPrintable(action->objectName() + u" and "_s + keys.value(action->shortcut())));
        keys.insert(action->shortcut(), action->objectName());
    }
    QVERIFY(named >= 14);
}

QTEST_MAIN(TestLegibility)
#include "tst_legibility.moc"
