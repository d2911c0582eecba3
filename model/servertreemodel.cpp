#include "model/servertreemodel.h"

#include "model/face.h"
#include "model/phrases.h"

using namespace Qt::StringLiterals;

namespace procdeck {

struct ServerTreeModel::Node {
    Kind kind = Kind::Group;
    Node *parent = nullptr;
    int row = 0; ///< in parent->children
    std::vector<std::unique_ptr<Node>> children;
    ServerId server;
    QString host;    ///< of a group; empty: this computer
    Session session; ///< of a session

    [[nodiscard]] int count() const { return static_cast<int>(children.size()); }

    void insertAt(int at, std::unique_ptr<Node> child)
    {
        child->parent = this;
        children.insert(children.begin() + at, std::move(child));
        renumber(at);
    }
    std::unique_ptr<Node> takeAt(int at)
    {
        auto child = std::move(children[static_cast<std::size_t>(at)]);
        children.erase(children.begin() + at);
        renumber(at);
        return child;
    }
    void renumber(int from)
    {
        for (int at = from; at < count(); ++at)
            children[static_cast<std::size_t>(at)]->row = at;
    }
};

ServerTreeModel::ServerTreeModel(const Inventory &inventory, QObject *parent)
    : QAbstractItemModel(parent)
    , m_inventory(inventory)
    , m_root(std::make_unique<Node>())
{
    connect(&inventory, &Inventory::serverAdded, this, &ServerTreeModel::add);
    connect(&inventory, &Inventory::serverChanged, this, &ServerTreeModel::update);
    connect(&inventory, &Inventory::serverRemoved, this, &ServerTreeModel::drop);
}

ServerTreeModel::~ServerTreeModel() = default;

ServerTreeModel::Node &ServerTreeModel::groupFor(const Server &server)
{
    const QString host = server.here ? QString() : hostOf(server.spec.address).toLower();
    for (const auto &group : m_root->children) {
        if (group->host == host)
            return *group;
    }
    const int at = host.isEmpty() ? 0 : m_root->count();
    auto group = std::make_unique<Node>();
    group->host = host;
    Node &added = *group;
    beginInsertRows({}, at, at);
    m_root->insertAt(at, std::move(group));
    endInsertRows();
    return added;
}

void ServerTreeModel::dropGroupIfEmpty(Node &group)
{
    if (group.count() > 0)
        return;
    beginRemoveRows({}, group.row, group.row);
    const auto dropped = m_root->takeAt(group.row);
    endRemoveRows();
}

void ServerTreeModel::add(ServerId id)
{
    const Server *server = m_inventory.find(id);
    Q_ASSERT(server && !m_byServer.contains(id));
    Node &group = groupFor(*server);
    auto node = std::make_unique<Node>();
    node->kind = Kind::Server;
    node->server = id;
    Node &added = *node;
    beginInsertRows(indexOf(group), group.count(), group.count());
    group.insertAt(group.count(), std::move(node));
    m_byServer.insert(id, &added);
    endInsertRows();
    mergeSessions(added, server->status.sessions);
}

void ServerTreeModel::update(ServerId id)
{
    Node *node = m_byServer.value(id);
    const Server *server = m_inventory.find(id);
    if (!node || !server)
        return;
    Node &group = groupFor(*server);
    if (&group != node->parent)
        moveTo(*node, group);
    mergeSessions(*node, server->status.sessions);
    emit dataChanged(indexOf(*node), indexOf(*node, ColumnCount - 1));
}

void ServerTreeModel::moveTo(Node &server, Node &group)
{
    Node &before = *server.parent;
    beginMoveRows(indexOf(before), server.row, server.row, indexOf(group), group.count());
    group.insertAt(group.count(), before.takeAt(server.row));
    endMoveRows();
    dropGroupIfEmpty(before);
}

void ServerTreeModel::drop(ServerId id)
{
    Node *node = m_byServer.take(id);
    if (!node)
        return;
    Node &group = *node->parent;
    beginRemoveRows(indexOf(group), node->row, node->row);
    const auto dropped = group.takeAt(node->row);
    endRemoveRows();
    dropGroupIfEmpty(group);
}

void ServerTreeModel::mergeSessions(Node &server, const QList<Session> &sessions)
{
    const auto same = [](const Session &one, const Session &other) {
        return one.kind == other.kind && one.pid == other.pid && one.title == other.title;
    };
    const auto remains = [&](const Session &session) {
        return std::any_of(sessions.begin(), sessions.end(),
                           [&](const Session &other) { return same(session, other); });
    };
    for (int at = server.count() - 1; at >= 0; --at) {
        if (remains(server.children[static_cast<std::size_t>(at)]->session))
            continue;
        beginRemoveRows(indexOf(server), at, at);
        const auto dropped = server.takeAt(at);
        endRemoveRows();
    }
    for (int at = 0; at < static_cast<int>(sessions.size()); ++at) {
        const Session &session = sessions.at(at);
        if (at < server.count() && same(server.children[static_cast<std::size_t>(at)]->session, session)) {
            server.children[static_cast<std::size_t>(at)]->session = session;
            continue;
        }
        auto node = std::make_unique<Node>();
        node->kind = Kind::Session;
        node->server = server.server;
        node->session = session;
        beginInsertRows(indexOf(server), at, at);
        server.insertAt(at, std::move(node));
        endInsertRows();
    }
    // What was reordered is left over at the end, as a second copy.
    if (const int wanted = static_cast<int>(sessions.size()); server.count() > wanted) {
        beginRemoveRows(indexOf(server), wanted, server.count() - 1);
        server.children.resize(static_cast<std::size_t>(wanted));
        endRemoveRows();
    }
}

ServerTreeModel::Node *ServerTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ServerTreeModel::indexOf(const Node &node, int column) const
{
    return node.parent ? createIndex(node.row, column, &node) : QModelIndex();
}

QModelIndex ServerTreeModel::indexOf(ServerId id) const
{
    const Node *node = m_byServer.value(id);
    return node ? indexOf(*node) : QModelIndex();
}

QModelIndex ServerTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ServerTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    return indexOf(*nodeOf(child)->parent);
}

int ServerTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : nodeOf(parent)->count();
}

int ServerTreeModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return ColumnCount;
}

QVariant ServerTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = *nodeOf(index);
    if (role == KindRole)
        return static_cast<int>(node.kind);
    if (role == ServerIdRole)
        return node.server;
    if (role == Qt::TextAlignmentRole && index.column() == SessionsColumn)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    switch (node.kind) {
    case Kind::Group:
        return groupData(node, index.column(), role);
    case Kind::Server:
        return serverData(node, index.column(), role);
    case Kind::Session:
        return sessionData(node, index.column(), role);
    }
    return {};
}

QVariant ServerTreeModel::groupData(const Node &node, int column, int role) const
{
    if (column != NameColumn)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return node.host.isEmpty() ? tr("This computer") : node.host;
    case IconRole:
        return node.host.isEmpty() ? u"computer"_s : u"host"_s;
    case SortRole:
        return node.row;
    default:
        return {};
    }
}

QVariant ServerTreeModel::serverData(const Node &node, int column, int role) const
{
    const Server *server = m_inventory.find(node.server);
    if (!server)
        return {};
    const qsizetype sessions = server->status.sessions.size();
    switch (role) {
    case Qt::DisplayRole:
        if (column == NameColumn)
            return displayName(server->spec);
        if (column == StateColumn)
            return faceOf(server->status).word;
        return sessions > 0 ? QVariant(sessions) : QVariant();
    case SortRole:
        return column == SessionsColumn ? QVariant(sessions) : serverData(node, column, Qt::DisplayRole);
    case IconRole:
        return column == NameColumn ? QVariant(faceOf(server->status).icon) : QVariant();
    case SearchRole: {
        const EngineInfo *engine = m_inventory.engineOf(*server);
        return QStringList{server->spec.name, server->spec.address.text, faceOf(server->status).word,
                           engine ? engine->name : QString(), server->status.identity.host}
            .join(u'\n');
    }
    case Qt::ToolTipRole: {
        const ServerFace face = faceOf(server->status);
        QStringList lines{server->spec.address.text, face.word + u": "_s + face.sentence};
        if (server->status.lastError)
            lines << tr("Last error: %1").arg(server->status.lastError->message);
        lines.removeAll(QString());
        return plainToolTip(lines.join(u'\n'));
    }
    case Qt::AccessibleTextRole:
        if (column == NameColumn)
            return tr("%1, %2, %3", "server, state, sessions")
                .arg(displayName(server->spec), faceOf(server->status).word, sessionsText(sessions));
        return column == SessionsColumn ? QVariant(sessionsText(sessions)) : serverData(node, column, Qt::DisplayRole);
    default:
        return {};
    }
}

QVariant ServerTreeModel::sessionData(const Node &node, int column, int role) const
{
    if (column != NameColumn)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case SortRole:
        return node.session.title;
    case Qt::ToolTipRole:
        return plainToolTip(node.session.title);
    case DebuggeeRole:
        return node.session.kind == SessionKind::Debuggee ? node.session.pid : qint64{0};
    case IconRole:
        switch (node.session.kind) {
        case SessionKind::OurConnection:
            return u"session-ours"_s;
        case SessionKind::Debuggee:
            return u"session-debuggee"_s;
        case SessionKind::ForeignClient:
            return u"session-foreign"_s;
        }
        return {};
    default:
        return {};
    }
}

QVariant ServerTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == SessionsColumn)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case StateColumn:
        return tr("State");
    case SessionsColumn:
        return tr("Sessions");
    default:
        return {};
    }
}

} // namespace procdeck
