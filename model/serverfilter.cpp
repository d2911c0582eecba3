#include "model/serverfilter.h"

#include "model/servertreemodel.h"

#include <algorithm>

namespace procdeck {

ServerFilter::ServerFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setSortRole(ServerTreeModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void ServerFilter::setSearch(const QString &text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool ServerFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    QModelIndex server = sourceModel()->index(row, 0, parent);
    if (parent.parent().isValid())
        server = parent; // a session stands or falls with its server
    else if (!parent.isValid())
        return false; // a group shows when one of its servers does
    const QString text = server.data(ServerTreeModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool ServerFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    if (!left.parent().isValid())
        return sortOrder() == Qt::AscendingOrder ? left.row() < right.row() : left.row() > right.row();
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace procdeck
