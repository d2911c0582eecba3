#pragma once
// Half a close: the other side sees our end, and may still talk. Qt has no word for it. Thread: any; returns at once.
// Only once everything that was written is sent. Nothing happens to a socket that is closed already.

class QLocalSocket;
class QTcpSocket;

namespace procdeck {

void stopWriting(QTcpSocket &socket);
void stopWriting(QLocalSocket &socket);

} // namespace procdeck
