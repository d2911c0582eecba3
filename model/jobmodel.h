#pragma once
// The jobs, newest first: all that are queued or running, and the last ones that are over.
// Thread: GUI. Has no timer: who shows elapsed times calls tick().

#include "backend/types/job.h"

#include <QAbstractTableModel>
#include <QHash>

#include <vector>

namespace procdeck {

class JobModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JobModel)

public:
    enum Column { TitleColumn, ProgressColumn, ElapsedColumn, CancelColumn, ColumnCount };
    enum Role {
        JobIdRole = Qt::UserRole, ///< QUuid
        IconRole,                 ///< name of an icon
        PercentRole,              ///< int: -1 for a job that is under way and cannot be counted, nothing for the others
        CancellableRole,          ///< bool
    };
    static constexpr int mostFinished = 200;

    explicit JobModel(QObject *parent = nullptr);

    /// Values older than what is known are dropped.
    void setJob(const JobSnapshot &job);
    /// Elapsed times are told as of now.
    void tick(const QDateTime &now);
    void clearFinished();

    [[nodiscard]] int underWay() const { return m_underWay; }
    /// nullptr: no such row. Valid until the next change.
    [[nodiscard]] const JobSnapshot *at(int row) const;
    [[nodiscard]] QModelIndex indexOf(JobId job) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void underWayChanged(int count);
    void jobEnded(const procdeck::JobSnapshot &job);

private:
    struct Entry {
        quint64 number = 0; ///< grows with every new job
        JobSnapshot job;
    };
    [[nodiscard]] int rowOf(quint64 number) const; ///< -1: dropped
    [[nodiscard]] const JobSnapshot &job(int row) const;
    void add(const JobSnapshot &job);
    void dropOldestFinished();
    void setUnderWay(int count);
    [[nodiscard]] QString elapsed(const JobSnapshot &job) const;
    [[nodiscard]] QString progressWithExplanation(const JobSnapshot &job) const;
    [[nodiscard]] QVariant display(const JobSnapshot &job, int column) const;

    std::vector<Entry> m_entries; ///< oldest first, by number
    QHash<JobId, quint64> m_numbers;
    quint64 m_nextNumber = 0;
    int m_underWay = 0;
    QDateTime m_now;
};

} // namespace procdeck
