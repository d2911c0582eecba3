#include "app/procdeckctl/output.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace procdeck::ctl {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Output)
};

QString line(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

QString sourceName(EvidenceSource source)
{
    switch (source) {
    case EvidenceSource::ProcessTable:
        return u"process-table"_s;
    case EvidenceSource::SocketTable:
        return u"socket-table"_s;
    case EvidenceSource::Handshake:
        return u"handshake"_s;
    case EvidenceSource::Answer:
        return u"answer"_s;
    case EvidenceSource::Connection:
        return u"connection"_s;
    case EvidenceSource::Request:
        return u"request"_s;
    case EvidenceSource::None:
        break;
    }
    return u"none"_s;
}

QString wayName(WaitWay way)
{
    switch (way) {
    case WaitWay::Process:
        return u"process"_s;
    case WaitWay::Port:
        return u"port"_s;
    case WaitWay::Questions:
        return u"questions"_s;
    case WaitWay::Occupying:
        return u"occupying"_s;
    }
    Q_UNREACHABLE();
}

QJsonArray evidenceJson(const QList<Evidence> &evidence)
{
    QJsonArray array;
    for (const Evidence &item : evidence)
        array << QJsonObject{{u"what"_s, item.what},
                             {u"source"_s, sourceName(item.source)},
                             {u"when"_s, item.when.toString(Qt::ISODateWithMs)}};
    return array;
}

QString evidenceText(const QList<Evidence> &evidence)
{
    QString text;
    for (const Evidence &item : evidence)
        text += Tr::tr("  evidence: %1\n").arg(item.what);
    return text;
}

/// An example of an address, made from the engine's own description.
QString exampleAddress(const EngineInfo &engine)
{
    const TransportInfo &transport = engine.connectSyntax.transports.first();
    FieldValues fields{transport.id, {}};
    for (const FieldInfo &field : transport.fields)
        fields.values.insert(field.key, field.kind == FieldKind::Port ? u"17100"_s : field.defaultValue);
    return engine.id + u':' + engine.connectSyntax.print(fields);
}

struct ResultText {
    QString operator()(std::monostate) const { return {}; }
    QString operator()(const Started &started) const { return started.address.text + u'\n'; }
    QString operator()(const Connected &connected) const { return (*this)(Listed{connected.processes}); }
    QString operator()(const Disconnected &) const { return Tr::tr("disconnected\n"); }
    QString operator()(const Identified &identified) const
    {
        const ServerIdentity &identity = identified.identity;
        const auto told = [](const QString &value) { return value.isEmpty() ? Tr::tr("(not told)") : value; };
        return Tr::tr("kind:         %1\n").arg(told(identity.kind)) +
               Tr::tr("version:      %1\n").arg(told(identity.version)) +
               Tr::tr("host:         %1\n").arg(told(identity.host)) +
               Tr::tr("system:       %1\n").arg(told(identity.system)) +
               Tr::tr("architecture: %1\n").arg(told(identity.architecture)) + evidenceText(identity.evidence);
    }
    QString operator()(const Listed &listed) const;
    QString operator()(const Ended &ended) const { return Tr::tr("ended\n") + evidenceText(ended.evidence); }
    QString operator()(const Waited &waited) const
    {
        return (waited.answer == WaitAnswer::Ended ? Tr::tr("ended\n") : Tr::tr("still running\n")) +
               (waited.way ? Tr::tr("  watched:  %1\n").arg(waitWayText(*waited.way)) : QString()) +
               evidenceText(waited.evidence);
    }
    QString operator()(const Debugging &debugging) const { return Tr::tr("debugging process %1\n").arg(debugging.pid); }
    QString operator()(const Left &) const { return Tr::tr("left\n"); }
};

QString ResultText::operator()(const Listed &listed) const
{
    constexpr std::size_t columns = 4; // the command line comes last and is not padded
    const auto cells = [](const ProcessInfo &process) {
        return std::array<QString, columns>{
            QString::number(process.pid), process.parentPid < 0 ? u"-"_s : QString::number(process.parentPid),
            process.user.isEmpty() ? u"-"_s : process.user, process.name.isEmpty() ? u"-"_s : process.name};
    };
    const std::array<QString, columns> heads{Tr::tr("PID"), Tr::tr("PARENT"), Tr::tr("USER"), Tr::tr("NAME")};
    std::array<qsizetype, columns> widths{};
    for (std::size_t i = 0; i < columns; ++i)
        widths[i] = heads[i].size();
    for (const ProcessInfo &process : listed.processes) {
        const auto row = cells(process);
        for (std::size_t i = 0; i < columns; ++i)
            widths[i] = std::min<qsizetype>(std::max(widths[i], row[i].size()), 40);
    }
    const auto padded = [&widths](const std::array<QString, columns> &row, const QString &last) {
        return QString(row[0].rightJustified(widths[0]) + u' ' + row[1].rightJustified(widths[1]) + u' ' +
                       row[2].leftJustified(widths[2]) + u' ' + row[3].leftJustified(widths[3]) + u' ' + last + u'\n');
    };
    QString text = padded(heads, Tr::tr("COMMAND LINE"));
    for (const ProcessInfo &process : listed.processes)
        text += padded(cells(process), process.commandLine);
    return text;
}

struct ResultJson {
    QString operator()(std::monostate) const { return {}; }
    QString operator()(const Started &started) const
    {
        return line({{u"address"_s, started.address.text},
                     {u"pid"_s, started.process.pid},
                     {u"commandLine"_s, started.process.commandLine},
                     {u"evidence"_s, evidenceJson(started.evidence)}});
    }
    QString operator()(const Connected &connected) const { return (*this)(Listed{connected.processes}); }
    QString operator()(const Disconnected &) const { return line({{u"disconnected"_s, true}}); }
    QString operator()(const Identified &identified) const
    {
        const ServerIdentity &identity = identified.identity;
        return line({{u"kind"_s, identity.kind},
                     {u"version"_s, identity.version},
                     {u"host"_s, identity.host},
                     {u"system"_s, identity.system},
                     {u"architecture"_s, identity.architecture},
                     {u"evidence"_s, evidenceJson(identity.evidence)}});
    }
    QString operator()(const Listed &listed) const
    {
        QString text;
        for (const ProcessInfo &process : listed.processes) {
            QJsonObject object{{u"pid"_s, process.pid},   {u"name"_s, process.name},
                               {u"path"_s, process.path}, {u"commandLine"_s, process.commandLine},
                               {u"user"_s, process.user}, {u"architecture"_s, process.architecture}};
            if (process.parentPid >= 0)
                object.insert(u"parentPid"_s, process.parentPid);
            text += line(object);
        }
        return text;
    }
    QString operator()(const Ended &ended) const
    {
        return line({{u"ended"_s, true}, {u"evidence"_s, evidenceJson(ended.evidence)}});
    }
    QString operator()(const Waited &waited) const
    {
        return line({{u"ended"_s, waited.answer == WaitAnswer::Ended},
                     {u"watched"_s, waited.way ? QJsonValue(wayName(*waited.way)) : QJsonValue()},
                     {u"evidence"_s, evidenceJson(waited.evidence)}});
    }
    QString operator()(const Debugging &debugging) const { return line({{u"pid"_s, debugging.pid}}); }
    QString operator()(const Left &) const { return line({{u"left"_s, true}}); }
};

QString codeName(ErrorCode code)
{
    static const QMap<ErrorCode, QString> names{
        {ErrorCode::InvalidInput, u"invalid-input"_s},
        {ErrorCode::MissingProgram, u"missing-program"_s},
        {ErrorCode::ConsentNeeded, u"consent-needed"_s},
        {ErrorCode::Unreachable, u"unreachable"_s},
        {ErrorCode::Silent, u"silent"_s},
        {ErrorCode::Closed, u"closed"_s},
        {ErrorCode::Garbage, u"garbage"_s},
        {ErrorCode::WrongPeer, u"wrong-peer"_s},
        {ErrorCode::Busy, u"busy"_s},
        {ErrorCode::PermissionDenied, u"permission-denied"_s},
        {ErrorCode::Unsupported, u"unsupported"_s},
        {ErrorCode::ServerFailed, u"server-failed"_s},
        {ErrorCode::StillRunning, u"still-running"_s},
        {ErrorCode::TimedOut, u"timed-out"_s},
        {ErrorCode::Internal, u"internal"_s},
    };
    return names.value(code);
}

} // namespace

QString enginesText(const EngineInfos &engines, bool json)
{
    QString text;
    for (const EngineInfo &engine : engines) {
        const bool startable = engine.can(Capability::Start);
        if (json) {
            text += line({{u"id"_s, engine.id},
                          {u"name"_s, engine.name},
                          {u"canStart"_s, startable},
                          {u"program"_s, engine.start.program},
                          {u"missing"_s, engine.start.missing},
                          {u"installHint"_s, engine.start.installHint},
                          {u"exposure"_s, engine.start.exposure},
                          {u"example"_s, exampleAddress(engine)}});
            continue;
        }
        text += Tr::tr("%1   %2\n").arg(engine.id, engine.name) + u"  "_s + engine.summary + u'\n' +
                Tr::tr("  address:  %1\n").arg(exampleAddress(engine));
        text += startable ? Tr::tr("  start:    with %1\n").arg(engine.start.program)
                          : Tr::tr("  start:    not here. %1 %2\n").arg(engine.start.missing, engine.start.installHint);
        if (!engine.start.exposure.isEmpty())
            text += Tr::tr("  caution:  %1\n").arg(engine.start.exposure);
    }
    return text;
}

QString resultText(const JobResult &result, bool json)
{
    return json ? std::visit(ResultJson{}, result) : std::visit(ResultText{}, result);
}

QString errorText(const Error &error)
{
    QString text = Tr::tr("procdeckctl: %1\n").arg(error.message);
    if (!error.hint.isEmpty())
        text += Tr::tr("  %1\n").arg(error.hint);
    return text;
}

QString errorJson(const Error &error)
{
    return line({{u"error"_s, QJsonObject{{u"code"_s, codeName(error.code)},
                                          {u"message"_s, error.message},
                                          {u"detail"_s, error.detail},
                                          {u"hint"_s, error.hint}}}});
}

ExitStatus exitStatus(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        return WrongUsage;
    case ErrorCode::StillRunning:
    case ErrorCode::TimedOut:
        return TimePassed;
    case ErrorCode::ConsentNeeded:
        return Refused;
    default:
        return Failed;
    }
}

ExitStatus exitStatus(const JobResult &result)
{
    const auto *waited = std::get_if<Waited>(&result);
    return waited && waited->answer == WaitAnswer::TimedOut ? TimePassed : Done;
}

} // namespace procdeck::ctl
