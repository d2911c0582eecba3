#include "backend/engine/gdb/gdbprocesses.h"

#include "backend/rsp/text.h"
#include "backend/types/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck::gdb {

namespace {

constexpr qsizetype frameBytes = 5; ///< "$m" before a piece, "#xx" behind it
constexpr qsizetype largestPiece = 0x10000;
constexpr qsizetype smallestPiece = 256;

void nameFromCommand(ProcessInfo *process, const QString &command)
{
    process->commandLine = cleanText(command, 32 * 1024);
    const QString first = process->commandLine.section(u' ', 0, 0);
    if (first.startsWith(u'[') && process->commandLine.endsWith(u']')) {
        process->name = process->commandLine.mid(1, process->commandLine.size() - 2); // a kernel thread or a zombie
        return;
    }
    if (first.startsWith(u'/'))
        process->path = first;
    process->name = first.mid(first.lastIndexOf(u'/') + 1);
}

} // namespace

bool OsdataReader::read(ProcessList *processes)
{
    while (!m_ended) {
        switch (m_xml.readNext()) {
        case QXmlStreamReader::Invalid:
            return m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError; // the rest is still to come
        case QXmlStreamReader::StartElement:
            if (m_xml.name() == u"item")
                m_item = {};
            else if (m_xml.name() == u"column")
                m_column = m_xml.attributes().value(u"name"_s).toString();
            m_text.clear();
            break;
        case QXmlStreamReader::Characters:
            m_text += m_xml.text();
            break;
        case QXmlStreamReader::EndElement:
            if (m_xml.name() == u"column")
                takeColumn(m_column, m_text);
            else if (m_xml.name() == u"item" && m_item.pid > 0)
                processes->append(m_item);
            m_text.clear();
            break;
        case QXmlStreamReader::EndDocument:
            m_ended = true;
            break;
        default:
            break;
        }
    }
    return true;
}

void OsdataReader::takeColumn(const QString &name, const QString &value)
{
    if (name == u"pid")
        m_item.pid = value.toLongLong();
    else if (name == u"user")
        m_item.user = cleanText(value, 64);
    else if (name == u"command")
        nameFromCommand(&m_item, value);
}

ListTask::ListTask(rsp::RspClient &client, qsizetype packetSize)
    : StubTask(client)
    , m_pieceBytes(std::clamp(packetSize - frameBytes, smallestPiece, largestPiece))
{
}

void ListTask::run()
{
    enterStep(tr("listing processes"), deadline,
              {ErrorCode::Silent,
               tr("The process list did not come to an end within %1 s.").arg(deadline.count() / 1000),
               {},
               tr("The server or the connection may be overloaded: try again.")});
    askPiece();
}

void ListTask::askPiece()
{
    ask("qXfer:osdata:read:processes:" + QByteArray::number(m_offset, 16) + ',' +
            QByteArray::number(static_cast<qlonglong>(m_pieceBytes), 16),
        [this](const QByteArray &reply) { take(reply); });
}

void ListTask::take(const QByteArray &reply)
{
    const bool last = reply.startsWith('l');
    if (reply.isEmpty()) {
        finish(Error{ErrorCode::Unsupported,
                     tr("This server cannot list processes."),
                     {},
                     tr("A gdbserver on Linux can; this one may debug a single program only.")});
        return;
    }
    if (rsp::isError(reply)) {
        finish(Error{ErrorCode::ServerFailed,
                     tr("The server could not list its processes (%1).").arg(QString::fromLatin1(reply.left(3))),
                     {},
                     tr("Its user may lack the rights to look into /proc.")});
        return;
    }
    if (!last && !reply.startsWith('m')) {
        senseless(QString::fromLatin1(reply.left(200)));
        return;
    }
    const QByteArray piece = reply.mid(1);
    m_reader.add(piece);
    m_offset += piece.size();
    if (!m_reader.read(&m_processes)) {
        senseless(m_reader.problem());
        return;
    }
    countStep(static_cast<int>(m_processes.size()), 0);
    if (last && m_reader.atEnd())
        finish(std::move(m_processes));
    else if (last || piece.isEmpty() || m_processes.size() > maxProcesses || m_offset > maxDocumentBytes)
        senseless(last ? tr("the document ends too early") : tr("the document has no end"));
    else
        askPiece();
}

void ListTask::senseless(const QString &detail)
{
    finish(Error{ErrorCode::Garbage, tr("The server sent a process list that makes no sense."), detail,
                 tr("Check that it is a genuine gdbserver.")});
}

} // namespace procdeck::gdb
