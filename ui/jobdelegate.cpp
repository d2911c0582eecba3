#include "ui/jobdelegate.h"

#include "model/jobmodel.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionButton>

#include <cmath>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

constexpr int barWidth = 96;
constexpr int barHeight = 8;
constexpr int gap = 6;
constexpr qint64 sweepMs = 1'600; ///< of a bar that cannot tell how far it is, there and back

QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

QRect buttonRect(const QStyleOptionViewItem &option)
{
    return option.rect.adjusted(2, 1, -2, -1);
}

/// What is filled of the bar: from the left by percent, or a piece that moves with the time.
QRectF filledPart(const QRectF &bar, int percent)
{
    if (percent >= 0)
        return {bar.left(), bar.top(), bar.width() * percent / 100.0, bar.height()};
    const qreal phase = static_cast<qreal>(QDateTime::currentMSecsSinceEpoch() % sweepMs) / sweepMs;
    const qreal width = bar.width() * 0.3;
    return {bar.left() + (bar.width() - width) * (1.0 - std::abs(2.0 * phase - 1.0)), bar.top(), width, bar.height()};
}

} // namespace

JobDelegate::JobDelegate(QObject *parent)
    : IconDelegate(JobModel::IconRole, parent)
{
}

void JobDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() == JobModel::CancelColumn && index.data(JobModel::CancellableRole).toBool())
        paintCancel(painter, option, index);
    else if (index.column() == JobModel::ProgressColumn && !index.data(JobModel::PercentRole).isNull())
        paintProgress(painter, option, index);
    else
        IconDelegate::paint(painter, option, index);
}

void JobDelegate::paintProgress(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem text(option);
    initStyleOption(&text, index);
    styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &text, painter, option.widget);

    const QRect place = option.rect;
    const QRectF bar(place.left() + gap, place.center().y() - barHeight / 2.0, barWidth, barHeight);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    QColor line = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    line.setAlphaF(0.4F);
    const QColor fill = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Highlight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line);
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), barHeight / 2.0, barHeight / 2.0);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRoundedRect(filledPart(bar.adjusted(2, 2, -2, -2), index.data(JobModel::PercentRole).toInt()),
                             barHeight / 4.0, barHeight / 4.0);
    painter->restore();

    const QRect beside = place.adjusted(barWidth + 2 * gap, 0, -gap, 0);
    styleOf(option)->drawItemText(painter, beside, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), option.palette,
                                  true, option.fontMetrics.elidedText(text.text, Qt::ElideRight, beside.width()),
                                  selected ? QPalette::HighlightedText : QPalette::Text);
}

void JobDelegate::paintCancel(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem background(option);
    initStyleOption(&background, index);
    styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, painter, option.widget);
    QStyleOptionButton button;
    button.rect = buttonRect(option);
    button.text = index.data().toString();
    button.palette = option.palette;
    button.fontMetrics = option.fontMetrics;
    button.direction = option.direction;
    button.state = QStyle::State_Enabled | QStyle::State_Active;
    button.state |= m_pressed == index ? QStyle::State_Sunken : QStyle::State_Raised;
    if (option.state.testFlag(QStyle::State_MouseOver))
        button.state |= QStyle::State_MouseOver;
    styleOf(option)->drawControl(QStyle::CE_PushButton, &button, painter, option.widget);
}

QSize JobDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = IconDelegate::sizeHint(option, index);
    size.setHeight(std::max(size.height(), option.fontMetrics.height() + 10));
    return size;
}

bool JobDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    const bool isPress = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    const bool isRelease = event->type() == QEvent::MouseButtonRelease;
    if (index.column() != JobModel::CancelColumn || (!isPress && !isRelease))
        return IconDelegate::editorEvent(event, model, option, index);
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool hit = mouse->button() == Qt::LeftButton && buttonRect(option).contains(mouse->position().toPoint()) &&
                     index.data(JobModel::CancellableRole).toBool();
    if (isPress) {
        m_pressed = hit ? QPersistentModelIndex(index) : QPersistentModelIndex();
        return hit;
    }
    const bool clicked = hit && m_pressed == index;
    m_pressed = QPersistentModelIndex();
    if (clicked)
        emit cancelClicked(index.data(JobModel::JobIdRole).toUuid());
    return hit;
}

} // namespace procdeck
