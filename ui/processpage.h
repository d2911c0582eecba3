#pragma once
// The processes of the chosen server: a table to search, sort and copy from. Thread: GUI.

#include "model/inventory.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace procdeck {

class ProcessFilter;
class ProcessModel;

class ProcessPage final : public QWidget {
    Q_OBJECT

public:
    explicit ProcessPage(ProcessModel &model, QWidget *parent = nullptr);

    void showServer(const Server &server, const QDateTime &now);
    void focusSearch();

private:
    void buildTable();
    void showCount();
    void copySelection() const;

    ProcessModel &m_model;
    ProcessFilter *m_filter;
    QLineEdit *m_search;
    QLabel *m_count;
    QTableView *m_table;
    QString m_listed; ///< when the list was made, or why there is none
    qint64 m_currentPid = -1;
};

} // namespace procdeck
