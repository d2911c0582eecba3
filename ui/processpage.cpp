#include "ui/processpage.h"

#include "model/phrases.h"
#include "model/processfilter.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSet>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

constexpr int lookMs = 50;

/// Keeps numbers, which stand to the right, off the text of the next column.
class NumberDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        return QStyledItemDelegate::displayText(value, locale) + QChar::Nbsp + QChar::Nbsp;
    }
};

} // namespace

ProcessPage::ProcessPage(ProcessModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new ProcessFilter(model, this))
    , m_search(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_table(new QTableView(this))
    , m_debug(new QAction(tr("&Debug This Process"), this))
    , m_look(new QTimer(this))
{
    m_search->setObjectName(u"processSearch"_s);
    m_search->setPlaceholderText(tr("Search processes"));
    m_search->setAccessibleName(tr("Search processes"));
    m_search->setClearButtonEnabled(true);
    m_count->setObjectName(u"processCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    buildTable();
    watchWhatIsSeen();

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_search, 1);
    bar->addWidget(m_count);
    auto *column = new QVBoxLayout(this);
    column->addLayout(bar);
    column->addWidget(m_table, 1);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setSearch(text);
        showCount();
    });
    // A list that has little in common with the last one replaces it; the current process stays current all the same.
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QModelIndex current = m_filter->mapToSource(m_table->currentIndex());
        m_currentPid = current.isValid() ? m_model.at(current.row()).pid : -1;
    });
    connect(m_filter, &QAbstractItemModel::modelReset, this, [this] {
        const int row = m_currentPid < 0 ? -1 : m_model.rowOf(m_currentPid);
        if (row >= 0)
            m_table->setCurrentIndex(m_filter->mapFromSource(m_model.index(row, 0)));
    });
}

void ProcessPage::buildTable()
{
    m_table->setObjectName(u"processTable"_s);
    m_table->setAccessibleName(tr("Processes"));
    m_table->setModel(m_filter);
    auto *numbers = new NumberDelegate(m_table);
    m_table->setItemDelegateForColumn(ProcessModel::PidColumn, numbers);
    m_table->setItemDelegateForColumn(ProcessModel::ParentColumn, numbers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false); // Tab leaves the table
    m_table->verticalHeader()->hide();
    // Heights that depend on nothing: a table of 100,000 rows is laid out at once.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ProcessModel::PidColumn, Qt::AscendingOrder);

    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    const int character = fontMetrics().averageCharWidth();
    header->resizeSection(ProcessModel::PidColumn, character * 12);
    header->resizeSection(ProcessModel::ParentColumn, character * 12);
    header->resizeSection(ProcessModel::NameColumn, character * 22);
    header->resizeSection(ProcessModel::UserColumn, character * 13);
    header->resizeSection(ProcessModel::ArchitectureColumn, character * 16);
    header->setSectionResizeMode(ProcessModel::CommandLineColumn, QHeaderView::Stretch);

    auto *copy = new QAction(tr("&Copy"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &ProcessPage::copySelection);
    m_table->addAction(copy);
    m_table->addAction(m_debug);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_debug->setObjectName(u"debugProcessAction"_s);
    connect(m_debug, &QAction::triggered, this, [this] {
        const QModelIndex current = m_filter->mapToSource(m_table->currentIndex());
        if (current.isValid())
            emit debugRequested(m_model.at(current.row()).pid, m_model.at(current.row()).name);
    });
}

void ProcessPage::showServer(const Server &server, const QDateTime &now)
{
    m_listed = server.listedAt.isValid() ? tr("listed %1").arg(agoText(server.listedAt, now))
                                         : tr("Connect to list the processes.");
    showCount();
    lookSoon();
}

void ProcessPage::showCount()
{
    const int all = m_model.rowCount();
    const int shown = m_filter->rowCount();
    if (all == 0)
        m_count->setText(m_listed);
    else if (shown == all)
        m_count->setText(tr("%1, %2", "count of processes, when listed").arg(processesText(all), m_listed));
    else
        m_count->setText(tr("%1 of %2, %3", "found, count of processes, when listed")
                             .arg(QString::number(shown), processesText(all), m_listed));
}

void ProcessPage::watchWhatIsSeen()
{
    m_look->setSingleShot(true);
    m_look->setInterval(lookMs);
    connect(m_look, &QTimer::timeout, this, [this] {
        showCount();
        askForDetails();
    });
    connect(m_table->verticalScrollBar(), &QAbstractSlider::valueChanged, this, &ProcessPage::lookSoon);
    connect(m_table->verticalScrollBar(), &QAbstractSlider::rangeChanged, this, &ProcessPage::lookSoon);
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &ProcessPage::lookSoon);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, &ProcessPage::lookSoon);
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &ProcessPage::lookSoon);
    connect(m_filter, &QAbstractItemModel::layoutChanged, this, &ProcessPage::lookSoon);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &ProcessPage::lookSoon);
}

void ProcessPage::lookSoon()
{
    if (!m_look->isActive()) // or a long scroll would put it off to its end
        m_look->start();
}

void ProcessPage::askForDetails()
{
    const QList<qint64> pids = isVisible() ? seenWithoutDetails() : QList<qint64>();
    if (pids.isEmpty() && !m_wantsDetails)
        return;
    m_wantsDetails = !pids.isEmpty();
    emit detailsWanted(pids);
}

QList<qint64> ProcessPage::seenWithoutDetails() const
{
    QList<qint64> pids;
    QSet<qint64> seen;
    const auto add = [&](const ProcessInfo &process) {
        if (process.known == Known::All || seen.contains(process.pid))
            return;
        seen.insert(process.pid);
        pids << process.pid;
    };
    const int bottom = m_table->rowAt(m_table->viewport()->height() - 1);
    const int last = bottom < 0 ? m_filter->rowCount() - 1 : bottom;
    for (int row = std::max(0, m_table->rowAt(0)); row <= last; ++row)
        add(m_model.at(m_filter->mapToSource(m_filter->index(row, 0)).row()));
    // A search, or a sort by details, is only right once those of all are known.
    if (!m_search->text().isEmpty() || ProcessModel::isDetail(m_filter->sortColumn())) {
        for (int row = 0; row < m_model.rowCount(); ++row)
            add(m_model.at(row));
    }
    return pids;
}

void ProcessPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookSoon();
}

void ProcessPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    lookSoon();
}

void ProcessPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

/// As lines with tabs between the columns: what spreadsheets and tickets take.
void ProcessPage::setDebuggable(const QString &why)
{
    m_debug->setVisible(
        why.isEmpty()); // in a menu that opens here alone, a line that is never of use is only in the way
}

void ProcessPage::copySelection() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < ProcessModel::ColumnCount; ++column)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace procdeck
