#pragma once
// The process list of an LLDB platform server: qfProcessInfo, then qsProcessInfo until an error ends it. Thread: worker.
//
//   pid:14738;ppid:1;uid:0;gid:0;euid:0;egid:0;name:<hex path>;args:<hex>-<hex>-…;triple:<hex>;
//
// Numbers are decimal here. Every Exx is the end (E04 after the last, E03 where nothing matches). The name is the program's
// path; it is empty for kernel threads and zombies. The list is a snapshot that the server takes at the first question.
// Seen on lldb-server 14.0.6, 19.1.7, 22.1.8.

#include "backend/engine/stub/stubtask.h"
#include "backend/types/processinfo.h"

#include <QHash>

#include <optional>

namespace procdeck::lldb {

/// nullopt: no process record. The user is still the number.
[[nodiscard]] std::optional<ProcessInfo> parseProcess(const QByteArray &record);

class ListTask final : public stub::StubTask<ProcessList> {
public:
    explicit ListTask(rsp::RspClient &client);

    /// A server that lists more is lying.
    static constexpr qsizetype maxProcesses = 500'000;
    static constexpr std::chrono::milliseconds deadline{60'000};

private:
    void run() override;
    void take(const QByteArray &record);
    void askUserNames();
    void askNextUserName();
    void conclude();

    ProcessList m_processes;
    QList<QString> m_userIds; ///< still to be asked for
    QHash<QString, QString> m_userNames;
};

} // namespace procdeck::lldb
