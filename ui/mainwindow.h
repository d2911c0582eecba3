#pragma once
// The main window: reads the deck, sends what the operator wants as values. Knows no worker, so that tests drive it with
// made-up statuses. Thread: GUI.

#include "model/deck.h"

#include <QMainWindow>

class QLabel;
class QLineEdit;
class QMenu;
class QStackedWidget;
class QSplitter;

namespace procdeck {

class DetailsPane;
class ElidedLabel;
class JobsPane;
class ServerPane;
class Settings;
class WindowActions;
enum class ServerAction : quint8;

class MainWindow final : public QMainWindow {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    /// Both outlive the window.
    MainWindow(Deck &deck, Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    void selectServer(ServerId server);

signals:
    /// The receiver folds it into the deck and gives it to the worker. The window then chooses the command's server.
    void commandRequested(const procdeck::Command &command);
    void cancelRequested(const QUuid &job);
    void addRequested(const procdeck::ServerSpec &server);
    void removeRequested(const QUuid &server);
    /// Look, without touching it, whether the server is there.
    void lookRequested(const procdeck::ServerSpec &server);
    /// The operator looks at these processes, or does not any more (none), and lists of that server leave things out.
    void detailsWanted(const QUuid &server, const QList<qint64> &pids);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildCentre();
    void buildServers();
    void buildJobs();
    void buildToolBar();
    void buildMenus();
    void buildStatusBar();
    void connectActions();
    void restore();

    [[nodiscard]] const Server *current() const;
    void request(const Verb &verb);
    void startServer();
    void addServer();
    void endServer();
    void launchProgram();
    void endDebuggee(qint64 pid);
    void addDebuggeeActions(QMenu *menu, qint64 pid);
    void addToolCommands(QMenu *menu);
    void removeServer();
    void refreshServer();
    void cancelJobs();
    void activateServer();
    void showTreeMenu(const QPoint &position);
    void showFailure(const JobSnapshot &job);
    void wantDetails(const QList<qint64> &pids);
    void showAbout();

    /// Everything that depends on the inventory, once for any number of signals.
    void updateSoon();
    void updateNow();

    Deck &m_deck;
    Settings &m_settings;
    WindowActions *m_actions;
    QStackedWidget *m_centre;
    // Made with the first server: a window that shows none opens sooner.
    QSplitter *m_splitter = nullptr;
    ServerPane *m_servers = nullptr;
    DetailsPane *m_details = nullptr;
    JobsPane *m_jobs;
    QLineEdit *m_search;
    QLabel *m_summary;
    QLabel *m_failureIcon;
    ElidedLabel *m_failure;
    ServerId m_failedServer;
    ServerId m_detailsOf; ///< whose processes' details were wanted last
    bool m_updatePending = false;
};

} // namespace procdeck
