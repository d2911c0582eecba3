#include "ui/enddialog.h"

#include "model/phrases.h"
#include "ui/dialogfit.h"
#include "ui/labels.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

QString othersText(const Server &server, const EngineInfo *engine)
{
    switch (server.status.use.state) {
    case Use::Held:
        return EndDialog::tr("Another client holds the server now and loses its connection.");
    case Use::Shared:
        return EndDialog::tr("Others use the server now and lose their connection.");
    case Use::Free:
        return EndDialog::tr("As far as known nobody else uses the server.");
    case Use::Unknown:
        break;
    }
    return engine && engine->can(Capability::ManyClients)
               ? EndDialog::tr("It serves several clients at once: others who use it lose their connection.")
               : EndDialog::tr("Whoever else uses it loses the connection.");
}

} // namespace

EndDialog::EndDialog(const Server &server, const EngineInfo *engine, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"endDialog"_s);
    setWindowTitle(tr("End Server"));

    auto *question = new ValueLabel(this);
    question->setAccessibleName(tr("Question"));
    QFont bold = question->font();
    bold.setBold(true);
    question->setFont(bold);
    question->showText(tr("End “%1”?").arg(displayName(server.spec)));
    auto *address = new ValueLabel(this);
    address->setAccessibleName(tr("Address"));
    address->showText(server.spec.address.text);

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *end = buttons->addButton(tr("&End server"), QDialogButtonBox::AcceptRole);
    end->setObjectName(u"confirmEndButton"_s);
    end->setAutoDefault(false);
    QPushButton *keep = buttons->addButton(QDialogButtonBox::Cancel);
    keep->setDefault(true); // Enter must not take a server away from others
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(question);
    column->addWidget(address);
    column->addWidget(makeAffected(server, engine));
    column->addStretch(1);
    column->addWidget(buttons);
    keep->setFocus();
    fitDialogHeight(this);
}

QWidget *EndDialog::makeAffected(const Server &server, const EngineInfo *engine)
{
    QStringList lines{tr("Procdeck asks the server to shut down and then checks that it did."),
                      othersText(server, engine)};
    for (const Session &session : server.status.sessions) {
        if (session.kind != SessionKind::OurConnection)
            lines << u"• "_s + session.title;
    }
    auto *affected = new Notice(Notice::Look::Framed, this);
    affected->setObjectName(u"affectedNotice"_s);
    affected->showMessage(u"warning"_s, lines.join(u'\n'));
    return affected;
}

} // namespace procdeck
