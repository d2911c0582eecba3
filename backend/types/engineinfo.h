#pragma once
// What a debug engine can do and how it is talked to, as data: the window and the command line are built from it and
// never ask which engine it is. Thread: none (value).

#include "backend/types/fields.h"
#include "backend/types/waitway.h"

#include <QFlags>
#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

namespace procdeck {

enum class Capability : quint16 {
    Start = 0x01,   ///< this machine can run such a server now
    Connect = 0x02, ///< become a client
    ListProcesses = 0x04,
    End = 0x08,         ///< ask the server to shut down, and verify
    Wait = 0x10,        ///< learn that a server has ended
    ManyClients = 0x20, ///< serves several clients at once; without it a connection makes everybody else wait
    SafeProbe = 0x40,   ///< a bare connect and close does no harm
    Debug = 0x80,       ///< launch programs, and attach to processes, through the server
    /// Lists tell ids and names only: the rest of a process takes so long that it is asked for where somebody looks at it.
    /// Without this, lists tell everything.
    ProcessDetails = 0x100,
};
Q_DECLARE_FLAGS(Capabilities, Capability)
Q_DECLARE_OPERATORS_FOR_FLAGS(Capabilities)

/// How servers of this engine are started on this computer.
struct StartSupport {
    QString program;     ///< full path of the server program found; empty: missing
    QString version;     ///< as far as known without running it; may be empty
    QString missing;     ///< what is missing, for the operator; empty: nothing
    QString installHint; ///< how to get it: "sudo apt install gdbserver"
    /// Why a server of this engine can be reached from other machines whatever address it is told to listen on.
    /// Empty: it honours the address. Not empty: starting needs the operator's consent.
    QString exposure;
};

/// What people type elsewhere to do the same with a tool that they know.
struct ToolCommand {
    QString tool; ///< for the operator: "WinDbg, as a client"
    QString commandLine;
};

struct EngineInfo {
    QString id;      ///< stable, starts every address: "engine:…"
    QString name;    ///< for the operator
    QString summary; ///< one sentence: what kind of server that is
    Capabilities capabilities;
    FieldSyntax connectSyntax; ///< what stands behind "engine:" in an address
    FieldSyntax listenSyntax;  ///< what a start takes
    StartSupport start;
    /// For a server with these fields of connectSyntax; without secrets. nullptr: there are none.
    QList<ToolCommand> (*toolCommands)(const FieldValues &fields) = nullptr;
    /// How the end of a server with these fields of connectSyntax is learnt where its process cannot be seen; where it can,
    /// that is watched. nullptr: there is no Capability::Wait.
    WaitWay (*waitFromOutside)(const FieldValues &fields) = nullptr;

    [[nodiscard]] bool can(Capability what) const { return capabilities.testFlag(what); }
};

using EngineInfos = QList<EngineInfo>;

/// How a wait for a server with these fields is going to learn of its end, as far as known before. here: it runs on this
/// computer. nullopt: the engine cannot wait.
[[nodiscard]] std::optional<WaitWay> waitWay(const EngineInfo &engine, const FieldValues &fields, bool here);

/// nullptr: no such engine.
[[nodiscard]] const EngineInfo *findEngine(const EngineInfos &engines, const QString &id);

} // namespace procdeck

Q_DECLARE_METATYPE(procdeck::EngineInfo)
