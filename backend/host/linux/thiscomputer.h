#pragma once
// The machine that Procdeck runs on, seen through /proc. Thread: worker.

#include "backend/host/linux/processwatch.h"
#include "backend/host/localhost.h"

#include <memory>
#include <vector>

namespace procdeck::linuxhost {

class ThisComputer final : public LocalHost {
    Q_OBJECT

public:
    ThisComputer() = default;
    ~ThisComputer() override; ///< asks the programs to end that shall not outlive us

    void processes(QObject *context, Callback<QList<HostProcess>> done) override;
    void findListener(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override;
    void findSockets(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override;
    Result<ProcessRef> runDetached(const RunRequest &request) override;
    [[nodiscard]] std::unique_ptr<ProcessWatch> watch(const ProcessRef &process) override;
    Result<Nothing> signal(const ProcessRef &process, Signal signal) override;

private:
    [[nodiscard]] const Child *childOf(const ProcessRef &process) const;

    std::vector<std::unique_ptr<Child>> m_children;
};

} // namespace procdeck::linuxhost
