#include "app/procdeckctl/arguments.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck::ctl {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Arguments)
};

/// Which options a command understands, beside those that all do.
struct CommandForm {
    QString name;
    QString operand; ///< what the one positional argument is; empty: none
    QStringList options;
};

const QList<CommandForm> &commandForms()
{
    static const QString password = u"password-stdin"_s;
    static const QList<CommandForm> forms{
        {u"engines"_s, {}, {}},
        {u"start"_s, u"ENGINE"_s, {u"listen"_s, u"name"_s, u"allow-exposed"_s, u"foreground"_s, password}},
        {u"identify"_s, u"ADDRESS"_s, {password}},
        {u"processes"_s, u"ADDRESS"_s, {password}},
        {u"end"_s, u"ADDRESS"_s, {u"timeout"_s, password}},
        {u"wait"_s, u"ADDRESS"_s, {u"timeout"_s, u"force"_s, password}},
    };
    return forms;
}

QList<QCommandLineOption> allOptions()
{
    const auto flag = [](const QString &name) { return QCommandLineOption(name); };
    const auto valued = [](const QString &name) { return QCommandLineOption(name, QString(), name); };
    return {QCommandLineOption(QStringList{u"h"_s, u"help"_s}),
            flag(u"version"_s),
            flag(u"json"_s),
            flag(u"allow-exposed"_s),
            flag(u"foreground"_s),
            flag(u"force"_s),
            flag(u"password-stdin"_s),
            valued(u"listen"_s),
            valued(u"name"_s),
            valued(u"timeout"_s),
            valued(u"log-level"_s),
            valued(u"log-file"_s)};
}

Error wrongUsage(const QString &message)
{
    return {ErrorCode::InvalidInput, message, {}, Tr::tr("“procdeckctl --help” shows the commands.")};
}

/// The key of the secret field of that transport; empty: it has none.
QString secretKey(const FieldSyntax &syntax, const QString &transportId)
{
    const TransportInfo *transport = syntax.transport(transportId);
    for (const FieldInfo &field : transport ? transport->fields : QList<FieldInfo>()) {
        if (field.kind == FieldKind::Secret)
            return field.key;
    }
    return {};
}

/// Everybody on this computer can read everybody's arguments.
bool hasSecret(const FieldSyntax &syntax, const FieldValues &fields)
{
    return !fields.values.value(secretKey(syntax, fields.transport)).isEmpty();
}

Error secretInArguments()
{
    return wrongUsage(
        Tr::tr("A password among the arguments can be read by everybody on this computer: leave it out, and "
               "give it as a line of standard input with --password-stdin."));
}

Result<std::chrono::milliseconds> parseSeconds(const QString &text)
{
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    constexpr double longest = 31'536'000; // a year
    if (!ok || !(seconds > 0) || seconds > longest)
        return wrongUsage(Tr::tr("“%1” is no time in seconds.").arg(text));
    return std::chrono::milliseconds(std::max(1LL, static_cast<long long>(seconds * 1000.0)));
}

Result<Command> startCommand(const QCommandLineParser &parser, const QString &engineId, const EngineInfos &engines)
{
    const EngineInfo *engine = findEngine(engines, engineId);
    if (!engine) {
        QStringList known;
        for (const EngineInfo &info : engines)
            known << info.id;
        return wrongUsage(Tr::tr("There is no engine “%1”. There are: %2.").arg(engineId, known.join(u", "_s)));
    }
    FieldValues listen;
    if (parser.isSet(u"listen"_s)) {
        const auto parsed = engine->listenSyntax.parse(parser.value(u"listen"_s));
        if (!parsed)
            return parsed.error();
        listen = parsed.value();
        if (hasSecret(engine->listenSyntax, listen))
            return secretInArguments();
    } else {
        const TransportInfo &transport = engine->listenSyntax.transports.first();
        listen.transport = transport.id;
        for (const FieldInfo &field : transport.fields)
            listen.values.insert(field.key, field.defaultValue);
    }
    const QString name = parser.value(u"name"_s);
    ServerSpec server{QUuid::createUuid(), name.isEmpty() ? engine->name : name, {}};
    return makeCommand(
        server, StartServer{engine->id, listen, name, parser.isSet(u"allow-exposed"_s), parser.isSet(u"foreground"_s)});
}

Result<Command> serverCommand(const QCommandLineParser &parser, const QString &name, const QString &addressText,
                              const EngineInfos &engines)
{
    const auto address = parseAddress(engines, addressText);
    if (!address)
        return address.error();
    if (hasSecret(findEngine(engines, address->engine)->connectSyntax, address->fields))
        return secretInArguments();
    std::optional<std::chrono::milliseconds> timeout;
    if (parser.isSet(u"timeout"_s)) {
        const auto seconds = parseSeconds(parser.value(u"timeout"_s));
        if (!seconds)
            return seconds.error();
        timeout = seconds.value();
    }
    const ServerSpec server{QUuid::createUuid(), address->text, address.value()};
    if (name == u"identify"_s)
        return makeCommand(server, Identify{});
    if (name == u"processes"_s)
        return makeCommand(server, ListProcesses{true});
    if (name == u"end"_s)
        return makeCommand(server, EndServer{timeout.value_or(EndServer{}.timeout)});
    return makeCommand(server, WaitForEnd{timeout.value_or(WaitForEnd{}.timeout), parser.isSet(u"force"_s)});
}

} // namespace

Result<Invocation> parseArguments(const QStringList &arguments, const EngineInfos &engines)
{
    QCommandLineParser parser;
    parser.addOptions(allOptions());
    if (!parser.parse(QStringList{u"procdeckctl"_s} + arguments))
        return wrongUsage(parser.errorText());

    Invocation invocation;
    invocation.json = parser.isSet(u"json"_s);
    invocation.passwordOnInput = parser.isSet(u"password-stdin"_s);
    invocation.logLevel = parser.value(u"log-level"_s);
    invocation.logFile = parser.value(u"log-file"_s);
    const QStringList words = parser.positionalArguments();
    if (parser.isSet(u"help"_s) || (words.isEmpty() && arguments.isEmpty()))
        return invocation;
    if (parser.isSet(u"version"_s)) {
        invocation.what = ShowVersion{};
        return invocation;
    }
    if (words.isEmpty())
        return wrongUsage(Tr::tr("The command is missing."));

    const auto form = std::find_if(commandForms().begin(), commandForms().end(),
                                   [&](const CommandForm &candidate) { return candidate.name == words.first(); });
    if (form == commandForms().end())
        return wrongUsage(Tr::tr("There is no command “%1”.").arg(words.first()));
    static const QStringList everywhere{u"json"_s, u"log-level"_s, u"log-file"_s};
    for (const QString &option : parser.optionNames()) {
        if (!everywhere.contains(option) && !form->options.contains(option))
            return wrongUsage(Tr::tr("The command “%1” has no option --%2.").arg(form->name, option));
    }
    const qsizetype wanted = form->operand.isEmpty() ? 1 : 2;
    if (words.size() < wanted)
        return wrongUsage(Tr::tr("The command “%1” needs: %2.").arg(form->name, form->operand));
    if (words.size() > wanted)
        return wrongUsage(Tr::tr("“%1” is one word too many.").arg(words.at(wanted)));

    if (form->name == u"engines"_s) {
        invocation.what = ShowEngines{};
        return invocation;
    }
    const auto command = form->name == u"start"_s ? startCommand(parser, words.at(1), engines)
                                                  : serverCommand(parser, form->name, words.at(1), engines);
    if (!command)
        return command.error();
    invocation.what = command.value();
    return invocation;
}

Result<Command> givePassword(Command command, const EngineInfos &engines, const QString &password)
{
    auto *const start = std::get_if<StartServer>(&command.verb);
    FieldValues &fields = start ? start->listen : command.server.address.fields;
    const EngineInfo *engine = findEngine(engines, start ? start->engine : command.server.address.engine);
    const FieldSyntax &syntax = start ? engine->listenSyntax : engine->connectSyntax;
    const QString key = secretKey(syntax, fields.transport);
    if (key.isEmpty())
        return wrongUsage(Tr::tr("Servers of the kind “%1” take no password.").arg(engine->name));
    if (password.isEmpty())
        return wrongUsage(Tr::tr("There is no password on standard input."));
    fields.values.insert(key, password);
    const auto checked = checkFields(syntax, fields);
    if (!checked)
        return checked.error();
    return command;
}

QString helpText()
{
    return Tr::tr(
        "procdeckctl — manage remote-debug process servers from scripts\n"
        "\n"
        "  procdeckctl engines                       what can be used here, and what is missing for the rest\n"
        "  procdeckctl start ENGINE [--listen L] [--name N] [--allow-exposed] [--foreground]\n"
        "                                            run a server on this computer and print its address;\n"
        "                                            it outlives the command\n"
        "  procdeckctl identify ADDRESS              kind, version and machine of a server\n"
        "  procdeckctl processes ADDRESS             the processes of its machine\n"
        "  procdeckctl end ADDRESS [--timeout S]     ask it to shut down, and verify that it did\n"
        "  procdeckctl wait ADDRESS [--timeout S] [--force]\n"
        "                                            return when it has ended\n"
        "\n"
        "  ADDRESS   the engine's name, a colon, and what the engine's own tools take. “procdeckctl engines”\n"
        "            shows an example for each\n"
        "  L         where to listen, as the engine's own tools take it; without it: any free port\n"
        "  S         seconds, also 0.5\n"
        "\n"
        "  --json            each line of standard output is one JSON object\n"
        "  --password-stdin  the server's password is the first line of standard input\n"
        "  --foreground      stay until the server ends, and end it with this command, however that ends\n"
        "  --allow-exposed   accept a server that other machines can reach\n"
        "  --force           insist where a command was refused for safety\n"
        "  --log-level L     trace, debug, info, warning, error or off; to a file: --log-file FILE\n"
        "  --help, --version\n"
        "\n"
        "Steps are shown on standard error while they happen, results go to standard output.\n"
        "Exit status: 0 done, 1 failed, 2 wrong usage, 3 the time passed, 4 refused for safety,\n"
        "130 interrupted.\n");
}

} // namespace procdeck::ctl
