#include "ui/detailspane.h"

#include "model/face.h"
#include "model/phrases.h"
#include "ui/icons.h"
#include "ui/labels.h"
#include "ui/overviewpage.h"
#include "ui/processpage.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {
constexpr int clockMs = 5'000;
}

DetailsPane::DetailsPane(Deck &deck, QWidget *parent)
    : QWidget(parent)
    , m_deck(deck)
    , m_stack(new QStackedWidget(this))
    , m_icon(new QLabel(this))
    , m_name(new ElidedLabel(this))
    , m_state(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_overview(new OverviewPage(this))
    , m_processes(new ProcessPage(deck.processes(), this))
    , m_clock(new QTimer(this))
{
    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Details of the server"));
    m_tabs->addTab(m_overview, tr("&Overview"));
    m_tabs->addTab(m_processes, tr("&Processes"));
    m_tabs->addTab(makeLog(), tr("&Log"));

    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeTitle());
    column->addWidget(m_tabs, 1);
    m_stack->addWidget(makeNothing());
    m_stack->addWidget(page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);

    connect(m_processes, &ProcessPage::debugRequested, this, &DetailsPane::debugRequested);
    connect(m_processes, &ProcessPage::detailsWanted, this, &DetailsPane::detailsWanted);
    m_clock->setInterval(clockMs);
    connect(m_clock, &QTimer::timeout, this, &DetailsPane::refresh);
}

QWidget *DetailsPane::makeTitle()
{
    auto *title = new QWidget(this);
    auto *row = new QHBoxLayout(title);
    row->setContentsMargins(8, 6, 8, 2);
    QFont large = m_name->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_name->setFont(large);
    m_name->setObjectName(u"detailName"_s);
    m_state->setObjectName(u"detailState"_s);
    m_state->setTextFormat(Qt::PlainText);
    row->addWidget(m_name, 1);
    row->addWidget(m_icon);
    row->addWidget(m_state);
    return title;
}

QWidget *DetailsPane::makeNothing()
{
    auto *nothing = new QLabel(tr("Choose a server in the list to see what is known of it."), this);
    nothing->setObjectName(u"nothingChosen"_s);
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    nothing->setForegroundRole(QPalette::PlaceholderText);
    return nothing;
}

QWidget *DetailsPane::makeLog()
{
    auto *log = new QTableView(this);
    log->setObjectName(u"eventTable"_s);
    log->setAccessibleName(tr("Log of the server"));
    log->setModel(&m_deck.events());
    log->setItemDelegate(new IconDelegate(EventModel::IconRole, log));
    log->setSelectionBehavior(QAbstractItemView::SelectRows);
    log->setEditTriggers(QAbstractItemView::NoEditTriggers);
    log->setShowGrid(false);
    log->setWordWrap(false);
    log->setTabKeyNavigation(false);
    log->verticalHeader()->hide();
    log->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    log->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    log->horizontalHeader()->setHighlightSections(false);
    log->horizontalHeader()->setStretchLastSection(true);
    log->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    log->horizontalHeader()->resizeSection(EventModel::WhenColumn, fontMetrics().averageCharWidth() * 16);
    return log;
}

void DetailsPane::refresh()
{
    const Server *server = m_deck.inventory().find(m_deck.chosen());
    m_stack->setCurrentIndex(server ? 1 : 0);
    if (!server)
        return;
    const ServerFace face = faceOf(server->status);
    m_name->showText(displayName(server->spec));
    if (face.icon != m_shownIcon) {
        m_shownIcon = face.icon;
        m_icon->setPixmap(themedIcon(face.icon).pixmap(QSize(16, 16), devicePixelRatioF()));
    }
    const qsizetype sessions = server->status.sessions.size();
    m_state->setText(sessions == 0 ? face.word
                                   : tr("%1, %2", "state, sessions").arg(face.word, sessionsText(sessions)));
    m_state->setToolTip(plainToolTip(face.sentence));

    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_overview->showServer(*server, m_deck.inventory().engineOf(*server), now);
    m_processes->showServer(*server, now);
    const qsizetype count = server->processes.size();
    m_tabs->setTabText(1, count == 0 ? tr("&Processes") : tr("&Processes (%1)").arg(count));
}

void DetailsPane::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void DetailsPane::findProcess()
{
    m_tabs->setCurrentWidget(m_processes);
    m_processes->focusSearch();
}

void DetailsPane::setDebuggable(const QString &why)
{
    m_processes->setDebuggable(why);
}

void DetailsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_clock->start();
}

void DetailsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_clock->stop();
}

} // namespace procdeck
