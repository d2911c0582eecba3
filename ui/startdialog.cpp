#include "ui/startdialog.h"

#include "model/actions.h"
#include "model/phrases.h"
#include "ui/dialogfit.h"
#include "ui/fieldrows.h"
#include "ui/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck {

StartDialog::StartDialog(const EngineInfos &engines, QWidget *parent)
    : QDialog(parent)
    , m_engines(engines)
    , m_form(new QFormLayout)
    , m_engine(new QComboBox(this))
    , m_summary(new Notice(Notice::Look::Plain, this))
    , m_fields(nullptr)
    , m_name(new QLineEdit(this))
    , m_endsWithUs(new QCheckBox(tr("End it with Procdec&k"), this))
    , m_preview(new ValueLabel(this))
    , m_missing(new Notice(Notice::Look::Framed, this))
    , m_exposure(new Notice(Notice::Look::Framed, this))
    , m_consent(new QCheckBox(tr("I &understand: other machines can reach this server"), this))
    , m_start(nullptr)
{
    setObjectName(u"startDialog"_s);
    setWindowTitle(tr("Start Server"));
    buildForm();
    buildNotices();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_start = buttons->addButton(tr("&Start server"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"startButton"_s);
    m_start->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addLayout(m_form);
    column->addWidget(m_missing);
    column->addWidget(m_exposure);
    column->addWidget(m_consent);
    column->addStretch(1);
    column->addWidget(buttons);

    // An engine that can be used here comes first to the mind.
    const auto usable = std::find_if(m_engines.begin(), m_engines.end(),
                                     [](const EngineInfo &candidate) { return whyNotStart(candidate).isEmpty(); });
    m_engine->setCurrentIndex(usable == m_engines.end() ? 0 : static_cast<int>(usable - m_engines.begin()));
    engineChosen();
    connect(m_engine, &QComboBox::currentIndexChanged, this, &StartDialog::engineChosen);
}

void StartDialog::buildForm()
{
    m_engine->setObjectName(u"engineCombo"_s);
    for (const EngineInfo &engine : m_engines)
        m_engine->addItem(engine.name, engine.id);
    m_name->setObjectName(u"nameField"_s);
    m_name->setPlaceholderText(tr("optional; the address serves as name"));
    m_endsWithUs->setObjectName(u"endsWithUsBox"_s);
    m_endsWithUs->setToolTip(
        plainToolTip(tr("The server ends when Procdeck does, also when Procdeck is killed. Without "
                        "this it goes on until somebody ends it.")));
    m_preview->setObjectName(u"listenPreview"_s);
    m_preview->setAccessibleName(tr("Where it listens"));

    auto *engineCell = new QVBoxLayout;
    engineCell->setSpacing(2);
    engineCell->addWidget(m_engine);
    engineCell->addWidget(m_summary);
    auto *engineLabel = new QLabel(tr("&Engine"), this);
    engineLabel->setBuddy(m_engine);
    m_form->addRow(engineLabel, engineCell);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_fields = new FieldRows(m_form, this);
    m_form->addRow(tr("&Name"), m_name);
    m_form->addRow(QString(), m_endsWithUs);
    m_form->addRow(tr("Listens at"), m_preview);
    connect(m_fields, &FieldRows::edited, this, &StartDialog::update);
    connect(m_fields, &FieldRows::rebuilt, this, &StartDialog::update);
}

void StartDialog::buildNotices()
{
    m_missing->setObjectName(u"missingNotice"_s);
    m_exposure->setObjectName(u"exposureNotice"_s);
    m_consent->setObjectName(u"exposureConsent"_s);
    connect(m_consent, &QCheckBox::toggled, this, &StartDialog::update);
}

const EngineInfo *StartDialog::engine() const
{
    return findEngine(m_engines, m_engine->currentData().toString());
}

/// Why other machines can reach the server that is described now; empty: they cannot.
QString StartDialog::exposure() const
{
    const EngineInfo *chosen = engine();
    if (!chosen || !whyNotStart(*chosen).isEmpty())
        return {};
    if (!chosen->start.exposure.isEmpty())
        return chosen->start.exposure;
    const FieldValues values = m_fields->values();
    if (!m_fields->problem().isEmpty() || isLoopback({chosen->id, values, {}}))
        return {};
    return tr("At this address other machines can reach the server: everybody who can reach the port can run programs "
              "here as you.");
}

void StartDialog::engineChosen()
{
    const EngineInfo *chosen = engine();
    m_consent->setChecked(false);
    m_summary->showMessage({}, chosen ? chosen->summary : QString());
    const QString problem = chosen ? whyNotStart(*chosen) : tr("There is no kind of server to start.");
    m_missing->showMessage(u"warning"_s,
                           chosen && !problem.isEmpty() && !chosen->start.installHint.isEmpty()
                               ? tr("%1\n%2", "what is missing, how to get it").arg(problem, chosen->start.installHint)
                               : problem);
    m_fields->setSyntax(chosen ? chosen->listenSyntax : FieldSyntax());
}

void StartDialog::update()
{
    const EngineInfo *chosen = engine();
    const QString problem = m_fields->problem();
    const QString exposed = exposure();
    if (exposed != m_exposure->text())
        m_consent->setChecked(false); // consent is to this very warning
    m_exposure->showMessage(u"warning"_s, exposed);
    m_consent->setVisible(!exposed.isEmpty());
    m_preview->showText(chosen && problem.isEmpty() ? chosen->listenSyntax.print(m_fields->values()) : tr("…"));

    QString reason = chosen ? whyNotStart(*chosen) : tr("There is no kind of server to start.");
    if (reason.isEmpty())
        reason = problem;
    if (reason.isEmpty() && !exposed.isEmpty() && !m_consent->isChecked())
        reason = tr("Say first that you understand who can reach the server.");
    if (m_start) {
        m_start->setEnabled(reason.isEmpty());
        m_start->setToolTip(plainToolTip(reason));
    }
    fitDialogHeight(this);
}

Command StartDialog::command() const
{
    StartServer verb;
    verb.engine = m_engine->currentData().toString();
    verb.listen = m_fields->values();
    verb.name = m_name->text().trimmed();
    verb.exposureAllowed = !exposure().isEmpty() && m_consent->isChecked();
    verb.endsWithUs = m_endsWithUs->isChecked();
    return makeCommand({QUuid::createUuid(), verb.name, {}}, verb);
}

} // namespace procdeck
