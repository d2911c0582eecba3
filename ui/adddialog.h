#pragma once
// Asks for the address of a server that exists: as a line to paste, or field by field; each follows the other.
// Opens without blocking: open(), then accepted(). Thread: GUI.

#include "backend/types/serverspec.h"

#include <QDialog>

#include <functional>
#include <optional>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace procdeck {

class FieldRows;
class Notice;

class AddDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddDialog)

public:
    /// nameOf: what the server of that address is called in the list; empty: none has it.
    using NameOf = std::function<QString(const ServerAddress &address)>;
    AddDialog(const EngineInfos &engines, NameOf nameOf, QWidget *parent = nullptr);

    /// The new server. Legal once accepted.
    [[nodiscard]] ServerSpec spec() const;

private:
    void buildForm();
    void addressEdited();
    void fieldsEdited();
    void engineChosen();
    /// Shows the outcome of what was typed; where it is an error, it is shown below the address line.
    void take(const Result<ServerAddress> &address, bool complain);

    EngineInfos m_engines;
    NameOf m_nameOf;
    QFormLayout *m_form;
    QLineEdit *m_address;
    Notice *m_problem;
    QComboBox *m_engine;
    FieldRows *m_fields;
    QLineEdit *m_name;
    QPushButton *m_add;
    std::optional<ServerAddress> m_valid;
};

} // namespace procdeck
