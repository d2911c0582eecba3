#pragma once
// The processes of the chosen server: a table to search, sort and copy from. Thread: GUI.

#include "model/inventory.h"

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QTableView;
class QTimer;

namespace procdeck {

class ProcessFilter;
class ProcessModel;

class ProcessPage final : public QWidget {
    Q_OBJECT

public:
    explicit ProcessPage(ProcessModel &model, QWidget *parent = nullptr);

    void showServer(const Server &server, const QDateTime &now);
    void focusSearch();
    /// why: the reason why no process can be debugged now; empty: one can.
    void setDebuggable(const QString &why);

signals:
    void debugRequested(qint64 pid, const QString &name);
    /// The operator looks at these, and not everything is known of them; none: at no such process any more. Comes again for
    /// as long as that is so.
    void detailsWanted(const QList<qint64> &pids);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildTable();
    void showCount();
    void watchWhatIsSeen();
    void lookSoon();
    void askForDetails();
    [[nodiscard]] QList<qint64> seenWithoutDetails() const;
    void copySelection() const;

    ProcessModel &m_model;
    ProcessFilter *m_filter;
    QLineEdit *m_search;
    QLabel *m_count;
    QTableView *m_table;
    QAction *m_debug;
    QTimer *m_look; ///< at what is seen now, once for any number of changes
    bool m_wantsDetails = false;
    QString m_listed; ///< when the list was made, or why there is none
    qint64 m_currentPid = -1;
};

} // namespace procdeck
