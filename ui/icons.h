#pragma once
// Icons by name, as the models give them. Thread: GUI.

#include <QHash>
#include <QIcon>
#include <QStyledItemDelegate>

namespace procdeck {

/// The picture of that name from resources/icons, for small and large places and for high-density screens.
[[nodiscard]] QIcon themedIcon(const QString &name);

/// Shows the icon that the model names by a role of its own.
class IconDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    IconDelegate(int iconRole, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_iconRole;
    mutable QHash<QString, QIcon> m_icons; ///< views paint often
};

} // namespace procdeck
