#pragma once
// Paints a job's row: progress bar with the step beside it, and a Cancel button for a job that is under way. Painted,
// because hundreds of jobs may be queued and each button would be a widget. Thread: GUI.

#include "ui/icons.h"

namespace procdeck {

class JobDelegate final : public IconDelegate {
    Q_OBJECT

public:
    explicit JobDelegate(QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

signals:
    void cancelClicked(const QUuid &job);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    void paintProgress(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintCancel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QPersistentModelIndex m_pressed;
};

} // namespace procdeck
