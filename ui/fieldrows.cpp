#include "ui/fieldrows.h"

#include "ui/labels.h"

#include <QCheckBox>
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

QString FieldRows::Row::value() const
{
    if (box)
        return box->isChecked() ? u"yes"_s : QString();
    return edit->text().trimmed();
}

void FieldRows::Row::setValue(const QString &value) const
{
    if (box)
        box->setChecked(!value.isEmpty());
    else if (edit->text() != value)
        edit->setText(value);
}

QWidget *FieldRows::Row::editor() const
{
    return box ? static_cast<QWidget *>(box) : edit;
}

void FieldRows::chooseTransport(const QString &id)
{
    m_rest.clear();
    m_transport = id;
    m_transports->setCurrentIndex(m_transports->findData(id));
    rebuild();
}

void FieldRows::rebuild()
{
    for (const Row &row : m_rows)
        m_form->removeRow(row.editor()->parentWidget());
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
    Row row{field, nullptr, nullptr, new Notice(Notice::Look::Plain, cell), false};
    makeEditor(&row, at, cell);
    row.setValue(m_typed.value(field.key, field.defaultValue));
    row.hint->setObjectName(field.key + u"Hint"_s);

    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(row.editor());
    column->addWidget(row.hint);
    auto *label = new QLabel(row.box ? QString() : field.label);
    label->setBuddy(row.editor());
    m_form->insertRow(m_firstRow + at, label, cell);
    QWidget::setTabOrder(at == 0 ? static_cast<QWidget *>(m_transports) : m_rows.last().editor(), row.editor());

    m_rows.append(row);
    showHint(&m_rows.last());
}

void FieldRows::makeEditor(Row *row, int at, QWidget *cell)
{
    const FieldInfo &field = row->info;
    if (field.kind == FieldKind::Flag) {
        row->box = new QCheckBox(field.label, cell);
        connect(row->box, &QCheckBox::clicked, this, [this, at] { edit(at); });
    } else {
        row->edit = new QLineEdit(cell);
        if (field.kind == FieldKind::Secret)
            row->edit->setEchoMode(QLineEdit::Password);
        if (field.optional)
            row->edit->setPlaceholderText(tr("optional"));
        connect(row->edit, &QLineEdit::textEdited, this, [this, at] { edit(at); });
    }
    row->editor()->setObjectName(field.key + u"Field"_s);
    // The label is not beside the line for a screen reader: they have different parents.
    row->editor()->setAccessibleName(QString(field.label).remove(u'&'));
}

void FieldRows::edit(int at)
{
    Row &row = m_rows[at];
    m_typed.insert(row.info.key, row.value());
    row.touched = true;
    showHint(&row);
    emit edited();
}

void FieldRows::showHint(Row *row)
{
    const QString value = row->value();
    const QString problem = fieldProblem(row->info, value);
    const bool show = !problem.isEmpty() && (row->touched || !value.isEmpty());
    row->hint->showMessage(show ? u"warning"_s : QString(), show ? problem : row->info.help);
}

void FieldRows::setValues(const FieldValues &values)
{
    if (values.transport != m_transport)
        chooseTransport(values.transport);
    m_rest = values.values;
    for (Row &row : m_rows) {
        const QString value = m_rest.take(row.info.key);
        if (value.isEmpty() && row.info.kind == FieldKind::Secret)
            continue; // text has no place for it
        m_typed.insert(row.info.key, value);
        row.setValue(value);
        showHint(&row);
    }
}

FieldValues FieldRows::values() const
{
    FieldValues values{m_transport, m_rest};
    for (const Row &row : m_rows)
        values.values.insert(row.info.key, row.value());
    return values;
}

QString FieldRows::problem() const
{
    const auto checked = checkFields(m_syntax, values());
    return checked ? QString() : checked.error().message;
}

QWidget *FieldRows::firstField() const
{
    return m_rows.isEmpty() ? static_cast<QWidget *>(m_transports) : m_rows.first().editor();
}

} // namespace procdeck
