// What the main window is made of. Its behaviour stands in mainwindow.cpp.

#include "model/settings.h"
#include "ui/detailspane.h"
#include "ui/emptypage.h"
#include "ui/icons.h"
#include "ui/jobspane.h"
#include "ui/labels.h"
#include "ui/mainwindow.h"
#include "ui/serverpane.h"
#include "ui/windowactions.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {
constexpr QSize firstSize{1120, 720};
}

void MainWindow::buildCentre()
{
    m_centre = new QStackedWidget(this);
    auto *empty = new EmptyPage(m_centre);
    connect(empty, &EmptyPage::startRequested, m_actions->start, &QAction::trigger);
    connect(empty, &EmptyPage::addRequested, m_actions->add, &QAction::trigger);

    m_centre->addWidget(empty);
    setCentralWidget(m_centre);
}

void MainWindow::buildServers()
{
    if (m_splitter)
        return;
    m_splitter = new QSplitter(Qt::Horizontal, m_centre);
    m_splitter->setObjectName(u"serverSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_servers = new ServerPane(m_deck.servers(), m_splitter);
    m_details = new DetailsPane(m_deck, m_splitter);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);

    m_centre->addWidget(m_splitter);
    if (!m_splitter->restoreState(m_settings.value(Setting::ServerSplitter).toByteArray()))
        m_splitter->setSizes({firstSize.width() * 2 / 5, firstSize.width() * 3 / 5});

    m_servers->setSearch(m_search->text());
    connect(m_servers, &ServerPane::currentServerChanged, this, [this](ServerId server) { m_deck.choose(server); });
    connect(m_servers, &ServerPane::serverActivated, this, &MainWindow::activateServer);
    connect(m_details, &DetailsPane::debugRequested, this,
            [this](qint64 pid, const QString &name) { request(DebugProcess{{}, pid, name}); });
    connect(m_details, &DetailsPane::detailsWanted, this, &MainWindow::wantDetails);
    connect(m_servers, &ServerPane::searchReset, m_search, &QLineEdit::clear);
    connect(m_search, &QLineEdit::textChanged, m_servers, &ServerPane::setSearch);
    connect(m_servers->tree(), &QWidget::customContextMenuRequested, this, &MainWindow::showTreeMenu);
}

void MainWindow::buildJobs()
{
    auto *dock = new QDockWidget(tr("Jobs"), this);
    dock->setObjectName(u"jobsDock"_s);
    dock->setFeatures(QDockWidget::DockWidgetClosable);
    dock->toggleViewAction()->setObjectName(u"showJobsAction"_s);
    dock->toggleViewAction()->setText(tr("&Jobs"));
    dock->toggleViewAction()->setShortcut(tr("Ctrl+J"));
    m_jobs = new JobsPane(m_deck.jobs(), dock);
    dock->setWidget(m_jobs);
    addDockWidget(Qt::BottomDockWidgetArea, dock);
}

void MainWindow::buildToolBar()
{
    using enum ServerAction;
    auto *bar = new QToolBar(tr("Actions"), this);
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    bar->setIconSize(QSize(24, 24));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addActions({m_actions->start, m_actions->add});
    bar->addSeparator();
    bar->addActions({m_actions->of(Connect), m_actions->of(Disconnect), m_actions->of(End), m_actions->of(Refresh)});

    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    m_search = new QLineEdit(bar);
    m_search->setObjectName(u"serverSearch"_s);
    m_search->setPlaceholderText(tr("Search servers"));
    m_search->setAccessibleName(tr("Search servers"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    m_search->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    bar->addWidget(m_search);
    addToolBar(bar);
}

void MainWindow::buildMenus()
{
    using enum ServerAction;
    const auto addMenu = [this](const QString &title) {
        QMenu *menu = menuBar()->addMenu(title);
        menu->setToolTipsVisible(true);
        return menu;
    };
    QMenu *server = addMenu(tr("&Server"));
    server->addActions({m_actions->start, m_actions->add});
    server->addSeparator();
    server->addActions({m_actions->of(Connect), m_actions->of(Disconnect), m_actions->of(End)});
    server->addSeparator();
    server->addActions({m_actions->of(Refresh), m_actions->of(Debug), m_actions->of(Wait), m_actions->of(Cancel),
                        m_actions->of(Remove)});
    QMenu *tools = server->addMenu(tr("Cop&y Command Line For"));
    tools->setToolTipsVisible(true);
    connect(tools, &QMenu::aboutToShow, this, [this, tools] {
        tools->clear();
        addToolCommands(tools);
    });
    server->addSeparator();
    server->addAction(m_actions->quit);

    QMenu *view = addMenu(tr("&View"));
    view->addActions({m_actions->findServer, m_actions->findProcess});
    view->addSeparator();
    const QStringList tabs{tr("Show &Overview"), tr("Show &Processes"), tr("Show &Log")};
    for (int tab = 0; tab < static_cast<int>(tabs.size()); ++tab) {
        QAction *action = view->addAction(tabs.at(tab));
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + tab)));
        connect(action, &QAction::triggered, this, [this, tab] {
            if (m_details)
                m_details->showTab(tab);
        });
    }
    view->addSeparator();
    view->addAction(findChild<QDockWidget *>(u"jobsDock"_s)->toggleViewAction());
    view->addAction(m_actions->clearJobs);

    addMenu(tr("&Help"))->addAction(m_actions->about);
}

void MainWindow::buildStatusBar()
{
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"summaryLabel"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_failureIcon = new QLabel(this);
    m_failureIcon->setPixmap(themedIcon(u"job-failed"_s).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_failureIcon->hide();
    m_failure = new ElidedLabel(this);
    m_failure->setObjectName(u"failureLabel"_s);
    statusBar()->addWidget(m_summary);
    statusBar()->addWidget(m_failureIcon);
    statusBar()->addWidget(m_failure, 1);
}

void MainWindow::restore()
{
    if (!restoreGeometry(m_settings.value(Setting::WindowGeometry).toByteArray()))
        resize(firstSize);
    restoreState(m_settings.value(Setting::WindowState).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.set(Setting::WindowGeometry, saveGeometry());
    m_settings.set(Setting::WindowState, saveState());
    if (m_splitter)
        m_settings.set(Setting::ServerSplitter, m_splitter->saveState());
    QMainWindow::closeEvent(event);
}

} // namespace procdeck
