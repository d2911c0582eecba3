#include "backend/transport/halfclose.h"

#include <sys/socket.h>

namespace procdeck {

void stopWriting(qintptr socket)
{
    ::shutdown(static_cast<int>(socket), SHUT_WR);
}

} // namespace procdeck
