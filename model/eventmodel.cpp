#include "model/eventmodel.h"

#include "model/phrases.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace procdeck {

EventModel::EventModel(const EventLog &log, QObject *parent)
    : QAbstractTableModel(parent)
    , m_log(log)
{
    connect(&log, &EventLog::happened, this, [this](ServerId server, const Event &event) {
        if (server == m_server)
            add(event);
    });
}

void EventModel::setServer(ServerId server)
{
    if (server == m_server)
        return;
    beginResetModel();
    m_server = server;
    m_events = m_log.eventsOf(server);
    endResetModel();
}

void EventModel::add(const Event &event)
{
    beginInsertRows({}, 0, 0);
    m_events.append(event);
    endInsertRows();
    if (m_events.size() <= EventLog::mostEvents)
        return;
    const int last = rowCount() - 1;
    beginRemoveRows({}, last, last);
    m_events.removeFirst();
    endRemoveRows();
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Event &event = m_events.at(m_events.size() - 1 - index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == WhenColumn ? QLocale().toString(event.when.toLocalTime(), u"HH:mm:ss"_s) : event.text;
    case Qt::ToolTipRole:
        return plainToolTip(index.column() == WhenColumn
                                ? QLocale().toString(event.when.toLocalTime(), QLocale::LongFormat)
                                : event.text);
    case IconRole:
        if (index.column() != WhenColumn)
            return {};
        return event.kind == EventKind::Success   ? u"job-succeeded"_s
               : event.kind == EventKind::Trouble ? u"job-failed"_s
                                                  : u"note"_s;
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == WhenColumn ? tr("Time") : tr("What happened");
}

} // namespace procdeck
