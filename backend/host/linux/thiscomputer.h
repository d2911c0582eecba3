#pragma once
// The machine that Procdeck runs on, seen through /proc. Thread: worker; looking happens on a thread of its own, so
// that a machine with ten thousand processes keeps nobody waiting.

#include "backend/host/host.h"
#include "backend/host/linux/processwatch.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QThreadPool>

#include <memory>
#include <vector>

namespace procdeck::linuxhost {

class ThisComputer final : public Host {
    Q_OBJECT

public:
    ThisComputer();
    ~ThisComputer() override; ///< joins the looking thread: milliseconds

    [[nodiscard]] bool owns(const Endpoint &endpoint) const override;
    [[nodiscard]] QString findProgram(const QStringList &names) const override;
    void processes(QObject *context, Callback<QList<HostProcess>> done) override;
    void findListener(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override;
    void findSockets(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override;
    Result<ProcessRef> runDetached(const RunRequest &request) override;
    [[nodiscard]] std::unique_ptr<ProcessWatch> watch(const ProcessRef &process) override;
    Result<Nothing> signal(const ProcessRef &process, Signal signal) override;

private:
    template <typename T> void look(QObject *context, std::function<T()> eyes, Callback<T> done);
    [[nodiscard]] const Child *childOf(const ProcessRef &process) const;
    [[nodiscard]] const QList<QHostAddress> &ownAddresses() const;

    QThreadPool m_pool;
    std::vector<std::unique_ptr<Child>> m_children;
    mutable QList<QHostAddress> m_addresses;
    mutable QElapsedTimer m_addressesAt;
};

} // namespace procdeck::linuxhost
