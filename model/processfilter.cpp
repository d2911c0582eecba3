#include "model/processfilter.h"

#include <algorithm>

namespace procdeck {

namespace {

bool holds(const ProcessInfo &process, const QString &word)
{
    return process.name.contains(word, Qt::CaseInsensitive) ||
           process.commandLine.contains(word, Qt::CaseInsensitive) ||
           process.user.contains(word, Qt::CaseInsensitive) ||
           process.architecture.contains(word, Qt::CaseInsensitive) || QString::number(process.pid).contains(word) ||
           (process.parentPid >= 0 && QString::number(process.parentPid).contains(word));
}

const QString &textOf(const ProcessInfo &process, int column)
{
    switch (column) {
    case ProcessModel::UserColumn:
        return process.user;
    case ProcessModel::CommandLineColumn:
        return process.commandLine;
    case ProcessModel::ArchitectureColumn:
        return process.architecture;
    default:
        return process.name;
    }
}

} // namespace

ProcessFilter::ProcessFilter(ProcessModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSortRole(ProcessModel::SortRole);
    setSourceModel(&model);
}

void ProcessFilter::setSearch(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

bool ProcessFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    const ProcessInfo &process = m_model.at(row);
    return std::all_of(m_words.begin(), m_words.end(),
                       [&process](const QString &word) { return holds(process, word); });
}

bool ProcessFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const ProcessInfo &one = m_model.at(left.row());
    const ProcessInfo &other = m_model.at(right.row());
    switch (left.column()) {
    case ProcessModel::PidColumn:
        return one.pid < other.pid;
    case ProcessModel::ParentColumn:
        return one.parentPid < other.parentPid;
    default:
        break;
    }
    return textOf(one, left.column()).compare(textOf(other, left.column()), Qt::CaseInsensitive) < 0;
}

} // namespace procdeck
