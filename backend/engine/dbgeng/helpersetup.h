#pragma once
// What it takes on this machine to run the helper program that calls Microsoft's debug engine: natively on Windows,
// through Wine elsewhere. One file for each system. Thread: any.

#include "backend/host/host.h"

#include <QMap>
#include <QString>
#include <QStringList>

class QProcess;

namespace procdeck::dbgeng {

struct HelperSetup {
    QString program;                    ///< full path: the helper, or what runs it
    QStringList arguments;              ///< before the helper's own
    QMap<QString, QString> environment; ///< beside our own; a null value takes a variable away
    QString engineFolder;               ///< where dbgeng.dll is, as the helper has to name it
    bool runsInWine = false;            ///< whose server holds the sockets: the table does not lead to the helper
    QString missing;                    ///< what is not here, for the operator; empty: nothing
    QString installHint;                ///< how to get it
};

[[nodiscard]] HelperSetup findHelper(const Host &host);

/// A Ctrl+C in the terminal is for Procdeck, which then ends its helper in good order. To be called before the start.
void shieldFromTerminal(QProcess &helper);

/// Part of the helper's command line, by which its process is known again.
inline constexpr QLatin1StringView helperName{"procdeck-dbgeng-host.exe"};

} // namespace procdeck::dbgeng
