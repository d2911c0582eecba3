#pragma once
// The tree of servers with its search. Thread: GUI.

#include "model/servertreemodel.h"

#include <QWidget>

class QTreeView;

namespace procdeck {

class ServerFilter;

class ServerPane final : public QWidget {
    Q_OBJECT

public:
    explicit ServerPane(ServerTreeModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QTreeView *tree() const { return m_tree; }
    /// Of the current row or the row's server; null: none.
    [[nodiscard]] ServerId currentServer() const;
    /// Of the current row, where it is a process that is debugged; 0: it is not.
    [[nodiscard]] qint64 currentDebuggee() const;
    /// Does nothing where the server is not in the list; drops the search where it hides the server.
    void select(ServerId server);
    void setSearch(const QString &text);

signals:
    void currentServerChanged(procdeck::ServerId server);
    void serverActivated(); ///< double click or Enter on the current server
    void searchReset();     ///< the search was dropped to show a server

private:
    void expandGroups(const QModelIndex &parent, int first, int last);
    void expandNew(const QModelIndex &parent, int first, int last);

    ServerTreeModel &m_model;
    ServerFilter *m_filter;
    QTreeView *m_tree;
};

} // namespace procdeck
