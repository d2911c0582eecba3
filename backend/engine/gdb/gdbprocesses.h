#pragma once
// The process list of a gdbserver: the XML document osdata "processes", fetched in pieces. Thread: worker.
//
//   qXfer:osdata:read:processes:<offset hex>,<length hex>   ->  m<piece>  more follows;  l<piece>  the last one
//   <osdata type="processes"><item><column name="pid">6</column><column name="user">root</column>
//   <column name="command">/sbin/init splash</column><column name="cores">0</column></item>…</osdata>
//
// Offsets count decoded bytes. The command is the arguments joined by spaces, so where one ends is lost; no parent is told.
// Seen on gdbserver 13.1; pieces are cut to its PacketSize (0x47ff).

#include "backend/engine/stub/stubtask.h"
#include "backend/types/processinfo.h"

#include <QXmlStreamReader>

namespace procdeck::gdb {

/// Reads the document as it comes, however it is cut. Thread: any (value).
class OsdataReader final {
public:
    void add(const QByteArray &piece) { m_xml.addData(piece); }
    /// Takes all whole items so far. false: this is no such document.
    [[nodiscard]] bool read(ProcessList *processes);
    [[nodiscard]] bool atEnd() const { return m_ended; }
    [[nodiscard]] QString problem() const { return m_xml.errorString(); }

private:
    void takeColumn(const QString &name, const QString &value);

    QXmlStreamReader m_xml;
    QString m_column; ///< the one being read; empty: none
    QString m_text;
    ProcessInfo m_item;
    bool m_ended = false;
};

class ListTask final : public stub::StubTask<ProcessList> {
public:
    /// packetSize: bytes, as the server told; 0: not told.
    ListTask(rsp::RspClient &client, qsizetype packetSize);

    /// A server that lists more is lying.
    static constexpr qsizetype maxProcesses = 500'000;
    static constexpr qint64 maxDocumentBytes = 256 * 1024 * 1024;
    static constexpr std::chrono::milliseconds deadline{60'000};

private:
    void run() override;
    void askPiece();
    void take(const QByteArray &reply);
    void senseless(const QString &detail);

    qsizetype m_pieceBytes;
    qint64 m_offset = 0;
    OsdataReader m_reader;
    ProcessList m_processes;
};

} // namespace procdeck::gdb
