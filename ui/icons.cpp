#include "ui/icons.h"

#include <QGuiApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace procdeck {

QIcon themedIcon(const QString &name)
{
    QIcon icon;
    if (name.isEmpty())
        return icon;
    for (const int size : {16, 24})
        icon.addFile(u":/icons/%1/%2.png"_s.arg(QString::number(size), name), QSize(size, size));
    return icon;
}

namespace {

/// On the colour of a selection no other colour can be relied on: the shape, in the colour of the text.
QIcon inOneColour(const QIcon &icon, const QColor &colour)
{
    QPixmap picture = icon.pixmap(QSize(16, 16), qApp->devicePixelRatio());
    QPainter painter(&picture);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(picture.rect(), colour);
    painter.end();
    QIcon tinted(picture);
    tinted.addPixmap(picture, QIcon::Selected);
    return tinted;
}

} // namespace

IconDelegate::IconDelegate(int iconRole, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_iconRole(iconRole)
{
}

void IconDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const QString name = index.data(m_iconRole).toString();
    if (name.isEmpty())
        return;
    auto icon = m_icons.find(name);
    if (icon == m_icons.end())
        icon = m_icons.insert(name, themedIcon(name));
    option->icon = option->state.testFlag(QStyle::State_Selected)
                       ? inOneColour(icon.value(), option->palette.color(QPalette::HighlightedText))
                       : icon.value();
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(16, 16);
}

} // namespace procdeck
