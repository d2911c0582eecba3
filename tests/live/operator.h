#pragma once
// An operator at the window: clicks, types and looks, through Qt Test, as a person with mouse and keyboard does. Every action
// waits for what it needs, with a deadline, and throws a Lost where that does not come. Thread: GUI.

#include "app/procdeck/application.h"
#include "model/settings.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <stdexcept>

class QAbstractButton;
class QAction;
class QLineEdit;

namespace procdeck::test {

/// What the operator was looking for and did not find.
class Lost final : public std::runtime_error {
public:
    explicit Lost(const QString &what)
        : std::runtime_error(what.toStdString())
    {
    }
};

class Operator final {
    Q_DISABLE_COPY_MOVE(Operator)

public:
    Operator();
    ~Operator(); ///< ends the servers that it started and that are left, by their pid

    static constexpr int deadlineMs = 30'000;

    void startServer(const QString &engineName, const QString &name);
    void addServer(const QString &address, const QString &name);
    void choose(const QString &server);
    void press(const QString &action); ///< by its object name, on the tool bar
    void confirmEnd();
    void launchProgram(const QString &commandLine);
    /// From the menu of the first session of that kind below the server: an action's object name.
    void chooseInSessionMenu(const QString &server, SessionKind kind, const QString &action);
    void cancelJob();
    void showTab(const QString &title);
    void searchProcesses(const QString &text);

    void waitForState(const QString &server, const QString &word);
    void waitForJob(JobState state);
    void waitFor(const QString &what, const std::function<bool()> &condition);

    [[nodiscard]] QString stateOf(const QString &server) const; ///< empty: not in the list
    [[nodiscard]] const Server *find(const QString &server) const;
    [[nodiscard]] int shownProcesses() const;
    [[nodiscard]] JobSnapshot newestJob() const;
    [[nodiscard]] bool canPress(const QString &action) const;
    [[nodiscard]] MainWindow &window() { return m_application.window(); }
    [[nodiscard]] Deck &deck() { return m_application.deck(); }

    template <typename T> [[nodiscard]] T *get(const QString &name) const
    {
        auto *found = m_application.window().findChild<T *>(name);
        if (!found)
            throw Lost(QStringLiteral("there is no “%1”").arg(name));
        return found;
    }

    /// Called after each thing the operator did, with what it was.
    std::function<void(const QString &what)> onStep;

private:
    void step(const QString &what);
    void click(QWidget *widget);
    void type(QLineEdit *edit, const QString &text);
    QWidget *dialog(const QString &name);

    QTemporaryDir m_home;
    QStringList m_started; ///< names of servers
    Settings m_settings;
    mutable Application m_application;
};

} // namespace procdeck::test
