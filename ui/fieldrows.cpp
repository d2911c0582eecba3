#include "ui/fieldrows.h"

#include "ui/labels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace procdeck {

FieldRows::FieldRows(QFormLayout *form, QObject *parent)
    : QObject(parent)
    , m_form(form)
    , m_transports(new QComboBox)
    , m_firstRow(form->rowCount() + 1)
{
    m_transports->setObjectName(u"transportCombo"_s);
    form->addRow(tr("&Transport"), m_transports);
    connect(m_transports, &QComboBox::activated, this, [this] {
        chooseTransport(m_transports->currentData().toString());
        emit edited();
    });
}

void FieldRows::setSyntax(const FieldSyntax &syntax)
{
    m_syntax = syntax;
    m_transports->clear();
    for (const TransportInfo &transport : syntax.transports)
        m_transports->addItem(transport.label, transport.id);
    m_transports->setEnabled(syntax.transports.size() > 1);
    const bool known = syntax.transport(m_transport) != nullptr;
    chooseTransport(known ? m_transport : syntax.transports.isEmpty() ? QString() : syntax.transports.first().id);
}

void FieldRows::chooseTransport(const QString &id)
{
    m_transport = id;
    m_transports->setCurrentIndex(m_transports->findData(id));
    rebuild();
}

void FieldRows::rebuild()
{
    for (const Row &row : m_rows)
        m_form->removeRow(row.edit->parentWidget());
    m_rows.clear();
    if (const TransportInfo *transport = m_syntax.transport(m_transport)) {
        m_rows.reserve(transport->fields.size()); // addRow() keeps positions, not addresses
        for (const FieldInfo &field : transport->fields)
            addRow(static_cast<int>(m_rows.size()), field);
    }
    emit rebuilt();
}

void FieldRows::addRow(int at, const FieldInfo &field)
{
    auto *cell = new QWidget(m_form->parentWidget());
    auto *edit = new QLineEdit(cell);
    auto *hint = new Notice(Notice::Look::Plain, cell);
    edit->setObjectName(field.key + u"Field"_s);
    // The label is not beside the line for a screen reader: they have different parents.
    edit->setAccessibleName(QString(field.label).remove(u'&'));
    edit->setText(m_typed.value(field.key, field.defaultValue));
    hint->setObjectName(field.key + u"Hint"_s);

    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(edit);
    column->addWidget(hint);
    auto *label = new QLabel(field.label);
    label->setBuddy(edit);
    m_form->insertRow(m_firstRow + at, label, cell);
    QWidget::setTabOrder(at == 0 ? static_cast<QWidget *>(m_transports) : m_rows.last().edit, edit);

    m_rows.append({field, edit, hint, false});
    showHint(&m_rows.last());
    connect(edit, &QLineEdit::textEdited, this, [this, at](const QString &text) {
        m_typed.insert(m_rows.at(at).info.key, text);
        m_rows[at].touched = true;
        showHint(&m_rows[at]);
        emit edited();
    });
}

void FieldRows::showHint(Row *row)
{
    const QString problem = fieldProblem(row->info, row->edit->text());
    const bool show = !problem.isEmpty() && (row->touched || !row->edit->text().isEmpty());
    row->hint->showMessage(show ? u"warning"_s : QString(), show ? problem : row->info.help);
}

void FieldRows::setValues(const FieldValues &values)
{
    if (values.transport != m_transport)
        chooseTransport(values.transport);
    for (Row &row : m_rows) {
        const QString value = values.values.value(row.info.key);
        m_typed.insert(row.info.key, value);
        if (row.edit->text() != value)
            row.edit->setText(value);
        showHint(&row);
    }
}

FieldValues FieldRows::values() const
{
    FieldValues values{m_transport, {}};
    for (const Row &row : m_rows)
        values.values.insert(row.info.key, row.edit->text().trimmed());
    return values;
}

QString FieldRows::problem() const
{
    const auto checked = checkFields(m_syntax, values());
    return checked ? QString() : checked.error().message;
}

QWidget *FieldRows::firstField() const
{
    return m_rows.isEmpty() ? static_cast<QWidget *>(m_transports) : m_rows.first().edit;
}

} // namespace procdeck
