#include "model/deck.h"

namespace procdeck {

Deck::Deck(const EngineInfos &engines, QObject *parent)
    : QObject(parent)
    , m_inventory(engines)
    , m_servers(m_inventory)
    , m_eventLog(m_inventory)
    , m_events(m_eventLog)
{
    connect(&m_inventory, &Inventory::processesChanged, this, [this](ServerId server) {
        if (server == m_chosen)
            showProcesses();
    });
    connect(&m_inventory, &Inventory::processesLearned, this, [this](ServerId server, const ProcessList &some) {
        if (server == m_chosen)
            m_processes.learnProcesses(some);
    });
    connect(&m_inventory, &Inventory::serverRemoved, this, [this](ServerId server) {
        if (server == m_chosen)
            choose({});
    });
}

void Deck::choose(ServerId server)
{
    if (server == m_chosen)
        return;
    m_chosen = server;
    m_events.setServer(server);
    showProcesses();
    emit chosenChanged(server);
}

void Deck::showProcesses()
{
    const Server *server = m_inventory.find(m_chosen);
    m_processes.setProcesses(m_chosen, server ? server->processes : ProcessList());
}

void Deck::setJob(const JobSnapshot &job)
{
    m_inventory.setJob(job);
    m_jobs.setJob(job);
}

void Deck::finishJob(const JobSnapshot &job, const JobResult &result)
{
    m_eventLog.finishJob(job);
    m_inventory.finishJob(job, result);
    m_jobs.setJob(job);
}

} // namespace procdeck
