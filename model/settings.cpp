#include "model/settings.h"

#include <QByteArray>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Entry {
    QLatin1StringView key;
    QVariant (*fallback)();
    bool (*fits)(const QVariant &value);
};

QVariant nothing()
{
    return QByteArray();
}

/// Qt checks what it saved itself; what is left to check is that it is not something else.
bool isSavedState(const QVariant &value)
{
    constexpr qsizetype most = 64 * 1024;
    return value.typeId() == QMetaType::QByteArray && value.toByteArray().size() <= most;
}

const QStringList &logLevels()
{
    static const QStringList levels{u"trace"_s, u"debug"_s, u"info"_s, u"warning"_s, u"error"_s, u"off"_s};
    return levels;
}

const Entry &entry(Setting setting)
{
    // In the order of the enumeration.
    static const std::array<Entry, 4> table{{
        {"window/geometry"_L1, nothing, isSavedState},
        {"window/state"_L1, nothing, isSavedState},
        {"window/serverSplitter"_L1, nothing, isSavedState},
        {"log/level"_L1, [] { return QVariant(u"info"_s); },
         [](const QVariant &value) { return logLevels().contains(value.toString()); }},
    }};
    return table[static_cast<std::size_t>(setting)];
}

} // namespace

QString Settings::keyOf(Setting setting)
{
    return entry(setting).key;
}

QVariant Settings::value(Setting setting) const
{
    const Entry &known = entry(setting);
    const QVariant stored = m_store.value(known.key);
    return stored.isValid() && known.fits(stored) ? stored : known.fallback();
}

void Settings::set(Setting setting, const QVariant &value)
{
    const Entry &known = entry(setting);
    if (known.fits(value))
        m_store.setValue(known.key, value);
}

} // namespace procdeck
