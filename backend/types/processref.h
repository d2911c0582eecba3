#pragma once
// A process of this computer, safe against reuse of its pid. Thread: none (value).

#include <QMetaType>
#include <QString>

namespace procdeck {

struct ProcessRef {
    qint64 pid = 0;
    quint64 startTime =
        0;               ///< in the system's own unit (Linux: clock ticks since boot); equal only for the same process
    QString commandLine; ///< for people, and for finding the process again after a reboot of Procdeck

    bool operator==(const ProcessRef &) const = default;
};

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::ProcessRef)
