#include "backend/transport/localstream.h"

#include <QCoreApplication>
#include <QFile>

#include <filesystem>

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(LocalStream)
};

constexpr qsizetype longestPath = 106; ///< sun_path has 108 bytes, Qt keeps two of them

} // namespace

LocalStream::LocalStream(const LocalEndpoint &where)
    : SocketStream(printed(where))
    , m_where(where)
{
    if (where.isAbstract)
        socket().setSocketOptions(QLocalSocket::AbstractNamespaceOption);
}

void LocalStream::connectSocket()
{
    socket().connectToServer(m_where.path);
}

Error LocalStream::openingError()
{
    const QString system = socket().errorString();
    switch (socket().error()) {
    case QLocalSocket::ConnectionRefusedError:
        return refusedError(system);
    case QLocalSocket::ServerNotFoundError:
        if (QFile::encodeName(m_where.path).size() > longestPath)
            return {ErrorCode::Unreachable,
                    Tr::tr("Nobody answers at %1: the name is too long for a socket.").arg(peer()), system,
                    Tr::tr("Let the server listen at a path of at most %1 bytes.").arg(longestPath)};
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: there is no such socket.").arg(peer()), system,
                Tr::tr("Check that the server runs and that the path is right.")};
    case QLocalSocket::SocketAccessError:
        return {ErrorCode::PermissionDenied, Tr::tr("The socket %1 belongs to somebody else.").arg(peer()), system,
                Tr::tr("Run Procdeck as the user that started the server, or have the socket's permissions changed.")};
    case QLocalSocket::SocketTimeoutError:
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: connecting took too long.").arg(peer()), system,
                Tr::tr("The server may be stopped, or busy with other clients.")};
    default:
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: %2.").arg(peer(), system), system, {}};
    }
}

Error LocalStream::refusedError(const QString &system) const
{
    if (m_where.isAbstract)
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: the connection was refused.").arg(peer()), system,
                Tr::tr("Check that the server runs and that the name is right.")};
    std::error_code ignored;
    if (!std::filesystem::is_socket(QFile::encodeName(m_where.path).toStdString(), ignored))
        return {ErrorCode::Unreachable, Tr::tr("Nobody answers at %1: that is no socket.").arg(peer()), system,
                Tr::tr("Check the path.")};
    // The file of a Unix socket outlives its server (lldb-server leaves it behind, and then refuses to start over it).
    return {ErrorCode::Unreachable,
            Tr::tr("Nobody answers at %1: the server has ended and left its socket behind.").arg(peer()), system,
            Tr::tr("Start the server again; if it finds the address in use, remove that file first.")};
}

} // namespace procdeck
