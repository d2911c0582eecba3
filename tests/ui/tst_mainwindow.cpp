// The main window with made-up statuses and no worker.

#include "model/settings.h"
#include "resources/resources.h"
#include "tests/model/samples.h"
#include "tests/ui/texts.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCommandLinkButton>
#include <QDialog>
#include <QDockWidget>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

using Pids = QList<qint64>;

namespace {

Pids range(qint64 first, qint64 last)
{
    Pids pids;
    for (qint64 pid = first; pid <= last; ++pid)
        pids << pid;
    return pids;
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { initResources(); }
    void init();
    void offersTheTwoThingsANewUserCanDo();
    void startsAServerFromTheDialogAndChoosesIt();
    void addsAServerFromTheDialogAndChoosesIt();
    void enablesActionsByTheStateOfTheChosenServer();
    void saysWhyAnActionIsGreyedOut();
    void saysHowAWaitWouldWatch();
    void opensAServerWithItsFirstSessionsAndLeavesItToTheOperatorThen();
    void connectsByEnterAndByDoubleClick();
    void endsAServerOnlyAfterConfirmation();
    void removesAServerOnlyAfterConfirmation();
    void refreshesByListingOrByLooking();
    void showsTheProcessesOfTheChosenServerOnly();
    void asksForTheDetailsOfWhatTheOperatorSees();
    void asksForAllDetailsWhereASearchNeedsThem();
    void cancelsAJobByButtonByKeyAndInTheList();
    void showsAFailedJobWithoutADialog();
    void forgetsAFailureWhenTheServerDoesWell();
    void showsTextOfAServerLiterally();
    void keepsTheChosenServerThroughABurst();
    void searchesServersAndShowsANewOneAllTheSame();
    void remembersItsGeometry();

private:
    template <typename Widget> Widget *find(const QString &name) const
    {
        auto *found = m_window->findChild<Widget *>(name);
        Q_ASSERT(found);
        return found;
    }
    QAction *action(const QString &name) const { return find<QAction>(name); }
    QTreeView *tree() const { return find<QTreeView>(u"serverTree"_s); }
    QDialog *openDialog(const QString &name) const;
    ServerSpec add(const QString &name, Presence presence = Presence::Unknown, LinkState link = LinkState::None);
    void deliver(const Command &command);

    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Deck> m_deck;
    std::unique_ptr<MainWindow> m_window;
    QList<Command> m_commands;
    int m_port = 1;
    quint32 m_revision = 1;
};

void TestMainWindow::init()
{
    m_window.reset();
    m_commands.clear();
    m_settings = std::make_unique<Settings>(m_folder.filePath(u"settings.ini"_s));
    m_deck = std::make_unique<Deck>(sampleEngines());
    m_window = std::make_unique<MainWindow>(*m_deck, *m_settings);
    connect(m_window.get(), &MainWindow::commandRequested, this, &TestMainWindow::deliver);
    connect(m_window.get(), &MainWindow::addRequested, &m_deck->inventory(), &Inventory::add);
    connect(m_window.get(), &MainWindow::removeRequested, &m_deck->inventory(), &Inventory::remove);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::deliver(const Command &command)
{
    m_commands << command;
    m_deck->submit(command);
}

ServerSpec TestMainWindow::add(const QString &name, Presence presence, LinkState link)
{
    const ServerSpec spec = sampleServer(name, u"127.0.0.1"_s, m_port++);
    m_deck->inventory().add(spec);
    if (presence != Presence::Unknown || link != LinkState::None)
        m_deck->setStatus(sampleStatus(spec.id, presence, link, ++m_revision));
    m_window->selectServer(spec.id);
    return spec;
}

QDialog *TestMainWindow::openDialog(const QString &name) const
{
    QDialog *dialog = nullptr;
    const bool opened = QTest::qWaitFor([&] {
        dialog = m_window->findChild<QDialog *>(name);
        return dialog && dialog->isVisible();
    });
    return opened ? dialog : nullptr;
}

void TestMainWindow::offersTheTwoThingsANewUserCanDo()
{
    auto *start = find<QCommandLinkButton>(u"emptyStartButton"_s);
    QVERIFY(start->isVisible());
    QTest::mouseClick(start, Qt::LeftButton);
    QVERIFY(openDialog(u"startDialog"_s));
    QTest::keyClick(openDialog(u"startDialog"_s), Qt::Key_Escape);
    QTest::mouseClick(find<QCommandLinkButton>(u"emptyAddButton"_s), Qt::LeftButton);
    QVERIFY(openDialog(u"addDialog"_s));
    add(u"bench"_s);
    QTRY_VERIFY(!start->isVisible());
    QVERIFY(tree()->isVisible());
}

void TestMainWindow::startsAServerFromTheDialogAndChoosesIt()
{
    action(u"startServerAction"_s)->trigger();
    QDialog *dialog = openDialog(u"startDialog"_s);
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"nameField"_s), u"fresh"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"startButton"_s), Qt::LeftButton);
    QCOMPARE(m_commands.size(), 1);
    QVERIFY(std::holds_alternative<StartServer>(m_commands.first().verb));
    QCOMPARE(tree()->currentIndex().data().toString(), u"fresh"_s);
    QCOMPARE(m_deck->chosen(), m_commands.first().server.id);
    QTRY_VERIFY(action(u"cancelAction"_s)->isEnabled());
    QVERIFY(!action(u"connectAction"_s)->isEnabled());

    const ServerSpec started = sampleServer({}, u"127.0.0.1"_s, 4242);
    const ServerSpec spec{m_commands.first().server.id, u"fresh"_s, {}};
    m_deck->setStatus(sampleStatus(spec.id, Presence::Up, LinkState::None, 9));
    m_deck->finishJob(sampleJob(spec, JobState::Succeeded, 2, m_commands.first().job),
                      Started{started.address, {}, {}});
    QTRY_VERIFY(action(u"connectAction"_s)->isEnabled());
    QCOMPARE(find<QLineEdit>(u"overviewAddress"_s)->text(), started.address.text);
}

void TestMainWindow::addsAServerFromTheDialogAndChoosesIt()
{
    const ServerSpec known = add(u"bench"_s);
    QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier);
    QDialog *dialog = openDialog(u"addDialog"_s);
    QVERIFY(dialog);
    auto *address = dialog->findChild<QLineEdit *>(u"addressField"_s);
    auto *ok = dialog->findChild<QPushButton *>(u"addButton"_s);
    QTest::keyClicks(address, known.address.text);
    QVERIFY2(!ok->isEnabled(), "the same address twice");
    address->clear();
    QTest::keyClicks(address, u"meet://rack:9"_s);
    QTest::keyClick(address, Qt::Key_Return);
    QCOMPARE(m_deck->inventory().counts().total, 2);
    QCOMPARE(tree()->currentIndex().data().toString(), u"acme:meet://rack:9"_s);
    QCOMPARE(tree()->currentIndex().parent().data().toString(), u"rack"_s);
}

void TestMainWindow::enablesActionsByTheStateOfTheChosenServer()
{
    QVERIFY(!action(u"connectAction"_s)->isEnabled());
    QVERIFY(action(u"startServerAction"_s)->isEnabled());
    const ServerSpec up = add(u"up"_s, Presence::Up);
    QVERIFY(action(u"connectAction"_s)->isEnabled());
    QVERIFY(!action(u"disconnectAction"_s)->isEnabled());
    action(u"connectAction"_s)->trigger();
    QCOMPARE(m_commands.size(), 1);
    QVERIFY(std::holds_alternative<Connect>(m_commands.first().verb));
    QCOMPARE(m_commands.first().server, up);
    QTRY_VERIFY(!action(u"connectAction"_s)->isEnabled());
    m_deck->setJob(sampleJob(up, JobState::Succeeded, 2, m_commands.first().job));
    m_deck->setStatus(sampleStatus(up.id, Presence::Up, LinkState::Connected, 50));
    QTRY_VERIFY(action(u"disconnectAction"_s)->isEnabled());
    QVERIFY(!action(u"connectAction"_s)->isEnabled());
    add(u"ended"_s, Presence::Gone);
    QVERIFY(!action(u"endAction"_s)->isEnabled());
    QVERIFY(action(u"removeAction"_s)->isEnabled());
}

void TestMainWindow::saysWhyAnActionIsGreyedOut()
{
    QVERIFY(action(u"endAction"_s)->toolTip().contains(u"Choose a server first."_s));
    add(u"ended"_s, Presence::Gone);
    QVERIFY(action(u"endAction"_s)->toolTip().contains(u"The server has ended already."_s));
    add(u"up"_s, Presence::Up);
    QVERIFY(action(u"endAction"_s)->toolTip().contains(u"Ctrl+E"_s));
}

void TestMainWindow::saysHowAWaitWouldWatch()
{
    const QString watched = waitWayText(WaitWay::Process);
    QVERIFY(!action(u"waitAction"_s)->toolTip().contains(watched));
    add(u"up"_s, Presence::Up); // on this computer
    QTRY_VERIFY(action(u"waitAction"_s)->toolTip().contains(watched));
    QVERIFY(action(u"waitAction"_s)->toolTip().contains(u"when the chosen server has ended"_s));
    QVERIFY(action(u"waitAction"_s)->whatsThis().contains(watched));
}

void TestMainWindow::opensAServerWithItsFirstSessionsAndLeavesItToTheOperatorThen()
{
    const ServerSpec spec = sampleServer(u"bench"_s, u"127.0.0.1"_s, 1);
    m_deck->inventory().add(spec);
    ServerStatus status = sampleStatus(spec.id, Presence::Up, LinkState::Connected, 1);
    status.sessions = {{SessionKind::OurConnection, u"Procdeck"_s, 0, {}}};
    m_deck->setStatus(status);
    m_window->selectServer(spec.id);
    const QPersistentModelIndex row = tree()->currentIndex();
    QVERIFY(tree()->isExpanded(row.parent()));
    QVERIFY(tree()->isExpanded(row));
    tree()->collapse(row);
    status.revision = 2;
    status.sessions << Session{SessionKind::Debuggee, u"debuggee"_s, 7, {}};
    m_deck->setStatus(status);
    QVERIFY(!tree()->isExpanded(row));
    QCOMPARE(tree()->model()->rowCount(row), 2);
}

void TestMainWindow::connectsByEnterAndByDoubleClick()
{
    add(u"one"_s, Presence::Up);
    tree()->setFocus();
    QTest::keyClick(tree(), Qt::Key_Return);
    QCOMPARE(m_commands.size(), 1);
    const ServerSpec other = add(u"other"_s, Presence::Up);
    const QPoint place = tree()->visualRect(tree()->currentIndex()).center();
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(tree()->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(m_commands.size(), 2);
    QCOMPARE(m_commands.last().server.id, other.id);
    QVERIFY(std::holds_alternative<Connect>(m_commands.last().verb));
}

void TestMainWindow::endsAServerOnlyAfterConfirmation()
{
    const ServerSpec spec = add(u"bench"_s, Presence::Up);
    action(u"endAction"_s)->trigger();
    QDialog *dialog = openDialog(u"endDialog"_s);
    QVERIFY(dialog);
    QStringList texts;
    const auto labels = dialog->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        texts << label->text();
    const QString all = texts.join(u'\n');
    QVERIFY(all.contains(u"End “bench”?"_s));
    QVERIFY(all.contains(spec.address.text));
    QVERIFY(all.contains(u"others who use it lose their connection"_s));
    QTRY_COMPARE(cutTexts(dialog), QString());
    QCOMPARE(namelessWidgets(dialog), QString());
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY2(!m_window->findChild<QDialog *>(u"endDialog"_s), "Enter is the harmless answer");
    QCOMPARE(m_commands.size(), 0);

    action(u"endAction"_s)->trigger();
    dialog = openDialog(u"endDialog"_s);
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmEndButton"_s), Qt::LeftButton);
    QCOMPARE(m_commands.size(), 1);
    QVERIFY(std::holds_alternative<EndServer>(m_commands.first().verb));
    QCOMPARE(m_commands.first().server, spec);
}

void TestMainWindow::removesAServerOnlyAfterConfirmation()
{
    const ServerSpec spec = add(u"bench"_s, Presence::Up);
    action(u"removeAction"_s)->trigger();
    QDialog *dialog = openDialog(u"removeDialog"_s);
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(m_deck->inventory().find(spec.id));
    QTRY_VERIFY(!m_window->findChild<QDialog *>(u"removeDialog"_s));
    action(u"removeAction"_s)->trigger();
    dialog = openDialog(u"removeDialog"_s);
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"confirmRemoveButton"_s), Qt::LeftButton);
    QVERIFY(!m_deck->inventory().find(spec.id));
    QTRY_VERIFY(find<QWidget>(u"emptyStartButton"_s)->isVisible());
}

void TestMainWindow::refreshesByListingOrByLooking()
{
    QSignalSpy looks(m_window.get(), &MainWindow::lookRequested);
    add(u"idle"_s, Presence::Up);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(looks.count(), 1);
    QCOMPARE(m_commands.size(), 0);
    add(u"ours"_s, Presence::Up, LinkState::Connected);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(m_commands.size(), 1);
    QVERIFY(std::holds_alternative<ListProcesses>(m_commands.first().verb));
}

void TestMainWindow::showsTheProcessesOfTheChosenServerOnly()
{
    const ServerSpec one = add(u"one"_s, Presence::Up, LinkState::Connected);
    const ServerSpec other = add(u"other"_s, Presence::Up, LinkState::Connected);
    auto *table = find<QTableView>(u"processTable"_s);
    m_deck->setProcesses(one.id, {sampleProcess(1), sampleProcess(2)});
    QCOMPARE(table->model()->rowCount(), 0);
    m_deck->setProcesses(other.id, {sampleProcess(7)});
    QCOMPARE(table->model()->rowCount(), 1);
    m_window->selectServer(one.id);
    QCOMPARE(table->model()->rowCount(), 2);
    QTRY_VERIFY(find<QTabWidget>(u"detailTabs"_s)->tabText(1).contains(u"(2)"_s));

    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    auto *search = find<QLineEdit>(u"processSearch"_s);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"sensor 2"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(find<QLabel>(u"processCount"_s)->text().startsWith(u"1 of 2 processes"_s));

    table->setFocus();
    table->selectRow(0);
    QTest::keySequence(table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"2\t1\tsensor-sim\tlab\tsensor-sim --port 2\tx86_64"_s);
}

void TestMainWindow::asksForTheDetailsOfWhatTheOperatorSees()
{
    ProcessList list;
    for (qint64 pid = 1; pid <= 1000; ++pid)
        list << namedOnly(sampleProcess(pid));
    const ServerSpec spec = add(u"bench"_s, Presence::Up, LinkState::Connected);
    QSignalSpy wanted(m_window.get(), &MainWindow::detailsWanted);
    const auto pids = [&] { return wanted.isEmpty() ? Pids() : wanted.last().at(1).value<Pids>(); };
    m_deck->setProcesses(spec.id, list);
    QTest::qWait(150);
    QVERIFY2(wanted.isEmpty(), "nobody looks at them yet");

    find<QTabWidget>(u"detailTabs"_s)->setCurrentIndex(1);
    auto *table = find<QTableView>(u"processTable"_s);
    QTRY_VERIFY(!pids().isEmpty());
    QCOMPARE(wanted.last().first().toUuid(), spec.id);
    QCOMPARE(pids(), range(1, table->rowAt(table->viewport()->height() - 1) + 1));

    table->selectRow(1);
    ProcessList details;
    for (const qint64 pid : pids())
        details << sampleProcess(pid);
    m_deck->learnProcesses(spec.id, details);
    QCOMPARE(table->model()->index(1, ProcessModel::CommandLineColumn).data().toString(), u"sensor-sim --port 2"_s);
    QCOMPARE(table->selectionModel()->selectedRows().value(0).data().toString(), u"2"_s);
    QTRY_COMPARE(pids(), Pids()); // all that is seen is known

    table->scrollToBottom();
    QTRY_VERIFY(!pids().isEmpty());
    QCOMPARE(pids().last(), 1000);
    QVERIFY2(pids().first() > 900, "rows that nobody sees");

    add(u"other"_s, Presence::Up, LinkState::Connected);
    QTRY_COMPARE(pids(), Pids());
    QCOMPARE(wanted.last().first().toUuid(), spec.id);
}

void TestMainWindow::asksForAllDetailsWhereASearchNeedsThem()
{
    ProcessList list;
    for (qint64 pid = 1; pid <= 200; ++pid)
        list << namedOnly(sampleProcess(pid));
    const ServerSpec spec = add(u"bench"_s, Presence::Up, LinkState::Connected);
    QSignalSpy wanted(m_window.get(), &MainWindow::detailsWanted);
    m_deck->setProcesses(spec.id, list);
    find<QTabWidget>(u"detailTabs"_s)->setCurrentIndex(1);
    QTest::keyClicks(find<QLineEdit>(u"processSearch"_s), u"--port 177"_s);
    auto *table = find<QTableView>(u"processTable"_s);
    QCOMPARE(table->model()->rowCount(), 0);
    QTRY_VERIFY(!wanted.isEmpty() && wanted.last().at(1).value<Pids>().size() == 200);
    m_deck->learnProcesses(spec.id, {sampleProcess(177)});
    QCOMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(find<QLabel>(u"processCount"_s)->text().startsWith(u"1 of 200 processes"_s));
}

void TestMainWindow::cancelsAJobByButtonByKeyAndInTheList()
{
    QSignalSpy cancelled(m_window.get(), &MainWindow::cancelRequested);
    const ServerSpec spec = add(u"bench"_s, Presence::Ending);
    const JobSnapshot job = sampleJob(spec, JobState::Running);
    m_deck->setJob(job);
    auto *list = find<QTreeView>(u"jobList"_s);
    auto *button = find<QPushButton>(u"cancelJobButton"_s);
    QCOMPARE(list->currentIndex().row(), 0);
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(cancelled.last().first().toUuid(), job.id);

    list->setFocus();
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(cancelled.count(), 2);

    const QModelIndex cell = list->model()->index(0, JobModel::CancelColumn);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(cell).center());
    QCOMPARE(cancelled.count(), 3);

    m_deck->setJob(sampleJob(spec, JobState::Cancelled, 2, job.id));
    QVERIFY(!button->isVisible());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(cell).center());
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(cancelled.count(), 3);
}

void TestMainWindow::showsAFailedJobWithoutADialog()
{
    const ServerSpec spec = add(u"bench"_s, Presence::Up);
    auto *dock = find<QDockWidget>(u"jobsDock"_s);
    dock->hide();
    const JobSnapshot failed = sampleJob(spec, JobState::Failed);
    m_deck->setJob(failed);
    m_deck->setJob(sampleJob(spec, JobState::Running));
    QCOMPARE(find<QLabel>(u"failureLabel"_s)->text(), u"Ending bench failed: The server still runs."_s);
    QVERIFY(dock->isVisible());
    QVERIFY(!QApplication::activeModalWidget());

    auto *list = find<QTreeView>(u"jobList"_s);
    list->setCurrentIndex(list->model()->index(1, 0));
    QString outcome;
    const auto labels = find<QWidget>(u"jobOutcome"_s)->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        outcome += label->text();
    QCOMPARE(outcome, u"The server still runs.\nTry again, or end it by hand."_s);

    auto *detail = find<QPlainTextEdit>(u"jobDetail"_s);
    QVERIFY(!detail->isVisible());
    find<QPushButton>(u"jobDetailsButton"_s)->click();
    QVERIFY(detail->isVisible());
    QCOMPARE(detail->toPlainText(), u"pid 4711 alive\nport open"_s);
    find<QPushButton>(u"copyJobButton"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"Ending bench\nThe server still runs.\nTry again, or end it by hand.\npid 4711 alive\nport open"_s);
}

void TestMainWindow::forgetsAFailureWhenTheServerDoesWell()
{
    const ServerSpec spec = add(u"bench"_s, Presence::Up);
    const ServerSpec other = add(u"other"_s, Presence::Up);
    auto *label = find<QLabel>(u"failureLabel"_s);
    m_deck->setJob(sampleJob(spec, JobState::Failed));
    m_deck->setJob(sampleJob(other, JobState::Succeeded));
    QVERIFY(!label->text().isEmpty());
    m_deck->setJob(sampleJob(spec, JobState::Succeeded));
    QCOMPARE(label->text(), QString());
}

void TestMainWindow::showsTextOfAServerLiterally()
{
    const ServerSpec spec = add(u"<b>bold</b>"_s);
    ServerStatus status = sampleStatus(spec.id, Presence::Up, LinkState::Connected, 5);
    status.identity.kind = u"<img src='file:///etc/passwd'>"_s;
    status.identity.host = u"<i>box</i>"_s;
    m_deck->setStatus(status);
    QTRY_COMPARE(find<QLabel>(u"factHost"_s)->text(), u"<i>box</i>"_s);
    const auto labels = m_window->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->text().contains(u'<'))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

void TestMainWindow::keepsTheChosenServerThroughABurst()
{
    QList<ServerSpec> specs;
    for (int at = 0; at < 300; ++at) {
        specs << sampleServer(QString::number(at), u"127.0.0.1"_s, m_port++);
        m_deck->inventory().add(specs.last());
    }
    m_window->selectServer(specs.at(150).id);
    for (quint32 revision = 1; revision <= 5; ++revision) {
        for (const ServerSpec &spec : specs) {
            m_deck->setStatus(sampleStatus(spec.id, Presence::Up,
                                           revision % 2 ? LinkState::Connecting : LinkState::Connected, revision));
            m_deck->setJob(sampleJob(spec, JobState::Running));
        }
    }
    QCOMPARE(m_deck->chosen(), specs.at(150).id);
    QCOMPARE(tree()->currentIndex().data().toString(), u"150"_s);
    QTRY_COMPARE(find<QLabel>(u"summaryLabel"_s)->text(), u"300 servers"_s);
    for (const ServerSpec &spec : specs)
        m_deck->setStatus(sampleStatus(spec.id, Presence::Up, LinkState::Connected, 9));
    QTRY_COMPARE(find<QLabel>(u"summaryLabel"_s)->text(), u"300 servers, 300 connected"_s);
}

void TestMainWindow::searchesServersAndShowsANewOneAllTheSame()
{
    add(u"alpha"_s);
    add(u"beta"_s);
    auto *search = find<QLineEdit>(u"serverSearch"_s);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, u"alp"_s);
    const QModelIndex group = tree()->model()->index(0, 0);
    QCOMPARE(tree()->model()->rowCount(group), 1);
    add(u"gamma"_s);
    QCOMPARE(search->text(), QString());
    QCOMPARE(tree()->currentIndex().data().toString(), u"gamma"_s);
}

void TestMainWindow::remembersItsGeometry()
{
    m_window->resize(900, 640);
    m_window->close();
    QVERIFY(!m_settings->value(Setting::WindowGeometry).toByteArray().isEmpty());
    MainWindow again(*m_deck, *m_settings);
    QCOMPARE(again.size(), QSize(900, 640));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
