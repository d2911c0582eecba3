#include "model/jobmodel.h"

#include "backend/types/text.h"
#include "model/phrases.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

QString iconOf(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return u"job-queued"_s;
    case JobState::Running:
        return u"state-busy"_s;
    case JobState::Succeeded:
        return u"job-succeeded"_s;
    case JobState::Failed:
        return u"job-failed"_s;
    case JobState::Cancelled:
        return u"job-cancelled"_s;
    }
    return {};
}

} // namespace

JobModel::JobModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_now(QDateTime::currentDateTimeUtc())
{
}

const JobSnapshot &JobModel::job(int row) const
{
    return m_entries[m_entries.size() - 1 - static_cast<std::size_t>(row)].job;
}

const JobSnapshot *JobModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &job(row) : nullptr;
}

int JobModel::rowOf(quint64 number) const
{
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), number,
                                     [](const Entry &entry, quint64 wanted) { return entry.number < wanted; });
    if (at == m_entries.end() || at->number != number)
        return -1;
    return static_cast<int>(m_entries.end() - at) - 1;
}

QModelIndex JobModel::indexOf(JobId job) const
{
    const auto number = m_numbers.constFind(job);
    return number == m_numbers.constEnd() ? QModelIndex() : index(rowOf(number.value()), 0);
}

void JobModel::setJob(const JobSnapshot &job)
{
    m_now = std::max(m_now, QDateTime::currentDateTimeUtc());
    const auto number = m_numbers.constFind(job.id);
    if (number == m_numbers.constEnd()) {
        add(job);
        return;
    }
    const int row = rowOf(number.value());
    JobSnapshot &known = m_entries[m_entries.size() - 1 - static_cast<std::size_t>(row)].job;
    if (job.revision <= known.revision)
        return;
    const bool ended = !isOver(known.state) && isOver(job.state);
    known = job;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    if (!ended)
        return;
    setUnderWay(m_underWay - 1);
    dropOldestFinished();
    emit jobEnded(job);
}

void JobModel::add(const JobSnapshot &job)
{
    beginInsertRows({}, 0, 0);
    m_numbers.insert(job.id, m_nextNumber);
    m_entries.push_back({m_nextNumber++, job});
    endInsertRows();
    if (!isOver(job.state)) {
        setUnderWay(m_underWay + 1);
        return;
    }
    dropOldestFinished();
    emit jobEnded(job);
}

void JobModel::dropOldestFinished()
{
    if (rowCount() - m_underWay <= mostFinished)
        return;
    const auto oldest =
        std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return isOver(entry.job.state); });
    const int row = rowOf(oldest->number);
    beginRemoveRows({}, row, row);
    m_numbers.remove(oldest->job.id);
    m_entries.erase(oldest);
    endRemoveRows();
}

void JobModel::clearFinished()
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!isOver(job(row).state))
            continue;
        beginRemoveRows({}, row, row);
        m_numbers.remove(job(row).id);
        m_entries.erase(m_entries.end() - 1 - row);
        endRemoveRows();
    }
}

void JobModel::setUnderWay(int count)
{
    m_underWay = count;
    emit underWayChanged(count);
}

void JobModel::tick(const QDateTime &now)
{
    m_now = now;
    int newest = -1;
    int oldest = -1;
    int left = m_underWay;
    for (int row = 0; row < rowCount() && left > 0; ++row) {
        if (isOver(job(row).state))
            continue;
        newest = newest < 0 ? row : newest;
        oldest = row;
        --left;
    }
    if (newest >= 0)
        emit dataChanged(index(newest, ProgressColumn), index(oldest, ElapsedColumn), {Qt::DisplayRole});
}

QString JobModel::elapsed(const JobSnapshot &job) const
{
    if (!job.startedAt.isValid())
        return {};
    const QDateTime end = job.finishedAt.isValid() ? job.finishedAt : m_now;
    return durationText(std::max<qint64>(0, job.startedAt.msecsTo(end)));
}

QVariant JobModel::display(const JobSnapshot &job, int column) const
{
    switch (column) {
    case TitleColumn:
        return job.title;
    case ElapsedColumn:
        return elapsed(job);
    case CancelColumn:
        return isOver(job.state) ? QString() : tr("Cancel");
    default:
        break;
    }
    switch (job.state) {
    case JobState::Queued:
        return tr("waiting for its turn");
    case JobState::Running:
        return job.step.total > 0 ? tr("%1, %2 of %3").arg(job.step.name).arg(job.step.done).arg(job.step.total)
                                  : job.step.name;
    case JobState::Succeeded:
        return job.summary;
    case JobState::Failed:
        return job.error ? job.error->message : tr("failed");
    case JobState::Cancelled:
        return tr("cancelled");
    }
    return {};
}

QString JobModel::progressWithExplanation(const JobSnapshot &job) const
{
    QString progress = display(job, ProgressColumn).toString();
    if (job.state != JobState::Running || job.step.explanation.isEmpty())
        return progress;
    return tr("%1\n%2", "progress, what it means").arg(progress, job.step.explanation);
}

int JobModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    const JobSnapshot *shown = index.isValid() ? at(index.row()) : nullptr;
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return display(*shown, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TitleColumn ? tr("%1: %2").arg(shown->title, progressWithExplanation(*shown))
                                             : display(*shown, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == TitleColumn ? shown->title : progressWithExplanation(*shown));
    case Qt::TextAlignmentRole:
        return index.column() == ElapsedColumn ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter))
                                               : QVariant();
    case JobIdRole:
        return shown->id;
    case IconRole:
        return index.column() == TitleColumn ? QVariant(iconOf(shown->state)) : QVariant();
    case PercentRole:
        if (shown->state != JobState::Running)
            return {};
        return shown->step.total > 0 ? shown->step.done * 100 / shown->step.total : -1;
    case CancellableRole:
        return !isOver(shown->state);
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TitleColumn:
        return tr("Job");
    case ProgressColumn:
        return tr("Progress");
    case ElapsedColumn:
        return tr("Time");
    default:
        return QString();
    }
}

} // namespace procdeck
