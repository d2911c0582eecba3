#pragma once
// Asks what a new server on this computer shall be: engine, where it listens, name. Built from the engines' own
// descriptions. Opens without blocking: open(), then accepted(). Thread: GUI.

#include "backend/types/command.h"
#include "backend/types/engineinfo.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace procdeck {

class FieldRows;
class Notice;
class ValueLabel;

class StartDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartDialog)

public:
    explicit StartDialog(const EngineInfos &engines, QWidget *parent = nullptr);

    /// What was chosen, as a command for a new server. Legal once accepted.
    [[nodiscard]] Command command() const;

private:
    [[nodiscard]] const EngineInfo *engine() const;
    [[nodiscard]] QString exposure() const;
    void buildForm();
    void buildNotices();
    void engineChosen();
    void update();

    EngineInfos m_engines;
    QFormLayout *m_form;
    QComboBox *m_engine;
    Notice *m_summary;
    FieldRows *m_fields;
    QLineEdit *m_name;
    QCheckBox *m_endsWithUs;
    ValueLabel *m_preview;
    Notice *m_missing;
    Notice *m_exposure;
    QCheckBox *m_consent;
    QPushButton *m_start;
};

} // namespace procdeck
