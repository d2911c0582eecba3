#include "backend/transport/halfclose.h"

#include <QLocalSocket>
#include <QTcpSocket>

#include <sys/socket.h>

namespace procdeck {

void stopWriting(QTcpSocket &socket)
{
    ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
}

void stopWriting(QLocalSocket &socket)
{
    ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
}

} // namespace procdeck
