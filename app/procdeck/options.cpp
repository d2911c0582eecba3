#include "app/procdeck/options.h"

#include "backend/log/log.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(WindowOptions)
};

Error wrong(const QString &message)
{
    return {ErrorCode::InvalidInput, message, {}, Tr::tr("procdeck --help shows what there is.")};
}

} // namespace

Result<std::variant<WindowOptions, PrintText>> parseOptions(const QStringList &arguments)
{
    using Parsed = std::variant<WindowOptions, PrintText>;
    QCommandLineParser parser;
    parser.setApplicationDescription(Tr::tr("Desktop manager for remote-debug process servers."));
    const QCommandLineOption help({u"h"_s, u"help"_s}, Tr::tr("Show this help."));
    const QCommandLineOption version({u"v"_s, u"version"_s}, Tr::tr("Show the version."));
    const QCommandLineOption level(u"log-level"_s,
                                   Tr::tr("How much to log: trace, debug, info, warning, error or off."), u"LEVEL"_s);
    const QCommandLineOption file(u"log-file"_s, Tr::tr("Where to log."), u"FILE"_s);
    parser.addOptions({help, version, level, file});

    if (!parser.parse(QStringList{u"procdeck"_s} + arguments))
        return wrong(parser.errorText());
    if (parser.isSet(help))
        // Read before there is an application that knows the program's name.
        return Parsed(PrintText{parser.helpText().replace(u"<executable_name>"_s, u"procdeck"_s)});
    if (parser.isSet(version))
        return Parsed(PrintText{u"procdeck "_s + QLatin1StringView(PROCDECK_VERSION) + u'\n'});
    if (!parser.positionalArguments().isEmpty())
        return wrong(Tr::tr("“%1” is not understood.").arg(parser.positionalArguments().first()));
    spdlog::level::level_enum ignored{};
    if (parser.isSet(level) && !parseLogLevel(parser.value(level), &ignored))
        return wrong(Tr::tr("There is no log level “%1”.").arg(parser.value(level)));
    return Parsed(WindowOptions{parser.value(level), parser.value(file)});
}

} // namespace procdeck
