#pragma once
// The processes of the chosen server, as a flat table by pid. Thread: GUI.
//
// A new list of the same server is merged: rows come, go and change one by one, so that selection and scroll position
// survive. Only where a list has hardly anything in common with the last one (more than mostRuns separate places differ)
// is it replaced as a whole, because views pay for each place with a pass over all rows.

#include "backend/types/processinfo.h"
#include "backend/types/serverspec.h"

#include <QAbstractTableModel>

#include <vector>

namespace procdeck {

class ProcessModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProcessModel)

public:
    enum Column { PidColumn, ParentColumn, NameColumn, UserColumn, CommandLineColumn, ArchitectureColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole /* numbers stay numbers */ };
    static constexpr int mostRuns = 256;

    explicit ProcessModel(QObject *parent = nullptr);

    /// Of two processes with the same pid the first counts.
    void setProcesses(ServerId server, const ProcessList &processes);
    /// What is known by now of some of them; others are ignored.
    void learnProcesses(const ProcessList &some);

    [[nodiscard]] const ProcessInfo &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(qint64 pid) const; ///< -1: no such process

    /// Columns that a list may leave empty until its details are asked for.
    [[nodiscard]] static constexpr bool isDetail(int column) { return column >= UserColumn; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    using Rows = std::vector<ProcessInfo>;

    [[nodiscard]] int runsUntil(const Rows &next) const;
    void replace(Rows next);
    void removeMissing(const Rows &next);
    void insertNew(const Rows &next);
    void takeChanges(Rows next);
    void announce(std::vector<int> rows); ///< that they have changed

    ServerId m_server;
    Rows m_rows; ///< by pid, ascending, each pid once
};

} // namespace procdeck
