#pragma once
// What Procdeck remembers of its window, and the operator's preferences: one table of keys, defaults and what makes a
// stored value fit to be used. Nothing else reads QSettings. Thread: GUI.

#include <QSettings>
#include <QVariant>

namespace procdeck {

enum class Setting : quint8 { WindowGeometry, WindowState, ServerSplitter, LogLevel };

class Settings final {
    Q_DISABLE_COPY_MOVE(Settings)

public:
    /// The operator's own, by the names of organisation and application.
    Settings() = default;
    /// A file of its own, for tests.
    explicit Settings(const QString &iniFile)
        : m_store(iniFile, QSettings::IniFormat)
    {
    }

    /// The stored value where it is fit to be used, the default otherwise.
    [[nodiscard]] QVariant value(Setting setting) const;
    /// A value that is not fit to be used is not stored.
    void set(Setting setting, const QVariant &value);

    [[nodiscard]] static QString keyOf(Setting setting);

private:
    QSettings m_store;
};

} // namespace procdeck
