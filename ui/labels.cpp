#include "ui/labels.h"

#include "model/phrases.h"
#include "ui/icons.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace procdeck {

ValueLabel::ValueLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // Without this a form gives a wrapped label no more than one line's width.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ValueLabel::showText(const QString &shown)
{
    if (shown != text())
        setText(shown);
}

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::showText(const QString &shown)
{
    if (shown == text())
        return;
    setText(shown);
    setToolTip(plainToolTip(shown));
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect place = contentsRect();
    style()->drawItemText(&painter, place, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), palette(), isEnabled(),
                          fontMetrics().elidedText(text().simplified(), Qt::ElideRight, place.width()),
                          foregroundRole());
}

Notice::Notice(Look look, QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new ValueLabel(this))
{
    auto *row = new QHBoxLayout(this);
    if (look == Look::Framed) {
        setFrameShape(QFrame::StyledPanel);
        setAutoFillBackground(true);
        setBackgroundRole(QPalette::Base);
    } else {
        row->setContentsMargins(0, 0, 0, 0);
        m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_text->setFocusPolicy(Qt::NoFocus);
    }
    m_icon->hide();
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    hide();
}

void Notice::showMessage(const QString &icon, const QString &text)
{
    if (icon != m_iconName) {
        m_iconName = icon;
        m_icon->setVisible(!icon.isEmpty());
        m_icon->setPixmap(themedIcon(icon).pixmap(QSize(16, 16), devicePixelRatioF()));
    }
    m_text->showText(text);
    setVisible(!text.isEmpty());
}

} // namespace procdeck
