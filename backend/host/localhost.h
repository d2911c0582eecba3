#pragma once
// What the machine that Procdeck runs on is to every system: its addresses, its programs, and a thread that looks, so that
// a machine with ten thousand processes keeps nobody waiting. Thread: worker.

#include "backend/host/host.h"
#include "backend/host/sockettable.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QPointer>
#include <QThreadPool>

namespace procdeck {

class LocalHost : public Host {
    Q_OBJECT

public:
    LocalHost();
    ~LocalHost() override; ///< joins the looking thread: milliseconds

    [[nodiscard]] bool owns(const Endpoint &endpoint) const override;
    [[nodiscard]] QString findProgram(const QStringList &names) const override;

protected:
    /// Answers with what `eyes` saw on the looking thread.
    template <typename T> void look(QObject *context, std::function<T()> eyes, Callback<T> done)
    {
        // The answer goes to `this` first: it outlives the looking thread, the context may not, and only the worker's own
        // thread may ask whether it does.
        m_pool.start([this, guard = QPointer<QObject>(context), eyes = std::move(eyes), done = std::move(done)] {
            QMetaObject::invokeMethod(
                this,
                [guard, done, seen = eyes()] {
                    if (guard)
                        done(seen);
                },
                Qt::QueuedConnection);
        });
    }

private:
    [[nodiscard]] const QList<QHostAddress> &ownAddresses() const;

    QThreadPool m_pool;
    mutable QList<QHostAddress> m_addresses;
    mutable QElapsedTimer m_addressesAt;
};

/// The same without the process that listens.
[[nodiscard]] Listener listenerOf(const SocketView &view);

} // namespace procdeck
