#pragma once
// One process as a process server lists it. Thread: none (value).

#include <QList>
#include <QMetaType>
#include <QString>

namespace procdeck {

/// Text fields come from the server: bounded, but otherwise as it sent them. Show them as plain text.
struct ProcessInfo {
    qint64 pid = 0;
    qint64 parentPid = -1; ///< -1: not told
    QString name;          ///< file name of the program; may be empty (kernel threads, zombies)
    QString path;          ///< full path of the program; empty: not told
    QString commandLine;   ///< arguments for people: quoted where needed; empty: not told
    QString user;          ///< name, or the number where only that is known
    QString architecture;  ///< empty: not told

    bool operator==(const ProcessInfo &) const = default;
};

using ProcessList = QList<ProcessInfo>;

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::ProcessInfo)
