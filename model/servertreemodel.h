#pragma once
// The inventory as a tree: groups (this computer, then one for each other machine), servers, their sessions.
// Thread: GUI. Only translates the inventory's signals; a change costs its own row, however many servers there are.

#include "model/inventory.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace procdeck {

class ServerTreeModel final : public QAbstractItemModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServerTreeModel)

public:
    enum Column { NameColumn, StateColumn, SessionsColumn, ColumnCount };
    enum class Kind : quint8 { Group, Server, Session };
    enum Role {
        KindRole = Qt::UserRole, ///< int of Kind
        ServerIdRole,            ///< QUuid; of a session: its server's; null for groups
        IconRole,                ///< name of an icon; empty: none
        SortRole,
        DebuggeeRole, ///< qint64, pid of a session that is a debuggee; 0: none
        SearchRole,   ///< everything that a search for this server may find
    };

    explicit ServerTreeModel(const Inventory &inventory, QObject *parent = nullptr);
    ~ServerTreeModel() override;

    /// Invalid: not in the list.
    [[nodiscard]] QModelIndex indexOf(ServerId id) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Node;

    void add(ServerId id);
    void update(ServerId id);
    void drop(ServerId id);
    void mergeSessions(Node &server, const QList<Session> &sessions);
    Node &groupFor(const Server &server);
    void dropGroupIfEmpty(Node &group);
    void moveTo(Node &server, Node &group);

    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node &node, int column = 0) const;
    [[nodiscard]] QVariant groupData(const Node &node, int column, int role) const;
    [[nodiscard]] QVariant serverData(const Node &node, int column, int role) const;
    [[nodiscard]] QVariant sessionData(const Node &node, int column, int role) const;

    const Inventory &m_inventory;
    std::unique_ptr<Node> m_root;
    QHash<ServerId, Node *> m_byServer;
};

} // namespace procdeck
