#pragma once
// One client of a ScriptedPeer; see there. Thread: the test's.

#include "tests/support/scriptedpeer.h"

#include <QElapsedTimer>
#include <QIODevice>

#include <deque>

namespace procdeck::test {

class PeerConnection final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeerConnection)

public:
    PeerConnection(QIODevice *device, ScriptedPeer *peer, bool served);

    void send(const Reply &reply);
    void hangUp();

private:
    void receive();
    void handle(const rsp::Event &event);
    void reply(const QByteArray &payload);
    void pump();
    void pumpLater(std::chrono::milliseconds pause);
    [[nodiscard]] qsizetype pieceSize(qsizetype available);
    void flush();
    void reset();
    void over();

    QIODevice *m_device; ///< child
    ScriptedPeer &m_peer;
    bool m_served;
    bool m_acknowledging;
    bool m_over = false;
    bool m_pumping = false;
    qint64 m_sent = 0;
    rsp::Decoder m_decoder;
    std::deque<Reply> m_out;
    qsizetype m_outSent = 0; ///< bytes of the first of m_out
    QByteArray m_previous;   ///< wire bytes of the last reply, for a - of the client
};

} // namespace procdeck::test
