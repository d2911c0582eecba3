#pragma once
// The server tree searched and sorted: servers that hold every word of the search, with their group and sessions. Groups
// keep the model's order whatever the servers are sorted by. Thread: GUI.

#include <QSortFilterProxyModel>
#include <QStringList>

namespace procdeck {

class ServerFilter final : public QSortFilterProxyModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerFilter)

public:
    explicit ServerFilter(QObject *parent = nullptr);

    void setSearch(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
};

} // namespace procdeck
