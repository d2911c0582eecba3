#pragma once
// Asks for a program to run on a server's machine, under the debug engine. Thread: GUI.

#include <QDialog>

class QLineEdit;

namespace procdeck {

class LaunchDialog final : public QDialog {
    Q_OBJECT

public:
    /// server: its name in the list.
    explicit LaunchDialog(const QString &server, QWidget *parent = nullptr);

    [[nodiscard]] QString commandLine() const;

private:
    QLineEdit *m_commandLine;
};

} // namespace procdeck
