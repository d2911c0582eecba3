#include "backend/engine/dbgeng/helpersetup.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace procdeck::dbgeng {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(HelperSetup)
};

QString dataFolder(const QString &name)
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/procdeck/"_s + name;
}

/// The first of these that holds the file; empty: none does.
QString folderWith(const QString &file, const QStringList &folders)
{
    for (const QString &folder : folders) {
        if (!folder.isEmpty() && QFileInfo(QDir(folder).filePath(file)).isFile())
            return QDir(folder).absolutePath();
    }
    return {};
}

/// Wine shows the whole file system as drive Z:.
QString windowsPath(const QString &path)
{
    return u"Z:"_s + QDir::toNativeSeparators(path).replace(u'/', u'\\');
}

} // namespace

HelperSetup findHelper(const Host &host)
{
    const QString wine = host.findProgram({u"wine64"_s, u"wine"_s});
    const QString ours = QCoreApplication::applicationDirPath();
    const QString helperFolder = folderWith(helperName, {qEnvironmentVariable("PROCDECK_DBGENG_HOST_DIR"), ours});
    const QString engineFolder = folderWith(
        u"dbgeng.dll"_s, {qEnvironmentVariable("PROCDECK_DBGENG_DIR"), dataFolder(u"dbgeng"_s), ours + u"/dbgeng"_s});

    HelperSetup setup;
    if (wine.isEmpty()) {
        setup.missing = Tr::tr("Wine is not installed; it runs Microsoft's debug engine here.");
        setup.installHint = howToGet(u"wine"_s, u"wine wine64"_s);
    } else if (helperFolder.isEmpty()) {
        setup.missing = Tr::tr("The helper program %1 is not there.").arg(helperName);
        setup.installHint = Tr::tr("Run installer/dbgeng.sh, which builds it.");
    } else if (engineFolder.isEmpty()) {
        setup.missing = Tr::tr("Microsoft's debug engine (dbgeng.dll) is not there.");
        setup.installHint =
            Tr::tr("Run installer/dbgeng.sh, which fetches it from Microsoft; or copy dbgeng.dll, dbghelp.dll, "
                   "dbgcore.dll and dbgmodel.dll of the Debugging Tools for Windows to %1.")
                .arg(dataFolder(u"dbgeng"_s));
    }
    setup.program = wine;
    setup.runsInWine = true;
    setup.arguments = {helperFolder + u'/' + helperName};
    setup.engineFolder = windowsPath(engineFolder);
    setup.environment = {{u"WINEDEBUG"_s, u"-all"_s},
                         // Wine's own engine answers that nothing is implemented.
                         {u"WINEDLLOVERRIDES"_s, u"dbgeng,dbghelp,dbgcore,dbgmodel,msdia140=n;mscoree,mshtml="_s},
                         // No window is ever shown, so no display is looked for.
                         {u"DISPLAY"_s, QString()}};
    if (!qEnvironmentVariableIsSet("WINEPREFIX"))
        setup.environment.insert(u"WINEPREFIX"_s, dataFolder(u"wine"_s));
    return setup;
}

void shieldFromTerminal(QProcess &helper)
{
    helper.setChildProcessModifier([] { ::setsid(); });
}

} // namespace procdeck::dbgeng
