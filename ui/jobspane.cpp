#include "ui/jobspane.h"

#include "ui/jobdelegate.h"
#include "ui/labels.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {
constexpr int tickMs = 100;
}

JobsPane::JobsPane(JobModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_list(new QTreeView(this))
    , m_details(new QScrollArea(this))
    , m_title(new ValueLabel(this))
    , m_outcome(new Notice(Notice::Look::Plain, this))
    , m_cancel(new QPushButton(tr("&Cancel job"), this))
    , m_copy(new QPushButton(tr("Cop&y"), this))
    , m_more(new QPushButton(tr("De&tails"), this))
    , m_detail(new QPlainTextEdit(this))
    , m_ticker(new QTimer(this))
{
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(makeList());
    splitter->addWidget(makeDetails());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter);

    m_ticker->setInterval(tickMs);
    connect(m_ticker, &QTimer::timeout, this, [this] { m_model.tick(QDateTime::currentDateTimeUtc()); });
    connect(&m_model, &JobModel::underWayChanged, this, [this](int count) {
        if (count == 0)
            m_ticker->stop();
        else if (!m_ticker->isActive())
            m_ticker->start();
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &JobsPane::followNewest);
    connect(&m_model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) {
                const int row = m_list->currentIndex().row();
                const bool isTick = !roles.isEmpty();
                if (!isTick && first.row() <= row && row <= last.row())
                    showCurrent();
            });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_more->setChecked(false);
        showCurrent();
    });
    showCurrent();
}

QWidget *JobsPane::makeList()
{
    auto *delegate = new JobDelegate(m_list);
    connect(delegate, &JobDelegate::cancelClicked, this, &JobsPane::cancelRequested);
    m_list->setObjectName(u"jobList"_s);
    m_list->setAccessibleName(tr("Jobs"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(delegate);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);

    QHeaderView *header = m_list->header();
    const int character = fontMetrics().averageCharWidth();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(JobModel::ProgressColumn, QHeaderView::Stretch);
    header->resizeSection(JobModel::TitleColumn, character * 34);
    header->resizeSection(JobModel::ElapsedColumn, character * 10);
    header->resizeSection(JobModel::CancelColumn, fontMetrics().horizontalAdvance(tr("Cancel")) + 32);

    auto *cancel = new QAction(tr("&Cancel Job"), m_list);
    cancel->setObjectName(u"cancelJobAction"_s);
    cancel->setShortcut(QKeySequence::Delete);
    cancel->setShortcutContext(Qt::WidgetShortcut);
    connect(cancel, &QAction::triggered, this, &JobsPane::cancelCurrent);
    auto *copy = new QAction(tr("C&opy"), m_list);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &JobsPane::copyCurrent);
    m_list->addActions({cancel, copy});
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    return m_list;
}

QWidget *JobsPane::makeDetails()
{
    m_title->setObjectName(u"jobTitle"_s);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setFocusPolicy(Qt::NoFocus);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_outcome->setObjectName(u"jobOutcome"_s);
    m_cancel->setObjectName(u"cancelJobButton"_s);
    m_copy->setObjectName(u"copyJobButton"_s);
    m_more->setObjectName(u"jobDetailsButton"_s);
    m_more->setCheckable(true);
    m_detail->setObjectName(u"jobDetail"_s);
    m_detail->setAccessibleName(tr("Details of the failure"));
    m_detail->setReadOnly(true);
    m_detail->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_detail->setMinimumHeight(fontMetrics().height() * 6);
    connect(m_cancel, &QPushButton::clicked, this, &JobsPane::cancelCurrent);
    connect(m_copy, &QPushButton::clicked, this, &JobsPane::copyCurrent);
    connect(m_more, &QPushButton::toggled, m_detail, &QWidget::setVisible);

    auto *page = new QWidget(m_details);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_more);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->addWidget(m_title);
    column->addWidget(m_outcome);
    column->addLayout(buttons);
    column->addWidget(m_detail, 1);
    column->addStretch(0);
    m_details->setAccessibleName(tr("The chosen job"));
    m_details->setFrameShape(QFrame::StyledPanel);
    m_details->setWidgetResizable(true);
    m_details->setWidget(page);
    m_details->setMinimumWidth(fontMetrics().averageCharWidth() * 36);
    return m_details;
}

const JobSnapshot *JobsPane::current() const
{
    return m_model.at(m_list->currentIndex().row());
}

/// A job that begins gets the attention, unless the operator is busy in the list.
void JobsPane::followNewest()
{
    if (!m_list->hasFocus() || !current())
        m_list->setCurrentIndex(m_model.index(0, 0));
}

void JobsPane::select(JobId job)
{
    m_list->setCurrentIndex(m_model.indexOf(job));
    m_list->scrollTo(m_list->currentIndex());
}

void JobsPane::showCurrent()
{
    const JobSnapshot *job = current();
    m_details->setVisible(job != nullptr);
    if (!job)
        return;
    const QModelIndex row = m_model.indexOf(job->id);
    const QString progress = row.siblingAtColumn(JobModel::ProgressColumn).data().toString();
    const QString hint = job->error ? job->error->hint : QString();
    const QString detail = job->error ? job->error->detail : QString();
    m_title->showText(job->title);
    m_outcome->showMessage(row.data(JobModel::IconRole).toString(),
                           hint.isEmpty() ? progress
                                          : tr("%1\n%2", "what went wrong, what to do next").arg(progress, hint));
    m_cancel->setVisible(!isOver(job->state));
    m_copy->setVisible(isOver(job->state));
    m_more->setVisible(!detail.isEmpty());
    m_detail->setVisible(!detail.isEmpty() && m_more->isChecked());
    if (m_detail->toPlainText() != detail)
        m_detail->setPlainText(detail);
}

void JobsPane::copyCurrent() const
{
    const JobSnapshot *job = current();
    if (!job)
        return;
    const QModelIndex progress = m_model.indexOf(job->id).siblingAtColumn(JobModel::ProgressColumn);
    QStringList lines{job->title, progress.data().toString()};
    if (job->error)
        lines << job->error->hint << job->error->detail;
    lines.removeAll(QString());
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void JobsPane::cancelCurrent()
{
    const JobSnapshot *job = current();
    if (job && !isOver(job->state))
        emit cancelRequested(job->id);
}

QSize JobsPane::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 100, fontMetrics().height() * 9};
}

} // namespace procdeck
