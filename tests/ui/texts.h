#pragma once
// Whether what a widget says can be read, at the size that it has. Thread: GUI.

#include <QAbstractButton>
#include <QAccessible>
#include <QCommandLinkButton>
#include <QLabel>
#include <QStringList>
#include <QWidget>

namespace procdeck::test {

/// Visible widgets that take the focus and have no name for a screen reader.
[[nodiscard]] inline QString namelessWidgets(QWidget *window)
{
    QStringList nameless;
    const auto widgets = window->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(window) || widget->focusProxy())
            continue;
        const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            nameless << QString::fromLatin1(widget->metaObject()->className()) + QStringLiteral(" ") +
                            widget->objectName();
    }
    return nameless.join(QStringLiteral("; "));
}

/// Labels and buttons whose text needs more place than they have.
[[nodiscard]] inline QString cutTexts(QWidget *window)
{
    QStringList cut;
    const auto note = [&cut](const QWidget *widget, const QString &text) {
        cut << QStringLiteral("%1 \"%2\" has %3x%4, needs %5x%6")
                   .arg(QString::fromLatin1(widget->metaObject()->className()), text)
                   .arg(widget->width())
                   .arg(widget->height())
                   .arg(widget->sizeHint().width())
                   .arg(widget->hasHeightForWidth() ? widget->heightForWidth(widget->width())
                                                    : widget->sizeHint().height());
    };
    const auto labels = window->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (!label->isVisibleTo(window) || label->text().isEmpty())
            continue;
        const bool fits = label->wordWrap() ? label->height() >= label->heightForWidth(label->width())
                                            : label->width() >= label->sizeHint().width() &&
                                                  label->height() >= label->fontMetrics().height();
        if (!fits)
            note(label, label->text());
    }
    const auto buttons = window->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (!button->isVisibleTo(window) || button->text().isEmpty())
            continue;
        const auto *link = qobject_cast<const QCommandLinkButton *>(button);
        const bool descriptionFits =
            !link ||
            (link->width() >= link->fontMetrics().horizontalAdvance(link->description()) + link->iconSize().width());
        if (button->width() < button->sizeHint().width() || !descriptionFits)
            note(button, button->text());
    }
    return cut.join(QStringLiteral("; "));
}

} // namespace procdeck::test
