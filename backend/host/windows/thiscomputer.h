#pragma once
// The machine that Procdeck runs on, as Windows shows it. Thread: worker.

#include "backend/host/localhost.h"
#include "backend/host/windows/handle.h"

#include <vector>

namespace procdeck::windowshost {

class ThisComputer final : public LocalHost {
    Q_OBJECT

public:
    void processes(QObject *context, Callback<QList<HostProcess>> done) override;
    void findListener(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override;
    void findSockets(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override;
    Result<ProcessRef> runDetached(const RunRequest &request) override;
    [[nodiscard]] std::unique_ptr<ProcessWatch> watch(const ProcessRef &process) override;

    /// Windows knows no request to end that every program hears: both signals end the process at once.
    Result<Nothing> signal(const ProcessRef &process, Signal signal) override;

private:
    /// A program that we started. The handle keeps its pid and its exit status, also after its end.
    struct Child {
        ProcessRef ref;
        Handle process;
        Handle input; ///< see Spawned
        Handle job;
    };
    [[nodiscard]] const Child *childOf(const ProcessRef &process) const;

    std::vector<Child> m_children;
};

} // namespace procdeck::windowshost
