#include "ui/serverpane.h"

#include "model/serverfilter.h"
#include "ui/icons.h"

#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

ServerPane::ServerPane(ServerTreeModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_filter(new ServerFilter(this))
    , m_tree(new QTreeView(this))
{
    m_filter->setSourceModel(&model);
    m_tree->setObjectName(u"serverTree"_s);
    m_tree->setAccessibleName(tr("Servers"));
    m_tree->setModel(m_filter);
    m_tree->setItemDelegate(new IconDelegate(ServerTreeModel::IconRole, m_tree));
    m_tree->setUniformRowHeights(true); // row heights are not asked one by one, however long the list is
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->header()->setSortIndicator(-1, Qt::AscendingOrder);
    m_tree->setSortingEnabled(true);

    QHeaderView *header = m_tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(ServerTreeModel::NameColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(ServerTreeModel::StateColumn, QHeaderView::Interactive);
    header->resizeSection(ServerTreeModel::StateColumn, fontMetrics().averageCharWidth() * 28);
    header->resizeSection(ServerTreeModel::SessionsColumn, fontMetrics().horizontalAdvance(tr("Sessions")) + 28);

    m_tree->expandToDepth(0); // what is there already
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tree);
    setFocusProxy(m_tree);

    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &ServerPane::expandGroups);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ServerPane::expandNew);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { emit currentServerChanged(currentServer()); });
    connect(m_tree, &QTreeView::activated, this, [this] {
        if (!currentServer().isNull())
            emit serverActivated();
    });
}

/// Groups are open when they come, also back from a search.
void ServerPane::expandGroups(const QModelIndex &parent, int first, int last)
{
    for (int row = first; row <= last && !parent.isValid(); ++row)
        m_tree->expand(m_filter->index(row, 0));
}

/// A server opens with its first sessions; what the operator closes later stays closed. By the model's own signal: the
/// filter tells nothing of rows that nobody has asked it for yet.
void ServerPane::expandNew(const QModelIndex &parent, int first, int last)
{
    if (!parent.isValid())
        return;
    const QModelIndex shown = m_filter->mapFromSource(parent);
    if (!parent.parent().isValid()) {
        m_tree->expand(shown);
        return;
    }
    for (int row = first; row <= last; ++row) {
        // A session has nothing to say in the other columns.
        if (const QModelIndex session = m_filter->mapFromSource(m_model.index(row, 0, parent)); session.isValid())
            m_tree->setFirstColumnSpanned(session.row(), shown, true);
    }
    if (m_model.rowCount(parent) == last - first + 1)
        m_tree->expand(shown);
}

ServerId ServerPane::currentServer() const
{
    return m_tree->currentIndex().data(ServerTreeModel::ServerIdRole).toUuid();
}

qint64 ServerPane::currentDebuggee() const
{
    return m_tree->currentIndex().siblingAtColumn(0).data(ServerTreeModel::DebuggeeRole).toLongLong();
}

void ServerPane::select(ServerId server)
{
    const QModelIndex source = m_model.indexOf(server);
    if (!source.isValid())
        return;
    if (!m_filter->mapFromSource(source).isValid()) {
        setSearch({});
        emit searchReset();
    }
    const QModelIndex shown = m_filter->mapFromSource(source);
    m_tree->expand(shown.parent());
    m_tree->setCurrentIndex(shown);
    m_tree->scrollTo(shown);
}

void ServerPane::setSearch(const QString &text)
{
    m_filter->setSearch(text);
}

} // namespace procdeck
