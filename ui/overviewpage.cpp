#include "ui/overviewpage.h"

#include "model/face.h"
#include "model/phrases.h"
#include "ui/icons.h"
#include "ui/labels.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

/// What a new user would not find alone; empty where the state speaks for itself.
QString nextStep(const ServerStatus &status, const EngineInfo *engine)
{
    if (!engine)
        return OverviewPage::tr("Procdeck does not know servers of this kind.");
    if (status.lastError || status.link.state != LinkState::None)
        return {};
    switch (status.presence.state) {
    case Presence::Up:
    case Presence::Unknown:
        return OverviewPage::tr("Connect (Ctrl+K) to learn what this server is and to list its processes.");
    case Presence::Gone:
        return OverviewPage::tr("The server has ended. Start another one (Ctrl+N), or remove this one from the list.");
    case Presence::Unreachable:
        return OverviewPage::tr("Check the address and that the server runs, then connect again.");
    case Presence::Starting:
    case Presence::Ending:
        break;
    }
    return {};
}

QString errorText(const Error &error)
{
    return error.hint.isEmpty()
               ? error.message
               : OverviewPage::tr("%1\n%2", "what went wrong, what to do next").arg(error.message, error.hint);
}

} // namespace

OverviewPage::OverviewPage(QWidget *parent)
    : QScrollArea(parent)
    , m_grid(new QGridLayout)
{
    setObjectName(u"overviewPage"_s);
    setAccessibleName(tr("Overview"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    auto *page = new QWidget(this);
    setWidget(page);
    m_error = new Notice(Notice::Look::Framed, page);
    m_error->setObjectName(u"overviewError"_s);
    m_next = new Notice(Notice::Look::Framed, page);
    m_next->setObjectName(u"overviewHint"_s);

    m_address = new QLineEdit(page);
    m_address->setObjectName(u"overviewAddress"_s);
    m_address->setReadOnly(true);
    auto *copy = new QToolButton(page);
    copy->setObjectName(u"copyAddressButton"_s);
    copy->setIcon(themedIcon(u"copy"_s));
    copy->setToolTip(tr("Copy the address"));
    copy->setAccessibleName(tr("Copy the address"));
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    auto *addressCell = new QHBoxLayout;
    addressCell->addWidget(m_address, 1);
    addressCell->addWidget(copy);
    auto *addressLabel = new QLabel(tr("A&ddress"), page);
    addressLabel->setBuddy(m_address);
    // Not a form layout: in Qt 6.4 one with hidden rows and wrapped texts writes past its own arrays.
    m_grid->addWidget(addressLabel, 0, 0);
    m_grid->addLayout(addressCell, 0, 1);
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(16);

    addFact(Fact::Engine, u"factEngine"_s, tr("Engine"));
    addFact(Fact::State, u"factState"_s, tr("State"));
    addFact(Fact::ServerSeen, u"factServer"_s, tr("Server"));
    addFact(Fact::LinkSeen, u"factConnection"_s, tr("Connection"));
    addFact(Fact::UseSeen, u"factUse"_s, tr("Others"));
    addFact(Fact::Kind, u"factKind"_s, tr("Kind"));
    addFact(Fact::Version, u"factVersion"_s, tr("Version"));
    addFact(Fact::Host, u"factHost"_s, tr("Machine"));
    addFact(Fact::System, u"factSystem"_s, tr("System"));
    addFact(Fact::Architecture, u"factArchitecture"_s, tr("Processor"));
    addFact(Fact::Process, u"factProcess"_s, tr("Process"));
    addFact(Fact::Latency, u"factLatency"_s, tr("Round trip"));
    addFact(Fact::Sessions, u"factSessions"_s, tr("Sessions"));

    auto *column = new QVBoxLayout(page);
    column->addWidget(m_error);
    column->addWidget(m_next);
    column->addLayout(m_grid);
    column->addStretch(1);
}

void OverviewPage::addFact(Fact fact, const QString &name, const QString &caption)
{
    auto *label = new QLabel(caption, widget());
    auto *value = new ValueLabel(widget());
    value->setObjectName(name);
    value->setAccessibleName(caption);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(value, row, 1);
    m_facts.insert(fact, {label, value});
}

void OverviewPage::setFact(Fact fact, const QString &text)
{
    const Row row = m_facts.value(fact);
    row.value->showText(text);
    row.caption->setVisible(!text.isEmpty());
    row.value->setVisible(!text.isEmpty());
}

void OverviewPage::showServer(const Server &server, const EngineInfo *engine, const QDateTime &now)
{
    const ServerStatus &status = server.status;
    m_error->showMessage(u"job-failed"_s, status.lastError ? errorText(*status.lastError) : QString());
    m_next->showMessage(u"hint"_s, nextStep(status, engine));
    if (m_address->text() != server.spec.address.text)
        m_address->setText(server.spec.address.text);
    m_address->setPlaceholderText(tr("known once the server has started"));

    setFact(Fact::Engine, engine ? engine->name : server.spec.address.engine);
    showState(status, now);
    showIdentity(status.identity);
    setFact(
        Fact::Process,
        !status.process ? QString()
        : status.process->commandLine.isEmpty()
            ? QString::number(status.process->pid)
            : tr("%1, %2", "pid, command line").arg(QString::number(status.process->pid), status.process->commandLine));
    setFact(Fact::Latency, status.latencyMs < 0 ? QString() : tr("%1 ms").arg(status.latencyMs));
    QStringList sessions;
    for (const Session &session : status.sessions)
        sessions << (session.since.isValid() ? tr("%1, since %2").arg(session.title, agoText(session.since, now))
                                             : session.title);
    setFact(Fact::Sessions, sessions.join(u'\n'));
}

void OverviewPage::showState(const ServerStatus &status, const QDateTime &now)
{
    const ServerFace face = faceOf(status);
    setFact(Fact::State, tr("%1. %2", "word of the state, what it means").arg(face.word, face.sentence));
    setFact(Fact::ServerSeen, evidenceText(status.presence.evidence, now));
    const auto seen = [&now](const Evidence &evidence) {
        return evidence.source == EvidenceSource::None ? QString() : evidenceText(evidence, now);
    };
    setFact(Fact::LinkSeen, seen(status.link.evidence));
    setFact(Fact::UseSeen, seen(status.use.evidence));
}

void OverviewPage::showIdentity(const ServerIdentity &identity)
{
    setFact(Fact::Kind, identity.kind);
    setFact(Fact::Version, identity.version);
    setFact(Fact::Host, identity.host);
    setFact(Fact::System, identity.system);
    setFact(Fact::Architecture, identity.architecture);
}

} // namespace procdeck
