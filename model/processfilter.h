#pragma once
// The process table searched and sorted. A row stays when each word of the search is found in one of its columns.
// Thread: GUI. Reads the model's rows directly: by QVariant, 100,000 of them would take seconds.

#include "model/processmodel.h"

#include <QSortFilterProxyModel>
#include <QStringList>

namespace procdeck {

class ProcessFilter final : public QSortFilterProxyModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProcessFilter)

public:
    explicit ProcessFilter(ProcessModel &model, QObject *parent = nullptr);

    void setSearch(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    const ProcessModel &m_model;
    QStringList m_words;
};

} // namespace procdeck
