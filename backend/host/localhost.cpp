#include "backend/host/localhost.h"

#include <QNetworkInterface>
#include <QStandardPaths>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {
constexpr qint64 addressesStayMs = 5'000;
}

LocalHost::LocalHost()
{
    m_pool.setMaxThreadCount(1);
}

LocalHost::~LocalHost()
{
    m_pool.clear();
    m_pool.waitForDone();
}

bool LocalHost::owns(const Endpoint &endpoint) const
{
    const auto *tcp = std::get_if<TcpEndpoint>(&endpoint);
    if (!tcp)
        return true;
    const QString host = tcp->host.toLower();
    if (host == u"localhost" || host == QSysInfo::machineHostName().toLower())
        return true;
    const QHostAddress address(host);
    return !address.isNull() && (address.isLoopback() || ownAddresses().contains(address));
}

const QList<QHostAddress> &LocalHost::ownAddresses() const
{
    if (!m_addressesAt.isValid() || m_addressesAt.elapsed() > addressesStayMs) {
        m_addresses = QNetworkInterface::allAddresses();
        m_addressesAt.start();
    }
    return m_addresses;
}

QString LocalHost::findProgram(const QStringList &names) const
{
    for (const QString &name : names) {
        if (const QString path = QStandardPaths::findExecutable(name); !path.isEmpty())
            return path;
    }
    return {};
}

Listener listenerOf(const SocketView &view)
{
    return {view.listening, std::nullopt, view.queuedConnects, view.clients};
}

} // namespace procdeck
