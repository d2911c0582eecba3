#include "tests/live/operator.h"

#include "tests/support/realservers.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QToolBar>
#include <QTreeView>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace procdeck::test {

Operator::Operator()
    : m_settings(m_home.filePath(u"settings.ini"_s))
    , m_application(m_settings)
{
    m_application.window().resize(1200, 760);
    m_application.show();
    waitFor(u"the window"_s, [this] { return window().isVisible() && window().windowHandle()->isExposed(); });
}

Operator::~Operator()
{
    const auto host = makeThisComputer();
    Cleanup left(*host);
    // Only what was started here: an added address may be listened at by anybody, also by the test itself.
    for (const QString &name : std::as_const(m_started)) {
        if (const Server *server = find(name); server && server->status.process)
            left.add(*server->status.process);
    }
}

void Operator::startServer(const QString &engineName, const QString &name)
{
    // In an empty window the big button, else the tool bar: both are what people would press.
    auto *button = get<QAbstractButton>(u"emptyStartButton"_s);
    if (button->isVisible())
        click(button);
    else
        press(u"startServerAction"_s);
    QWidget *const form = dialog(u"startDialog"_s);
    auto *engine = form->findChild<QComboBox *>(u"engineCombo"_s);
    engine->setFocus();
    QTest::keyClicks(engine, engineName.left(3));
    if (!engine->currentText().startsWith(engineName))
        throw Lost(u"no engine “%1” to choose, but “%2”"_s.arg(engineName, engine->currentText()));
    type(form->findChild<QLineEdit *>(u"nameField"_s), name);
    auto *start = form->findChild<QPushButton *>(u"startButton"_s);
    if (auto *consent = form->findChild<QCheckBox *>(u"exposureConsent"_s); consent->isVisible()) {
        if (start->isEnabled())
            throw Lost(u"an exposed server could be started without consent"_s);
        step(u"is warned that other machines can reach this server"_s);
        QTest::mouseClick(consent, Qt::LeftButton, {}, QPoint(10, consent->height() / 2));
    } else {
        step(u"fills in the form for a new server"_s);
    }
    click(start);
    m_started << name;
    waitFor(u"the row of "_s + name, [&] { return !stateOf(name).isEmpty(); });
}

void Operator::addServer(const QString &address, const QString &name)
{
    press(u"addServerAction"_s);
    QWidget *const form = dialog(u"addDialog"_s);
    type(form->findChild<QLineEdit *>(u"addressField"_s), address);
    type(form->findChild<QLineEdit *>(u"nameField"_s), name);
    step(u"pastes the address of a server"_s);
    click(form->findChild<QPushButton *>(u"addButton"_s));
    waitFor(u"the row of "_s + name, [&] { return !stateOf(name).isEmpty(); });
}

void Operator::choose(const QString &server)
{
    auto *tree = get<QTreeView>(u"serverTree"_s);
    const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, server, 1,
                                                       Qt::MatchExactly | Qt::MatchRecursive);
    if (found.isEmpty())
        throw Lost(u"there is no row “%1”"_s.arg(server));
    tree->scrollTo(found.first());
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(found.first()).center());
}

void Operator::press(const QString &action)
{
    auto *wanted = get<QAction>(action);
    waitFor(u"“%1” to be possible"_s.arg(wanted->text()), [wanted] { return wanted->isEnabled(); });
    auto *button = get<QToolBar>(u"mainToolBar"_s)->widgetForAction(wanted);
    if (!button)
        throw Lost(u"“%1” is not on the tool bar"_s.arg(wanted->text()));
    click(button);
}

void Operator::confirmEnd()
{
    QWidget *const question = dialog(u"endDialog"_s);
    step(u"is asked whether to end it"_s);
    click(question->findChild<QPushButton *>(u"confirmEndButton"_s));
}

void Operator::launchProgram(const QString &commandLine)
{
    auto *launch = get<QAction>(u"launchAction"_s);
    waitFor(u"launching to be possible"_s, [launch] { return launch->isEnabled(); });
    launch->trigger();
    QWidget *const form = dialog(u"launchDialog"_s);
    type(form->findChild<QLineEdit *>(u"commandLineField"_s), commandLine);
    step(u"says which program to launch"_s);
    click(form->findChild<QPushButton *>(u"launchButton"_s));
}

void Operator::chooseInSessionMenu(const QString &server, SessionKind kind, const QString &action)
{
    const auto sessions = [&] { return find(server)->status.sessions; };
    const auto isWanted = [kind](const Session &session) { return session.kind == kind; };
    waitFor(u"a session"_s, [&] {
        const QList<Session> all = sessions();
        return std::any_of(all.begin(), all.end(), isWanted);
    });
    const QList<Session> all = sessions();
    choose(std::find_if(all.begin(), all.end(), isWanted)->title);
    step(u"looks at the sessions of “%1”"_s.arg(server));
    auto *tree = get<QTreeView>(u"serverTree"_s);
    emit tree->customContextMenuRequested(tree->visualRect(tree->currentIndex()).center());
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    auto *chosen = menu ? menu->findChild<QAction *>(action) : nullptr;
    if (!chosen)
        throw Lost(u"the session's menu has no “%1”"_s.arg(action));
    chosen->trigger();
    menu->close();
}

void Operator::cancelJob()
{
    auto *button = get<QPushButton>(u"cancelJobButton"_s);
    waitFor(u"a job that can be cancelled"_s, [button] { return button->isVisible() && button->isEnabled(); });
    click(button);
}

void Operator::showTab(const QString &title)
{
    auto *tabs = get<QTabWidget>(u"detailTabs"_s);
    for (int i = 0; i < tabs->count(); ++i) {
        if (tabs->tabText(i).remove(u'&').startsWith(title))
            QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(i).center());
    }
    if (!tabs->tabText(tabs->currentIndex()).remove(u'&').startsWith(title))
        throw Lost(u"there is no tab “%1”"_s.arg(title));
}

void Operator::searchProcesses(const QString &text)
{
    type(get<QLineEdit>(u"processSearch"_s), text);
}

void Operator::waitForState(const QString &server, const QString &word)
{
    waitFor(u"“%1” to be “%2”"_s.arg(server, word), [&] { return stateOf(server) == word; });
    step(u"sees “%1” %2"_s.arg(server, word.toLower()));
}

void Operator::waitForJob(JobState state)
{
    waitFor(u"the job to end"_s, [this] { return isOver(newestJob().state); });
    const JobSnapshot job = newestJob();
    if (job.state != state)
        throw Lost(u"“%1” ended otherwise: %2"_s.arg(job.title, job.error ? job.error->message : job.summary));
}

void Operator::waitFor(const QString &what, const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, deadlineMs)) {
        const JobSnapshot job = newestJob();
        throw Lost(u"waited for %1; the newest job is “%2”: %3 %4"_s.arg(what, job.title, job.step.name,
                                                                         job.error ? job.error->message : QString()));
    }
}

QString Operator::stateOf(const QString &server) const
{
    const ServerTreeModel &servers = m_application.deck().servers();
    const QModelIndexList found =
        servers.match(servers.index(0, 0), Qt::DisplayRole, server, 1, Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QString() : found.first().siblingAtColumn(ServerTreeModel::StateColumn).data().toString();
}

const Server *Operator::find(const QString &server) const
{
    const ServerTreeModel &servers = m_application.deck().servers();
    const QModelIndexList found =
        servers.match(servers.index(0, 0), Qt::DisplayRole, server, 1, Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty()
               ? nullptr
               : m_application.deck().inventory().find(found.first().data(ServerTreeModel::ServerIdRole).toUuid());
}

int Operator::shownProcesses() const
{
    return get<QAbstractItemView>(u"processTable"_s)->model()->rowCount();
}

JobSnapshot Operator::newestJob() const
{
    const JobSnapshot *job = m_application.deck().jobs().at(0);
    return job ? *job : JobSnapshot{};
}

bool Operator::canPress(const QString &action) const
{
    return get<QAction>(action)->isEnabled();
}

void Operator::step(const QString &what)
{
    if (onStep)
        onStep(what);
}

void Operator::click(QWidget *widget)
{
    waitFor(u"“%1” to be clickable"_s.arg(widget->objectName()),
            [widget] { return widget->isVisible() && widget->isEnabled(); });
    QTest::mouseClick(widget, Qt::LeftButton);
}

void Operator::type(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, text);
    if (edit->text() != text)
        throw Lost(u"typed “%1”, and “%2” stands there"_s.arg(text, edit->text()));
}

QWidget *Operator::dialog(const QString &name)
{
    waitFor(u"the dialog "_s + name, [&] {
        auto *found = window().findChild<QDialog *>(name);
        return found && found->isVisible() && found->windowHandle() && found->windowHandle()->isExposed();
    });
    return get<QDialog>(name);
}

} // namespace procdeck::test
