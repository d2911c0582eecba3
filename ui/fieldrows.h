#pragma once
// Rows of a form for the fields of an address or a listen specification, built from their description: the choice of a
// transport, then one line for each field, with its help or its problem below; a flag is a check box, a secret shows dots.
// Thread: GUI. The form owns the widgets; object names are "transportCombo", "<key>Field" and "<key>Hint".

#include "backend/types/fields.h"

#include <QObject>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace procdeck {

class Notice;

class FieldRows final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldRows)

public:
    /// The rows come below those that the form has now; rows added to the form later stay below them.
    FieldRows(QFormLayout *form, QObject *parent);

    /// Takes over what was typed into fields of the same key.
    void setSyntax(const FieldSyntax &syntax);
    /// Shows these values; edited() is not emitted. A secret that they leave out stays, and keys without a row are kept.
    void setValues(const FieldValues &values);
    [[nodiscard]] FieldValues values() const;
    /// The first problem, in words; empty: none.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QWidget *firstField() const;

signals:
    void edited();  ///< by the operator
    void rebuilt(); ///< other rows than before

private:
    struct Row {
        FieldInfo info;
        QLineEdit *edit = nullptr; ///< nullptr: a flag
        QCheckBox *box = nullptr;  ///< of a flag
        Notice *hint = nullptr;
        bool touched = false; ///< an empty field is no problem before the operator was there

        [[nodiscard]] QString value() const;
        void setValue(const QString &value) const;
        [[nodiscard]] QWidget *editor() const;
    };

    void chooseTransport(const QString &id);
    void rebuild();
    void addRow(int at, const FieldInfo &field);
    void makeEditor(Row *row, int at, QWidget *cell);
    void edit(int at);
    static void showHint(Row *row);

    QFormLayout *m_form;
    QComboBox *m_transports;
    int m_firstRow;
    FieldSyntax m_syntax;
    QString m_transport;
    QList<Row> m_rows;
    QMap<QString, QString> m_typed; ///< by key, also of fields that are not shown now
    QMap<QString, QString> m_rest;  ///< of the shown values: what no row is for
};

} // namespace procdeck
