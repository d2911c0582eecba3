#include "backend/job/serverbook.h"

#include "backend/job/detailfetch.h"
#include "backend/log/log.h"

#include <algorithm>
#include <vector>

namespace procdeck {

namespace {

struct Debuggee {
    DebugSessionPtr session;
    Session shown;
};

} // namespace

struct ServerBook::Entry {
    ServerSpec spec;
    ServerStatus status;
    LinkPtr link;
    TaskPtr<ServerIdentity> describing; // after link: goes first
    std::unique_ptr<DetailFetch> details;
    std::unique_ptr<ProcessWatch> watch;
    std::vector<Debuggee> debuggees;

    void showSessions()
    {
        status.sessions.clear();
        if (link)
            status.sessions << Session{SessionKind::OurConnection, tr("Procdeck, this window"), 0,
                                       status.link.evidence.when};
        for (const Debuggee &debuggee : debuggees)
            status.sessions << debuggee.shown;
    }
};

namespace {

/// The log is where a mistake of ours in the order of states has to show; what was seen is shown all the same.
template <typename State> void change(Observed<State> *facet, State next, const Evidence &evidence, const QString &name)
{
    if (!mayFollow(facet->state, next))
        log(LogCategory::Job)
            .error("{}: no way from state {} to {}", name, static_cast<int>(facet->state), static_cast<int>(next));
    *facet = {next, evidence};
}

} // namespace

ServerBook::ServerBook(const Engines &engines, Host &host)
    : m_engines(engines)
    , m_host(host)
{
}

ServerBook::~ServerBook() = default;

ServerBook::Entry *ServerBook::entry(ServerId server) const
{
    return m_entries.value(server).get();
}

void ServerBook::add(const ServerSpec &server)
{
    quint32 revision = 0;
    if (Entry *known = entry(server.id)) {
        const bool moved = !known->spec.address.text.isEmpty() && !(known->spec.address == server.address);
        known->spec = server;
        if (!moved)
            return;
        revision = known->status.revision; // goes on: the highest is the newest
        m_entries.remove(server.id);
    }
    const auto fresh = std::make_shared<Entry>();
    fresh->spec = server;
    fresh->status.server = server.id;
    fresh->status.revision = revision;
    m_entries.insert(server.id, fresh);
}

void ServerBook::remove(ServerId server)
{
    m_entries.remove(server);
}

void ServerBook::publish(Entry &entry)
{
    ++entry.status.revision;
    emit changed(entry.status);
}

void ServerBook::setPresence(ServerId server, Presence presence, const Evidence &evidence)
{
    Entry *known = entry(server);
    if (!known)
        return;
    change(&known->status.presence, presence, evidence, known->spec.name);
    if (presence == Presence::Gone) {
        known->watch.reset();
        known->status.process.reset();
        known->status.use = {Use::Unknown, {}};
    }
    publish(*known);
}

void ServerBook::setLink(ServerId server, LinkState state, const Evidence &evidence)
{
    Entry *known = entry(server);
    if (!known)
        return;
    change(&known->status.link, state, evidence, known->spec.name);
    publish(*known);
}

void ServerBook::setUse(ServerId server, Use use, const Evidence &evidence)
{
    Entry *known = entry(server);
    if (!known)
        return;
    change(&known->status.use, use, evidence, known->spec.name);
    publish(*known);
}

void ServerBook::setError(ServerId server, const std::optional<Error> &error)
{
    Entry *known = entry(server);
    if (!known || known->status.lastError == error)
        return;
    known->status.lastError = error;
    publish(*known);
}

void ServerBook::adoptLink(ServerId server, LinkPtr link)
{
    Entry *known = entry(server);
    if (!known)
        return;
    connect(link.get(), &Link::lost, this, [this, server](const Error &why) { linkLost(server, why); });
    known->link = std::move(link);

    const ServerIdentity identity = known->link->identity();
    const Evidence evidence = identity.evidence.value(0);
    change(&known->status.link, LinkState::Connected, evidence, known->spec.name);
    change(&known->status.presence, Presence::Up, evidence, known->spec.name);
    known->status.identity = identity;
    known->status.latencyMs = std::chrono::ceil<std::chrono::milliseconds>(known->link->latency()).count();
    known->showSessions();
    publish(*known);
    locate(server);
}

Link *ServerBook::link(ServerId server) const
{
    const Entry *known = entry(server);
    return known ? known->link.get() : nullptr;
}

void ServerBook::dropLink(ServerId server, const Evidence &evidence)
{
    Entry *known = entry(server);
    if (!known)
        return;
    known->describing.reset();
    known->details.reset();
    if (known->link) {
        // Deferred: we may stand in one of its signals.
        known->link->disconnect(this);
        known->link.release()->deleteLater();
    }
    known->showSessions();
    known->status.latencyMs = -1;
    change(&known->status.link, LinkState::None, evidence, known->spec.name);
    publish(*known);
}

void ServerBook::adoptSession(ServerId server, DebugSessionPtr session, const QString &title)
{
    Entry *known = entry(server);
    if (!known)
        return;
    const qint64 pid = session->pid();
    connect(session.get(), &DebugSession::over, this, [this, server, pid](const QString &how) {
        if (const Entry *of = entry(server))
            log(LogCategory::Job).info("{}: {}", of->spec.address.text, how);
        dropSession(server, pid);
    });
    known->debuggees.push_back(
        {std::move(session), {SessionKind::Debuggee, title, pid, QDateTime::currentDateTimeUtc()}});
    known->showSessions();
    publish(*known);
}

DebugSession *ServerBook::session(ServerId server, qint64 pid) const
{
    const Entry *known = entry(server);
    if (!known)
        return nullptr;
    const auto found = std::find_if(known->debuggees.begin(), known->debuggees.end(),
                                    [pid](const Debuggee &debuggee) { return debuggee.shown.pid == pid; });
    return found == known->debuggees.end() ? nullptr : found->session.get();
}

void ServerBook::dropSession(ServerId server, qint64 pid)
{
    Entry *known = entry(server);
    if (!known)
        return;
    const auto found = std::find_if(known->debuggees.begin(), known->debuggees.end(),
                                    [pid](const Debuggee &debuggee) { return debuggee.shown.pid == pid; });
    if (found == known->debuggees.end())
        return;
    found->session->disconnect(this);
    found->session.release()->deleteLater(); // we may stand in its signal
    known->debuggees.erase(found);
    known->showSessions();
    publish(*known);
}

void ServerBook::describe(ServerId server)
{
    Entry *known = entry(server);
    if (!known || !known->link)
        return;
    known->describing = known->link->describe();
    known->describing->start({}, [this, server](const Result<ServerIdentity> &identity) {
        Entry *described = entry(server);
        if (!described)
            return;
        described->describing.reset();
        if (!identity) {
            log(LogCategory::Job)
                .info("{} did not describe itself: {}", described->spec.address.text, identity.error().message);
            return;
        }
        described->status.identity = identity.value();
        publish(*described);
    });
}

void ServerBook::wantDetails(ServerId server, const QList<qint64> &pids)
{
    Entry *known = entry(server);
    const Engine *engine = known ? findEngine(m_engines, known->spec.address.engine) : nullptr;
    if (!engine || !known->link || !engine->info().can(Capability::ProcessDetails))
        return;
    if (!known->details) {
        known->details = std::make_unique<DetailFetch>(*known->link);
        connect(known->details.get(), &DetailFetch::fetched, this,
                [this, server](const ProcessList &some) { emit processesLearned(server, some); });
    }
    known->details->want(pids);
}

void ServerBook::linkLost(ServerId server, const Error &why)
{
    Entry *known = entry(server);
    if (!known || !known->link)
        return;
    log(LogCategory::Job)
        .warn("connection to {} lost: {}\n{}", known->spec.address.text, why.message, known->link->wireDump());
    const bool expected = known->status.link.state == LinkState::Closing;
    const Evidence evidence = Evidence::now(EvidenceSource::Connection, why.message);
    dropLink(server, evidence);
    if (expected)
        return;
    known->status.link = {LinkState::Lost, evidence};
    known->status.lastError = why;
    if (known->status.presence.state == Presence::Up && !known->status.process)
        change(&known->status.presence, Presence::Unknown, evidence, known->spec.name);
    publish(*known);
    locate(server);
}

void ServerBook::watchProcess(ServerId server, const ProcessRef &process, const Evidence &evidence)
{
    Entry *known = entry(server);
    if (!known)
        return;
    known->watch = m_host.watch(process);
    if (!known->watch) {
        processEnded(server, process.pid, {});
        return;
    }
    connect(known->watch.get(), &ProcessWatch::ended, this,
            [this, server, pid = process.pid](const QString &exitStatus) { processEnded(server, pid, exitStatus); });
    known->status.process = process;
    if (known->status.presence.state != Presence::Ending)
        change(&known->status.presence, Presence::Up, evidence, known->spec.name);
    publish(*known);
}

void ServerBook::processEnded(ServerId server, qint64 pid, const QString &exitStatus)
{
    Entry *known = entry(server);
    if (!known)
        return;
    if (known->watch)
        known->watch.release()->deleteLater(); // we stand in its signal
    setPresence(server, Presence::Gone,
                Evidence::now(EvidenceSource::ProcessTable,
                              exitStatus.isEmpty() ? tr("process %1 has ended").arg(pid)
                                                   : tr("process %1 has ended (%2)").arg(pid).arg(exitStatus)));
}

void ServerBook::locate(ServerId server)
{
    const Entry *known = entry(server);
    if (!known)
        return;
    const Engine *engine = findEngine(m_engines, known->spec.address.engine);
    const std::optional<Endpoint> endpoint = engine ? engine->endpoint(known->spec.address) : std::nullopt;
    if (!endpoint || !m_host.owns(*endpoint))
        return;
    m_host.findListener(*endpoint, this, [this, server](const Result<Listener> &listener) {
        if (listener)
            located(server, listener.value());
    });
}

void ServerBook::located(ServerId server, const Listener &listener)
{
    Entry *known = entry(server);
    if (!known || known->status.presence.state == Presence::Ending ||
        known->status.presence.state == Presence::Starting)
        return;
    const QString where = known->spec.address.text;
    if (!listener.listening) {
        // A server for one client may close its door while it serves us.
        if (!known->link && !known->status.process)
            setPresence(server, Presence::Gone,
                        Evidence::now(EvidenceSource::SocketTable, tr("nothing listens at %1").arg(where)));
        return;
    }
    const Evidence evidence =
        Evidence::now(EvidenceSource::SocketTable,
                      listener.process ? tr("process %1 listens at %2").arg(listener.process->ref.pid).arg(where)
                                       : tr("a process of another user listens at %1").arg(where));
    if (listener.process)
        watchProcess(server, listener.process->ref, evidence);
    else if (!known->link)
        setPresence(server, Presence::Up, evidence);
}

} // namespace procdeck
