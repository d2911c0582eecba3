#pragma once
// This computer seen as one cannot see it on demand. Thread: the test's.

#include "backend/host/host.h"

namespace procdeck::test {

/// As a stranger sees it: nothing counts as local, no process can be seen. Makes the engines go the way that they go for a
/// server on another machine, against real servers on loopback.
class BlindHost : public Host {
    Q_OBJECT

public:
    explicit BlindHost(Host &real)
        : m_real(real)
    {
    }

    [[nodiscard]] bool owns(const Endpoint &) const override { return false; }
    [[nodiscard]] QString findProgram(const QStringList &names) const override { return m_real.findProgram(names); }
    void processes(QObject *context, Callback<QList<HostProcess>> done) override
    {
        m_real.processes(context,
                         [done = std::move(done)](const Result<QList<HostProcess>> &) { done(QList<HostProcess>()); });
    }
    void findListener(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override
    {
        m_real.findListener(endpoint, context, std::move(done));
    }
    void findSockets(const Endpoint &endpoint, QObject *context, Callback<Listener> done) override
    {
        m_real.findSockets(endpoint, context, std::move(done));
    }
    Result<ProcessRef> runDetached(const RunRequest &request) override { return m_real.runDetached(request); }
    [[nodiscard]] std::unique_ptr<ProcessWatch> watch(const ProcessRef &process) override
    {
        return m_real.watch(process);
    }
    Result<Nothing> signal(const ProcessRef &process, Signal signal) override { return m_real.signal(process, signal); }

private:
    Host &m_real;
};

/// A moment too late: a server is still seen to listen, its process is not there any more.
class LateHost final : public BlindHost {
    Q_OBJECT

public:
    using BlindHost::BlindHost;

    [[nodiscard]] bool owns(const Endpoint &) const override { return true; }
    void findListener(const Endpoint &, QObject *context, Callback<Listener> done) override
    {
        QMetaObject::invokeMethod(
            context, [done = std::move(done)] { done(Listener{true, {}, 0, {}}); }, Qt::QueuedConnection);
    }
};

} // namespace procdeck::test
