#include "ui/emptypage.h"

#include "ui/icons.h"

#include <QCommandLinkButton>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

QCommandLinkButton *makeButton(QWidget *parent, const QString &name, const QString &icon, const QString &text,
                               const QString &description)
{
    auto *button = new QCommandLinkButton(text, description, parent);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setIconSize(QSize(24, 24));
    button->setMinimumWidth(button->fontMetrics().horizontalAdvance(description) + 72); // icon and margins
    return button;
}

} // namespace

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
{
    auto *heading = new QLabel(tr("No servers yet"), this);
    QFont large = heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    heading->setFont(large);

    auto *start = makeButton(this, u"emptyStartButton"_s, u"start"_s, tr("Start a server on this computer"),
                             tr("Runs a process server here that debuggers can connect to."));
    auto *add = makeButton(this, u"emptyAddButton"_s, u"add"_s, tr("Add a server that exists"),
                           tr("Paste the address of a process server that runs already."));
    connect(start, &QAbstractButton::clicked, this, &EmptyPage::startRequested);
    connect(add, &QAbstractButton::clicked, this, &EmptyPage::addRequested);

    auto *column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(heading);
    column->addWidget(start);
    column->addWidget(add);
    column->addStretch(3);
    auto *row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addLayout(column);
    row->addStretch(1);
    setFocusProxy(start);
}

} // namespace procdeck
