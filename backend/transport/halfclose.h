#pragma once
// Half a close: the other side sees our end, and may still talk. Qt has no word for it. Thread: any; returns at once.

#include <QtGlobal>

namespace procdeck {

/// socket: as QAbstractSocket::socketDescriptor() tells it. Nothing happens to one that is closed already.
void stopWriting(qintptr socket);

} // namespace procdeck
