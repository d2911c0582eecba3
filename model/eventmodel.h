#pragma once
// The event log of the chosen server as a table, newest first. Thread: GUI.

#include "model/eventlog.h"

#include <QAbstractTableModel>

namespace procdeck {

class EventModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventModel)

public:
    enum Column { WhenColumn, WhatColumn, ColumnCount };
    enum Role { IconRole = Qt::UserRole };

    explicit EventModel(const EventLog &log, QObject *parent = nullptr);

    void setServer(ServerId server);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void add(const Event &event);

    const EventLog &m_log;
    ServerId m_server;
    QList<Event> m_events; ///< oldest first
};

} // namespace procdeck
