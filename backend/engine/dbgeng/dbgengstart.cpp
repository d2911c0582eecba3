#include "backend/engine/dbgeng/dbgengstart.h"

#include "backend/engine/dbgeng/dbgengerrors.h"
#include "backend/engine/dbgeng/dbgengsyntax.h"
#include "backend/engine/dbgeng/linereader.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace procdeck::dbgeng {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(DbgengStart)
};

/// The first program in a new Wine prefix waits until Wine has filled it.
constexpr auto listenDeadline = 60s;

bool hasPort(const FieldValues &fields)
{
    return fields.transport == u"tcp" || fields.transport == u"ssl";
}

std::optional<QJsonObject> lineWith(const QByteArray &output, QLatin1StringView key)
{
    LineReader reader;
    reader.feed(output);
    while (const auto line = reader.next()) {
        if (line->contains(key))
            return line;
    }
    return std::nullopt;
}

/// How a debugger on this computer connects to a server that listens there.
FieldValues connectFieldsFor(const FieldValues &listen)
{
    FieldValues connect = listen;
    connect.values.remove(u"hidden"_s);
    connect.values.remove(u"icfenable"_s);
    if (listen.values.value(u"clicon"_s).isEmpty() && listen.transport != u"com")
        connect.values.insert(u"host"_s, hasPort(listen) ? u"127.0.0.1"_s : u"."_s);
    return connect;
}

} // namespace

DbgengStart::DbgengStart(Host &host, HelperSetup setup, const EngineInfo &info, Engine::StartRequest request)
    : m_host(host)
    , m_setup(std::move(setup))
    , m_info(info)
    , m_request(std::move(request))
{
}

void DbgengStart::run()
{
    if (!hasPort(m_request.listen)) {
        tryPort(0);
        return;
    }
    const QStringList ends = m_request.listen.values.value(u"port"_s).split(u':');
    m_lastPort = ends.last().toInt();
    tryPort(ends.first().toInt());
}

void DbgengStart::tryPort(int port)
{
    FieldValues listen = m_request.listen;
    if (port > 0)
        listen.values.insert(u"port"_s, QString::number(port));
    if (m_start)
        m_start.release()->deleteLater(); // we may stand in its outcome
    m_start = std::make_unique<ProgramStart>(m_host, planFor(listen));
    m_start->start(innerSteps(), [this, port](Result<Started> started) {
        if (!started && started.error().code == ErrorCode::Busy && port > 0 && port < m_lastPort)
            tryPort(port + 1);
        else
            finish(std::move(started));
    });
}

ProgramPlan DbgengStart::planFor(const FieldValues &listen) const
{
    const FieldSyntax syntax = listenSyntax();
    const QString shown = syntax.print(listen);
    const QJsonObject request{{u"engine"_s, m_setup.engineFolder},
                              {u"options"_s, withSecret(syntax, listen)},
                              {u"endsWithInput"_s, m_request.endsWithUs}};
    ProgramPlan plan;
    plan.engine = m_info.id;
    plan.name = Tr::tr("a DbgEng process server");
    plan.run.program = m_setup.program;
    plan.run.arguments = m_setup.arguments + QStringList{u"serve"_s, shown};
    plan.run.environment = m_setup.environment;
    plan.run.input = QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n';
    plan.run.endsWithUs = m_request.endsWithUs;
    plan.listenDeadline = listenDeadline;
    plan.isHeldByAnother = m_setup.runsInWine;
    const quint16 port = listen.values.value(u"port"_s).toUShort();
    const bool dialsBack = !listen.values.value(u"clicon"_s).isEmpty();
    if (hasPort(listen) && !dialsBack)
        plan.endpoint = TcpEndpoint{u"127.0.0.1"_s, port};
    plan.whereTaken = Tr::tr("Choose another port, or a range: 5005:5105 takes the first free one.");
    plan.readPort = [port](const QByteArray &output) {
        return lineWith(output, "serving"_L1) ? std::optional<quint16>(port) : std::nullopt;
    };
    plan.address = [info = m_info, listen](const std::optional<Endpoint> &) {
        return makeAddress(info, connectFieldsFor(listen)).value();
    };
    if (m_setup.runsInWine) // see helperprocess.cpp
        plan.runsAgain = [](const QByteArray &output) { return !lineWith(output, "procdeck-dbgeng-host"_L1); };
    plan.readError = [shown](const QByteArray &output) -> std::optional<Error> {
        const auto line = lineWith(output, "error"_L1);
        return line ? std::optional(errorOf(line->value("error"_L1).toObject(), shown)) : std::nullopt;
    };
    return plan;
}

} // namespace procdeck::dbgeng
