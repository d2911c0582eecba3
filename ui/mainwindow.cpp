#include "ui/mainwindow.h"

#include "model/phrases.h"
#include "model/settings.h"
#include "ui/adddialog.h"
#include "ui/detailspane.h"
#include "ui/enddialog.h"
#include "ui/jobspane.h"
#include "ui/labels.h"
#include "ui/launchdialog.h"
#include "ui/serverpane.h"
#include "ui/startdialog.h"
#include "ui/windowactions.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>

#include <utility>

using namespace Qt::StringLiterals;

namespace procdeck {

MainWindow::MainWindow(Deck &deck, Settings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_deck(deck)
    , m_settings(settings)
    , m_actions(new WindowActions(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Procdeck"));
    buildCentre();
    buildJobs();
    buildToolBar();
    buildMenus();
    buildStatusBar();
    connectActions();
    restore();

    Inventory &inventory = deck.inventory();
    connect(&inventory, &Inventory::serverAdded, this, [this] {
        buildServers();
        updateSoon();
    });
    connect(&inventory, &Inventory::serverChanged, this, &MainWindow::updateSoon);
    connect(&inventory, &Inventory::serverRemoved, this, &MainWindow::updateSoon);
    connect(&inventory, &Inventory::processesChanged, this, &MainWindow::updateSoon);
    connect(&deck, &Deck::chosenChanged, this, &MainWindow::updateNow);
    connect(&deck.jobs(), &JobModel::jobEnded, this, [this](const JobSnapshot &job) {
        // The newest failure stays in the status bar until that server does something successfully.
        if (job.state == JobState::Failed || (job.state == JobState::Succeeded && job.server.id == m_failedServer))
            showFailure(job);
    });
    if (inventory.counts().total > 0)
        buildServers();
    updateNow();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectActions()
{
    using enum ServerAction;
    const auto on = [this](QAction *action, auto &&call) { connect(action, &QAction::triggered, this, call); };
    on(m_actions->start, &MainWindow::startServer);
    on(m_actions->add, &MainWindow::addServer);
    on(m_actions->of(Connect), [this] { request(procdeck::Connect{}); });
    on(m_actions->of(Disconnect), [this] { request(procdeck::Disconnect{}); });
    on(m_actions->of(End), &MainWindow::endServer);
    on(m_actions->of(Refresh), &MainWindow::refreshServer);
    on(m_actions->of(Wait), [this] { request(WaitForEnd{}); });
    on(m_actions->of(Debug), &MainWindow::launchProgram);
    on(m_actions->of(Remove), &MainWindow::removeServer);
    on(m_actions->of(Cancel), &MainWindow::cancelJobs);
    on(m_actions->findServer, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    on(m_actions->findProcess, [this] { m_details->findProcess(); }); // greyed out without a server
    on(m_actions->clearJobs, [this] {
        m_deck.jobs().clearFinished();
        showFailure({});
    });
    on(m_actions->quit, &QWidget::close);
    on(m_actions->about, &MainWindow::showAbout);

    connect(m_jobs, &JobsPane::cancelRequested, this, &MainWindow::cancelRequested);
}

const Server *MainWindow::current() const
{
    return m_deck.inventory().find(m_deck.chosen());
}

void MainWindow::selectServer(ServerId server)
{
    if (!m_servers)
        return;
    updateNow(); // the list may still be hidden by the empty page
    m_servers->select(server);
    m_servers->setFocus();
}

void MainWindow::request(const Verb &verb)
{
    if (const Server *server = current())
        emit commandRequested(makeCommand(server->spec, verb));
}

void MainWindow::startServer()
{
    auto *dialog = new StartDialog(m_deck.inventory().engines(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const Command command = dialog->command();
        emit commandRequested(command);
        selectServer(command.server.id);
    });
    dialog->open();
}

void MainWindow::addServer()
{
    const auto nameOf = [this](const ServerAddress &address) {
        const Server *known = m_deck.inventory().findAddress(address);
        return known ? displayName(known->spec) : QString();
    };
    auto *dialog = new AddDialog(m_deck.inventory().engines(), nameOf, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const ServerSpec spec = dialog->spec();
        emit addRequested(spec);
        selectServer(spec.id);
    });
    dialog->open();
}

void MainWindow::endServer()
{
    const Server *server = current();
    if (!server)
        return;
    auto *dialog = new EndDialog(*server, m_deck.inventory().engineOf(*server), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const ServerSpec spec = server->spec;
    connect(dialog, &QDialog::accepted, this, [this, spec] { emit commandRequested(makeCommand(spec, EndServer{})); });
    connect(&m_deck.inventory(), &Inventory::serverRemoved, dialog, [dialog, id = spec.id](ServerId removed) {
        if (removed == id)
            dialog->reject();
    });
    dialog->open();
}

void MainWindow::launchProgram()
{
    const Server *server = current();
    if (!server)
        return;
    auto *dialog = new LaunchDialog(displayName(server->spec), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, spec = server->spec] {
        emit commandRequested(makeCommand(spec, DebugProcess{dialog->commandLine(), 0, {}}));
    });
    dialog->open();
}

void MainWindow::endDebuggee(qint64 pid)
{
    const Server *server = current();
    if (!server)
        return;
    auto *question = new QMessageBox(QMessageBox::Question, tr("End Program"), tr("End process %1?").arg(pid),
                                     QMessageBox::Cancel, this);
    question->setObjectName(u"endDebuggeeDialog"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("What it has not saved is lost. Detach instead to let it run on."));
    QPushButton *end = question->addButton(tr("&End program"), QMessageBox::DestructiveRole);
    end->setObjectName(u"confirmEndDebuggeeButton"_s);
    connect(end, &QPushButton::clicked, this,
            [this, pid, spec = server->spec] { emit commandRequested(makeCommand(spec, LeaveProcess{pid, true})); });
    question->open();
}

void MainWindow::addDebuggeeActions(QMenu *menu, qint64 pid)
{
    QAction *detach = menu->addAction(tr("De&tach: Let It Run On"));
    detach->setObjectName(u"detachAction"_s);
    connect(detach, &QAction::triggered, this, [this, pid] { request(LeaveProcess{pid, false}); });
    QAction *end = menu->addAction(tr("&End Program…"));
    end->setObjectName(u"endDebuggeeAction"_s);
    connect(end, &QAction::triggered, this, [this, pid] { endDebuggee(pid); });
}

/// What people type to do the same with the tools that they know; a click copies it.
void MainWindow::addToolCommands(QMenu *menu)
{
    const Server *server = current();
    const EngineInfo *engine = server ? m_deck.inventory().engineOf(*server) : nullptr;
    const QList<ToolCommand> tools = engine && engine->toolCommands && !server->spec.address.text.isEmpty()
                                         ? engine->toolCommands(server->spec.address.fields)
                                         : QList<ToolCommand>();
    for (const ToolCommand &tool : tools) {
        QAction *copy = menu->addAction(tool.tool);
        copy->setToolTip(plainToolTip(tool.commandLine));
        connect(copy, &QAction::triggered, this,
                [text = tool.commandLine] { QGuiApplication::clipboard()->setText(text); });
    }
    if (tools.isEmpty())
        menu->addAction(tr("No Server Is Chosen"))->setEnabled(false);
}

void MainWindow::removeServer()
{
    const Server *server = current();
    if (!server)
        return;
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("Remove from List"),
                        tr("Remove “%1” from the list?").arg(displayName(server->spec)), QMessageBox::Cancel, this);
    question->setObjectName(u"removeDialog"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(
        tr("The server itself stays as it is. Its address is %1.").arg(server->spec.address.text));
    QPushButton *remove = question->addButton(tr("&Remove"), QMessageBox::AcceptRole);
    remove->setObjectName(u"confirmRemoveButton"_s);
    connect(remove, &QPushButton::clicked, this, [this, id = server->spec.id] { emit removeRequested(id); });
    question->open();
}

void MainWindow::refreshServer()
{
    const Server *server = current();
    if (!server)
        return;
    if (server->status.link.state == LinkState::Connected)
        request(ListProcesses{});
    else
        emit lookRequested(server->spec);
}

void MainWindow::wantDetails(const QList<qint64> &pids)
{
    const Server *server = current();
    const EngineInfo *engine = server ? m_deck.inventory().engineOf(*server) : nullptr;
    const bool canAsk =
        engine && engine->can(Capability::ProcessDetails) && server->status.link.state == LinkState::Connected;
    const ServerId before = std::exchange(m_detailsOf, canAsk && !pids.isEmpty() ? server->spec.id : ServerId());
    if (!before.isNull() && before != m_detailsOf)
        emit detailsWanted(before, {});
    if (!m_detailsOf.isNull())
        emit detailsWanted(m_detailsOf, pids);
}

void MainWindow::cancelJobs()
{
    const Server *server = current();
    const QList<RunningJob> jobs = server ? server->running : QList<RunningJob>();
    for (const RunningJob &job : jobs)
        emit cancelRequested(job.id);
}

void MainWindow::activateServer()
{
    QAction *connectAction = m_actions->of(ServerAction::Connect);
    const Server *server = current();
    if (connectAction->isEnabled())
        connectAction->trigger();
    else if (server && server->status.link.state == LinkState::Connected)
        m_details->showTab(1);
}

void MainWindow::showTreeMenu(const QPoint &position)
{
    using enum ServerAction;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (m_servers->currentServer().isNull()) {
        menu->addActions({m_actions->start, m_actions->add});
    } else if (const qint64 debuggee = m_servers->currentDebuggee()) {
        addDebuggeeActions(menu, debuggee);
    } else {
        menu->addActions({m_actions->of(Connect), m_actions->of(Disconnect), m_actions->of(End)});
        menu->addSeparator();
        menu->addActions({m_actions->of(Refresh), m_actions->of(Debug), m_actions->of(Wait), m_actions->of(Cancel)});
        QMenu *tools = menu->addMenu(tr("Cop&y Command Line For"));
        tools->setToolTipsVisible(true);
        addToolCommands(tools);
        menu->addSeparator();
        menu->addAction(m_actions->of(Remove));
    }
    menu->popup(m_servers->tree()->viewport()->mapToGlobal(position));
}

/// A job without an error clears the place.
void MainWindow::showFailure(const JobSnapshot &job)
{
    m_failedServer = job.server.id;
    m_failureIcon->setVisible(job.error.has_value());
    m_failure->showText(job.error ? tr("%1 failed: %2", "job, message").arg(job.title, job.error->message) : QString());
    if (!job.error)
        return;
    m_jobs->select(job.id);
    m_jobs->parentWidget()->show();
}

void MainWindow::showAbout()
{
    auto *about = new QMessageBox(QMessageBox::NoIcon, tr("About Procdeck"),
                                  tr("Procdeck %1").arg(QLatin1StringView(PROCDECK_VERSION)), QMessageBox::Close, this);
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->setTextFormat(Qt::PlainText);
    about->setInformativeText(tr("A desktop manager for remote-debug process servers."));
    about->open();
}

void MainWindow::updateSoon()
{
    if (m_updatePending)
        return;
    m_updatePending = true;
    QMetaObject::invokeMethod(this, &MainWindow::updateNow, Qt::QueuedConnection);
}

void MainWindow::updateNow()
{
    m_updatePending = false;
    Inventory &inventory = m_deck.inventory();
    if (m_details) {
        m_centre->setCurrentIndex(inventory.counts().total == 0 ? 0 : 1);
        m_details->refresh();
    }
    const Server *server = current();
    const ServerActions actions =
        server ? actionsFor(server->status, inventory.engineOf(*server), server->spec.address.fields,
                            inventory.runningVerbs(*server), server->here)
               : actionsWithoutServer();
    m_actions->showActions(actions);
    if (m_details)
        m_details->setDebuggable(actions.whyNot(ServerAction::Debug));
    m_actions->findProcess->setEnabled(server != nullptr);
    m_summary->setText(summaryText(inventory.counts()));
}

} // namespace procdeck
