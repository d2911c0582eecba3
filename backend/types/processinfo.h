#pragma once
// One process as a process server lists it. Thread: none (value).

#include <QList>
#include <QMetaType>
#include <QString>

namespace procdeck {

/// How much of a process the server was asked for so far.
enum class Known : quint8 { Id, Name /* and path */, All };

/// Text fields come from the server: bounded, but otherwise as it sent them. Show them as plain text.
struct ProcessInfo {
    qint64 pid = 0;
    qint64 parentPid = -1; ///< -1: not told
    QString name;          ///< file name of the program; may be empty (kernel threads, zombies)
    QString path;          ///< full path of the program; empty: not told
    QString commandLine;   ///< arguments for people: quoted where needed; empty: not told
    QString user;          ///< name, or the number where only that is known
    QString architecture;  ///< empty: not told
    Known known = Known::All;

    bool operator==(const ProcessInfo &) const = default;
};

using ProcessList = QList<ProcessInfo>;

/// `before` with what `now` tells of the same process. What was known before stays for as long as `now` asked for less and
/// does not contradict it; a process that tells its details no more, because it has ended, keeps its name.
[[nodiscard]] ProcessInfo learned(const ProcessInfo &before, const ProcessInfo &now);

/// Those of which not everything was asked for.
[[nodiscard]] QList<qint64> withoutDetails(const ProcessList &processes);

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::ProcessInfo)
