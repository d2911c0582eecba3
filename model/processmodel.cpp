#include "model/processmodel.h"

#include "model/phrases.h"
#include "model/processrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

bool holds(const std::vector<ProcessInfo> &rows, const ProcessInfo &process)
{
    return placeOf(rows, process.pid) >= 0;
}

} // namespace

ProcessModel::ProcessModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ProcessModel::setProcesses(ServerId server, const ProcessList &processes)
{
    Rows next(processes.begin(), processes.end());
    sortByPid(&next);
    if (server != m_server || m_rows.empty() || next.empty() || runsUntil(next) > mostRuns) {
        m_server = server;
        replace(std::move(next));
        return;
    }
    removeMissing(next);
    insertNew(next);
    takeChanges(std::move(next));
}

/// In how many places rows have to be removed or inserted.
int ProcessModel::runsUntil(const Rows &next) const
{
    enum class Walk : quint8 { Same, Gone, New };
    int runs = 0;
    Walk last = Walk::Same;
    auto now = m_rows.begin();
    auto then = next.begin();
    while (now != m_rows.end() || then != next.end()) {
        Walk step = Walk::Same;
        if (then == next.end() || (now != m_rows.end() && now->pid < then->pid))
            step = Walk::Gone;
        else if (now == m_rows.end() || then->pid < now->pid)
            step = Walk::New;
        if (step != Walk::Same && step != last)
            ++runs;
        last = step;
        now += step == Walk::New ? 0 : 1;
        then += step == Walk::Gone ? 0 : 1;
    }
    return runs;
}

void ProcessModel::replace(Rows next)
{
    if (m_rows.empty() && next.empty())
        return;
    beginResetModel();
    m_rows = std::move(next);
    endResetModel();
}

void ProcessModel::removeMissing(const Rows &next)
{
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (holds(next, at(last)))
            continue;
        int first = last;
        while (first > 0 && !holds(next, at(first - 1)))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void ProcessModel::insertNew(const Rows &next)
{
    const int wanted = static_cast<int>(next.size());
    for (int first = 0; first < wanted; ++first) {
        const auto isNew = [&](int row) {
            return first >= rowCount() || next[static_cast<std::size_t>(row)].pid < at(first).pid;
        };
        if (!isNew(first))
            continue;
        int last = first;
        while (last + 1 < wanted && isNew(last + 1))
            ++last;
        beginInsertRows({}, first, last);
        m_rows.insert(m_rows.begin() + first, next.begin() + first, next.begin() + last + 1);
        endInsertRows();
        first = last;
    }
}

void ProcessModel::takeChanges(Rows next)
{
    Q_ASSERT(next.size() == m_rows.size());
    int first = -1;
    int last = -1;
    for (int row = 0; row < rowCount(); ++row) {
        if (next[static_cast<std::size_t>(row)] == at(row))
            continue;
        first = first < 0 ? row : first;
        last = row;
    }
    m_rows = std::move(next);
    if (first >= 0)
        emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void ProcessModel::learnProcesses(const ProcessList &some)
{
    std::vector<int> changed;
    for (const ProcessInfo &process : some) {
        const int row = rowOf(process.pid);
        if (row < 0 || at(row) == process)
            continue;
        m_rows[static_cast<std::size_t>(row)] = process;
        changed.push_back(row);
    }
    announce(std::move(changed));
}

/// Neighbours together: views pay for each announcement.
void ProcessModel::announce(std::vector<int> rows)
{
    std::sort(rows.begin(), rows.end());
    for (auto first = rows.begin(); first != rows.end();) {
        auto last = first;
        while (last + 1 != rows.end() && *(last + 1) <= *last + 1)
            ++last;
        emit dataChanged(index(*first, 0), index(*last, ColumnCount - 1));
        first = last + 1;
    }
}

int ProcessModel::rowOf(qint64 pid) const
{
    return static_cast<int>(placeOf(m_rows, pid));
}

int ProcessModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProcessModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProcessModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isNumber = index.column() == PidColumn || index.column() == ParentColumn;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    const ProcessInfo &process = at(index.row());
    const auto text = [role](const QString &value) {
        return QVariant(role == Qt::ToolTipRole ? plainToolTip(value) : value);
    };
    // Nothing told is not the same as nothing asked.
    const auto textToCome = [&](const QString &value) {
        const bool isOpen = role == Qt::DisplayRole && process.known != Known::All && value.isEmpty();
        return isOpen ? QVariant(u"…"_s) : text(value);
    };
    switch (index.column()) {
    case PidColumn:
        // As text for people: a pid has no thousands separators.
        return role == SortRole ? QVariant(process.pid) : text(QString::number(process.pid));
    case ParentColumn:
        if (role == SortRole)
            return process.parentPid;
        return process.parentPid < 0 ? QVariant() : text(QString::number(process.parentPid));
    case NameColumn:
        if (process.known == Known::Id)
            return textToCome(process.name);
        return text(role == Qt::ToolTipRole && !process.path.isEmpty() ? process.path : process.name);
    case UserColumn:
        return textToCome(process.user);
    case CommandLineColumn:
        return textToCome(process.commandLine);
    case ArchitectureColumn:
        return textToCome(process.architecture);
    default:
        return {};
    }
}

QVariant ProcessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section <= ParentColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PidColumn:
        return tr("PID");
    case ParentColumn:
        return tr("Parent");
    case NameColumn:
        return tr("Name");
    case UserColumn:
        return tr("User");
    case CommandLineColumn:
        return tr("Command line");
    case ArchitectureColumn:
        return tr("Architecture");
    default:
        return {};
    }
}

} // namespace procdeck
