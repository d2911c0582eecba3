#include "model/inventory.h"

#include "model/face.h"
#include "model/processrows.h"

#include <algorithm>

namespace procdeck {

Inventory::Inventory(EngineInfos engines, QObject *parent)
    : QObject(parent)
    , m_engines(std::move(engines))
{
}

const Server *Inventory::find(ServerId id) const
{
    const auto at = m_servers.constFind(id);
    return at == m_servers.constEnd() ? nullptr : &at.value();
}

const Server *Inventory::findAddress(const ServerAddress &address) const
{
    const auto at = m_byAddress.constFind(address.text);
    return at == m_byAddress.constEnd() ? nullptr : find(at.value());
}

const EngineInfo *Inventory::engineOf(const Server &server) const
{
    return findEngine(m_engines, server.spec.address.engine);
}

QList<VerbKind> Inventory::runningVerbs(const Server &server) const
{
    QList<VerbKind> verbs;
    for (const RunningJob &job : server.running)
        verbs << job.verb;
    return verbs;
}

void Inventory::add(const ServerSpec &spec)
{
    if (m_servers.contains(spec.id))
        return;
    Server server;
    server.spec = spec;
    server.status.server = spec.id;
    server.here = isLoopback(spec.address);
    insert(server);
}

void Inventory::insert(const Server &server)
{
    const ServerId id = server.spec.id;
    if (!server.spec.address.text.isEmpty())
        m_byAddress.insert(server.spec.address.text, id);
    ++m_counts.total;
    count(server.status, +1);
    m_servers.insert(id, server);
    emit serverAdded(id);
}

void Inventory::remove(ServerId id)
{
    if (!m_servers.contains(id))
        return;
    const Server server = m_servers.take(id);
    if (m_byAddress.value(server.spec.address.text) == id)
        m_byAddress.remove(server.spec.address.text);
    --m_counts.total;
    count(server.status, -1);
    emit serverRemoved(id);
}

void Inventory::submit(const Command &command)
{
    const VerbKind verb = kindOf(command.verb);
    const ServerId id = command.server.id;
    if (const auto *start = std::get_if<StartServer>(&command.verb); start && !m_servers.contains(id)) {
        Server server;
        server.spec.id = id;
        server.spec.name = start->name.isEmpty() ? command.server.name : start->name;
        server.spec.address.engine = start->engine;
        server.status.server = id;
        server.status.presence = {Presence::Starting,
                                  Evidence::now(EvidenceSource::Request, tr("its start was asked for"))};
        server.here = true;
        server.running = {{command.job, verb}};
        insert(server);
        return;
    }
    const auto at = m_servers.find(id);
    if (at == m_servers.end())
        return;
    at->running.append({command.job, verb});
    emit serverChanged(id);
}

void Inventory::setStatus(const ServerStatus &status)
{
    const auto at = m_servers.find(status.server);
    if (at == m_servers.end() || status.revision <= at->status.revision)
        return;
    const ServerStatus before = at->status;
    count(before, -1);
    at->status = status;
    at->here = at->here || status.process.has_value();
    count(status, +1);
    emit statusChanged(before, status);
    emit serverChanged(status.server);
}

void Inventory::setJob(const JobSnapshot &job)
{
    const auto at = m_servers.find(job.server.id);
    if (at != m_servers.end() && isOver(job.state))
        jobIsOver(at.value(), job.id);
}

void Inventory::jobIsOver(Server &server, JobId job)
{
    const ServerId id = server.spec.id;
    if (server.running.removeIf([&job](const RunningJob &running) { return running.id == job; }) > 0)
        emit serverChanged(id);
}

void Inventory::finishJob(const JobSnapshot &job, const JobResult &result)
{
    const auto at = m_servers.find(job.server.id);
    if (at == m_servers.end())
        return;
    const ServerId id = job.server.id;
    if (const auto *started = std::get_if<Started>(&result)) {
        at->spec.address = started->address;
        m_byAddress.insert(started->address.text, id);
        at->running.removeIf([&job](const RunningJob &running) { return running.id == job.id; });
        emit serverChanged(id);
        return;
    }
    // Only a start leaves a server without an address.
    if (at->spec.address.text.isEmpty() && isOver(job.state)) {
        remove(id);
        return;
    }
    jobIsOver(at.value(), job.id);
}

void Inventory::setProcesses(ServerId id, const ProcessList &all)
{
    const auto at = m_servers.find(id);
    if (at == m_servers.end())
        return;
    ProcessList processes = all;
    sortByPid(&processes);
    for (ProcessInfo &process : processes) {
        const qsizetype before = process.known == Known::All ? -1 : placeOf(at->processes, process.pid);
        if (before >= 0)
            process = learned(at->processes.at(before), process);
    }
    at->processes = std::move(processes);
    at->listedAt = QDateTime::currentDateTimeUtc();
    emit processesChanged(id);
}

void Inventory::learnProcesses(ServerId id, const ProcessList &some)
{
    const auto at = m_servers.find(id);
    if (at == m_servers.end())
        return;
    ProcessList told;
    for (const ProcessInfo &process : some) {
        const qsizetype place = placeOf(at->processes, process.pid);
        if (place < 0)
            continue;
        ProcessInfo &known = at->processes[place];
        known = learned(known, process);
        told << known;
    }
    if (!told.isEmpty())
        emit processesLearned(id, told);
}

void Inventory::count(const ServerStatus &status, int sign)
{
    if (status.link.state == LinkState::Connected)
        m_counts.connected += sign;
    if (needsAttention(status))
        m_counts.attention += sign;
}

} // namespace procdeck
