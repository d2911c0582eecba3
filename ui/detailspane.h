#pragma once
// The right side of the window: the chosen server's name and state, and its tabs. Thread: GUI.

#include "model/deck.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabWidget;
class QTimer;

namespace procdeck {

class ElidedLabel;
class OverviewPage;
class ProcessPage;

class DetailsPane final : public QWidget {
    Q_OBJECT

public:
    explicit DetailsPane(Deck &deck, QWidget *parent = nullptr);

    /// Shows the chosen server as it is known now. Cheap where nothing changed.
    void refresh();
    void showTab(int tab); ///< 0 Overview, 1 Processes, 2 Log
    void findProcess();
    void setDebuggable(const QString &why); ///< see ProcessPage

signals:
    void debugRequested(qint64 pid, const QString &name); ///< a process of the chosen server
    void detailsWanted(const QList<qint64> &pids);        ///< of the chosen server; see ProcessPage

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QWidget *makeTitle();
    [[nodiscard]] QWidget *makeNothing();
    [[nodiscard]] QWidget *makeLog();

    Deck &m_deck;
    QStackedWidget *m_stack;
    QLabel *m_icon;
    ElidedLabel *m_name;
    QLabel *m_state;
    QTabWidget *m_tabs;
    OverviewPage *m_overview;
    ProcessPage *m_processes;
    QTimer *m_clock; ///< "2 min ago" goes on
    QString m_shownIcon;
};

} // namespace procdeck
