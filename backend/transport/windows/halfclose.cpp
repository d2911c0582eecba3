#include "backend/transport/halfclose.h"

#include <winsock2.h>

#include <QLocalSocket>
#include <QTcpSocket>

namespace procdeck {

void stopWriting(QTcpSocket &socket)
{
    ::shutdown(static_cast<SOCKET>(socket.socketDescriptor()), SD_SEND);
}

void stopWriting(QLocalSocket &socket)
{
    // A named pipe has no half: but the other side reads to the end what was sent before.
    socket.disconnectFromServer();
}

} // namespace procdeck
