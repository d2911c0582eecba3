#include "ui/adddialog.h"

#include "model/phrases.h"
#include "ui/dialogfit.h"
#include "ui/fieldrows.h"
#include "ui/labels.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

AddDialog::AddDialog(const EngineInfos &engines, NameOf nameOf, QWidget *parent)
    : QDialog(parent)
    , m_engines(engines)
    , m_nameOf(std::move(nameOf))
    , m_form(new QFormLayout)
    , m_address(new QLineEdit(this))
    , m_problem(new Notice(Notice::Look::Plain, this))
    , m_engine(new QComboBox(this))
    , m_fields(nullptr)
    , m_name(new QLineEdit(this))
    , m_add(nullptr)
{
    setObjectName(u"addDialog"_s);
    setWindowTitle(tr("Add Server"));
    buildForm();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_add = buttons->addButton(tr("&Add server"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(u"addButton"_s);
    m_add->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addLayout(m_form);
    column->addStretch(1);
    column->addWidget(buttons);

    engineChosen();
    take(Error{ErrorCode::InvalidInput, tr("The address is missing."), {}, {}}, false);
    connect(m_address, &QLineEdit::textEdited, this, &AddDialog::addressEdited);
    connect(m_engine, &QComboBox::activated, this, [this] {
        engineChosen();
        fieldsEdited();
    });
    connect(m_fields, &FieldRows::edited, this, &AddDialog::fieldsEdited);
    connect(m_fields, &FieldRows::rebuilt, this, [this] { fitDialogHeight(this); });
    m_address->setFocus();
}

void AddDialog::buildForm()
{
    m_address->setObjectName(u"addressField"_s);
    m_address->setClearButtonEnabled(true);
    m_address->setPlaceholderText(tr("paste the address here, or fill in the fields below"));
    m_problem->setObjectName(u"addressProblem"_s);
    m_engine->setObjectName(u"engineCombo"_s);
    for (const EngineInfo &engine : m_engines)
        m_engine->addItem(engine.name, engine.id);
    m_name->setObjectName(u"nameField"_s);
    m_name->setPlaceholderText(tr("optional; the address serves as name"));

    auto *addressCell = new QVBoxLayout;
    addressCell->setSpacing(2);
    addressCell->addWidget(m_address);
    addressCell->addWidget(m_problem);
    auto *addressLabel = new QLabel(tr("A&ddress"), this);
    addressLabel->setBuddy(m_address);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(addressLabel, addressCell);
    m_form->addRow(tr("&Engine"), m_engine);
    m_fields = new FieldRows(m_form, this);
    m_form->addRow(tr("&Name"), m_name);
}

void AddDialog::engineChosen()
{
    const EngineInfo *engine = findEngine(m_engines, m_engine->currentData().toString());
    m_fields->setSyntax(engine ? engine->connectSyntax : FieldSyntax());
}

void AddDialog::addressEdited()
{
    auto address = parseAddress(m_engines, m_address->text());
    if (address) {
        const int engine = m_engine->findData(address->engine);
        if (engine != m_engine->currentIndex()) {
            m_engine->setCurrentIndex(engine);
            engineChosen();
        }
        m_fields->setValues(address->fields);
        address =
            makeAddress(*findEngine(m_engines, address->engine), m_fields->values()); // with a secret typed before
    }
    take(address, !m_address->text().trimmed().isEmpty());
}

void AddDialog::fieldsEdited()
{
    const EngineInfo *engine = findEngine(m_engines, m_engine->currentData().toString());
    if (!engine)
        return;
    const auto address = makeAddress(*engine, m_fields->values());
    // An address that does not say what the fields say would mislead; the field tells its own problem.
    m_address->setText(address ? address->text : QString());
    take(address, false);
}

void AddDialog::take(const Result<ServerAddress> &address, bool complain)
{
    m_valid.reset();
    QString reason;
    QString hint;
    if (!address) {
        reason = address.error().message;
        hint = address.error().hint;
    } else if (const QString name = m_nameOf(address.value()); !name.isEmpty()) {
        reason = tr("“%1” in the list has this address already.").arg(name);
        complain = true;
    } else {
        m_valid = address.value();
    }
    if (complain)
        m_problem->showMessage(u"warning"_s, hint.isEmpty() ? reason : tr("%1\n%2", "problem, hint").arg(reason, hint));
    else
        m_problem->showMessage({}, {});
    m_add->setEnabled(m_valid.has_value());
    m_add->setToolTip(plainToolTip(reason));
    fitDialogHeight(this);
}

ServerSpec AddDialog::spec() const
{
    return {QUuid::createUuid(), m_name->text().trimmed(), m_valid.value_or(ServerAddress())};
}

} // namespace procdeck
