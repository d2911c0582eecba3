#pragma once
// All models of the window, put together: the one place where the worker's values come in. Thread: GUI.

#include "model/eventmodel.h"
#include "model/jobmodel.h"
#include "model/processmodel.h"
#include "model/servertreemodel.h"

namespace procdeck {

class Deck final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Deck)

public:
    explicit Deck(const EngineInfos &engines, QObject *parent = nullptr);

    [[nodiscard]] Inventory &inventory() { return m_inventory; }
    [[nodiscard]] JobModel &jobs() { return m_jobs; }
    [[nodiscard]] ServerTreeModel &servers() { return m_servers; }
    [[nodiscard]] ProcessModel &processes() { return m_processes; }
    [[nodiscard]] EventModel &events() { return m_events; }

    /// The server whose processes and events are shown; null: none.
    void choose(ServerId server);
    [[nodiscard]] ServerId chosen() const { return m_chosen; }

    void submit(const Command &command) { m_inventory.submit(command); }
    void setJob(const JobSnapshot &job);
    void finishJob(const JobSnapshot &job, const JobResult &result);
    void setStatus(const ServerStatus &status) { m_inventory.setStatus(status); }
    void setProcesses(const QUuid &server, const ProcessList &processes)
    {
        m_inventory.setProcesses(server, processes);
    }
    void learnProcesses(const QUuid &server, const ProcessList &some) { m_inventory.learnProcesses(server, some); }

signals:
    void chosenChanged(procdeck::ServerId server);

private:
    void showProcesses();

    Inventory m_inventory;
    JobModel m_jobs;
    ServerTreeModel m_servers;
    ProcessModel m_processes;
    EventLog m_eventLog;
    EventModel m_events;
    ServerId m_chosen;
};

} // namespace procdeck
