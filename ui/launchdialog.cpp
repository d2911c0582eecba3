#include "ui/launchdialog.h"

#include "model/phrases.h"
#include "ui/dialogfit.h"
#include "ui/labels.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

LaunchDialog::LaunchDialog(const QString &server, QWidget *parent)
    : QDialog(parent)
    , m_commandLine(new QLineEdit(this))
{
    setObjectName(u"launchDialog"_s);
    setWindowTitle(tr("Launch a Program"));
    m_commandLine->setObjectName(u"commandLineField"_s);
    m_commandLine->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    auto *hint = new Notice(Notice::Look::Plain, this);
    hint->showMessage({}, tr("As on a command line of the server's machine; a path with spaces in double quotes."));
    auto *what = new Notice(Notice::Look::Framed, this);
    what->showMessage(u"hint"_s,
                      tr("The program runs on the machine of “%1”, as a child of the server. It becomes a session "
                         "below the server; from there it can be let go or ended.")
                          .arg(server));
    auto *form = new QFormLayout;
    auto *cell = new QVBoxLayout;
    cell->setSpacing(2);
    cell->addWidget(m_commandLine);
    cell->addWidget(hint);
    auto *label = new QLabel(tr("&Command line"), this);
    label->setBuddy(m_commandLine);
    form->addRow(label, cell);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *launch = buttons->addButton(tr("&Launch"), QDialogButtonBox::AcceptRole);
    launch->setObjectName(u"launchButton"_s);
    launch->setDefault(true);
    launch->setEnabled(false);
    launch->setToolTip(plainToolTip(tr("The command line is missing.")));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_commandLine, &QLineEdit::textChanged, this, [this, launch] {
        launch->setEnabled(!commandLine().isEmpty());
        launch->setToolTip(commandLine().isEmpty() ? plainToolTip(tr("The command line is missing.")) : QString());
    });

    auto *column = new QVBoxLayout(this);
    column->addWidget(what);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    m_commandLine->setFocus();
    fitDialogHeight(this);
}

QString LaunchDialog::commandLine() const
{
    return m_commandLine->text().trimmed();
}

} // namespace procdeck
