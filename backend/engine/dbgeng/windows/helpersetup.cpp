#include "backend/engine/dbgeng/helpersetup.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <windows.h>

using namespace Qt::StringLiterals;

namespace procdeck::dbgeng {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(HelperSetup)
};

bool hasEngine(const QString &folder)
{
    return !folder.isEmpty() && QFileInfo(QDir(folder).filePath(u"dbgeng.dll"_s)).isFile();
}

/// Only Wine's ntdll.dll tells this.
bool isWine()
{
    const HMODULE system = GetModuleHandleW(L"ntdll.dll");
    return system && GetProcAddress(system, "wine_get_version");
}

/// Newest things first; Windows' own engine, of an older release, last.
QStringList engineFolders(const QString &ours)
{
    QStringList folders{qEnvironmentVariable("PROCDECK_DBGENG_DIR"), ours + u"/dbgeng"_s};
    for (const char *variable : {"ProgramFiles(x86)", "ProgramFiles"}) {
        const QString programs = qEnvironmentVariable(variable);
        folders << programs + u"/Windows Kits/10/Debuggers/x64"_s << programs + u"/WinDbg/amd64"_s;
    }
    // WinDbg from the store; the folder's name holds its version.
    QDir store(qEnvironmentVariable("ProgramFiles") + u"/WindowsApps"_s);
    for (const QString &package :
         store.entryList({u"Microsoft.WinDbg_*_x64*"_s}, QDir::Dirs, QDir::Name | QDir::Reversed))
        folders << store.filePath(package) + u"/amd64"_s;
    folders << qEnvironmentVariable("SystemRoot") + u"/System32"_s;
    return folders;
}

} // namespace

HelperSetup findHelper(const Host &host)
{
    Q_UNUSED(host)
    const QString ours = QCoreApplication::applicationDirPath();
    HelperSetup setup;
    setup.program = ours + u'/' + helperName;
    setup.runsInWine = isWine();
    for (const QString &folder : engineFolders(ours)) {
        if (!hasEngine(folder))
            continue;
        setup.engineFolder = QDir::toNativeSeparators(QDir(folder).absolutePath());
        break;
    }
    if (!QFileInfo(setup.program).isFile()) {
        setup.missing = Tr::tr("The helper program %1 is not there.").arg(helperName);
        setup.installHint = Tr::tr("Install Procdeck again: it belongs beside procdeck.exe.");
    } else if (setup.engineFolder.isEmpty()) {
        setup.missing = Tr::tr("Microsoft's debug engine (dbgeng.dll) is not there.");
        setup.installHint = Tr::tr("Install WinDbg from the Microsoft Store, or the Debugging Tools for Windows.");
    }
    return setup;
}

void shieldFromTerminal(QProcess &helper)
{
    helper.setCreateProcessArgumentsModifier(
        [](QProcess::CreateProcessArguments *arguments) { arguments->flags |= CREATE_NEW_PROCESS_GROUP; });
}

} // namespace procdeck::dbgeng
