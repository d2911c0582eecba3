// Who may include whom. The table is the architecture: a new edge is a decision.

#include "tests/source/sourcetree.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck::test;

namespace {

struct Room {
    QString folder;     ///< path prefix; the longest one that fits counts
    QStringList mayUse; ///< path prefixes; its own folder always
};

const QList<Room> &rooms()
{
    static const QString types = u"backend/types/"_s;
    static const QString log = u"backend/log/"_s;
    static const QString host = u"backend/host/"_s;
    static const QString rsp = u"backend/rsp/"_s;
    static const QString transport = u"backend/transport/"_s;
    static const QString stub = u"backend/engine/stub/"_s;
    // What every engine may use: the contract, what engines share, and what they stand on.
    static const QStringList shared{u"backend/engine/engine.h"_s,
                                    u"backend/engine/link.h"_s,
                                    u"backend/engine/task.h"_s,
                                    u"backend/engine/endevidence.h"_s,
                                    u"backend/engine/endwait.h"_s,
                                    u"backend/engine/programstart.h"_s,
                                    transport,
                                    host,
                                    types,
                                    log};
    const auto with = [](const QStringList &more) { return shared + more; };
    static const QList<Room> table{
        {u"ui/"_s, {u"model/"_s, types, u"resources/"_s}},
        {u"model/"_s, {types}},
        {u"resources/"_s, {}},
        {u"app/"_s,
         {u"ui/"_s, u"model/"_s, u"resources/"_s, types, log, u"backend/worker.h"_s,
          u"backend/host/interruptwatch.h"_s}},
        {types, {}},
        {log, {types}},
        {transport, {types, log}},
        {rsp, {transport, types, log}},
        {host, {types, log}},
        {u"backend/engine/enginetable"_s, {u"backend/engine/"_s, rsp, host, types}},
        {u"backend/engine/"_s, {transport, host, types, log}},
        {stub, with({rsp})},
        {u"backend/engine/lldb/"_s, with({stub, rsp})},
        {u"backend/engine/gdb/"_s, with({stub, rsp})},
        {u"backend/engine/dbgeng/"_s, with({})},
        {u"backend/engine/dbgeng/helper/"_s, {}},
        {u"backend/job/"_s, {u"backend/engine/enginetable.h"_s, u"backend/engine/task.h"_s, host, types, log}},
        {u"backend/worker"_s, {u"backend/job/"_s, u"backend/engine/enginetable.h"_s, host, types, log}},
        {u"tests/"_s, {u""_s}},
    };
    return table;
}

const Room *roomOf(const QString &path)
{
    const Room *best = nullptr;
    for (const Room &room : rooms()) {
        if (path.startsWith(room.folder) && (!best || room.folder.size() > best->folder.size()))
            best = &room;
    }
    return best;
}

/// Empty: allowed.
QString problemWith(const QString &file, const Include &include)
{
    const Room *room = roomOf(file);
    if (!room)
        return u"stands in no room"_s;
    if (include.system) {
        static const QRegularExpression screen(
            u"^(QtGui|QtWidgets|QWidget|QMainWindow|QDialog|QApplication|QGuiApplication|QPainter|QColor|QIcon|QPixmap)"_s);
        static const QRegularExpression network(
            u"^(QtNetwork|QTcp|QUdp|QLocalS|QHostAddress|QNetwork|QAbstractSocket|QHostInfo)"_s);
        const bool behind = file.startsWith(u"backend/"_s) || file.startsWith(u"model/"_s);
        if (behind && screen.match(include.path).hasMatch())
            return u"the backend and the models know no screen"_s;
        const bool mayNetwork = file.startsWith(u"backend/transport/"_s) || file.startsWith(u"backend/host/"_s) ||
                                file.startsWith(u"tests/"_s);
        if (!mayNetwork && network.match(include.path).hasMatch())
            return u"sockets are for transport and host"_s;
        return {};
    }
    // A generated file of the same translation unit.
    if (include.path.endsWith(u".moc"_s))
        return {};
    if (include.path.startsWith(room->folder))
        return {};
    for (const QString &allowed : room->mayUse) {
        if (include.path.startsWith(allowed))
            return {};
    }
    return u"%1 may not use it"_s.arg(room->folder);
}

} // namespace

class RoomsTest : public QObject {
    Q_OBJECT

private slots:
    void everyIncludeGoesTheAllowedWay()
    {
        QStringList problems;
        const QList<SourceFile> files = sourceFiles();
        QVERIFY(files.size() > 50);
        for (const SourceFile &file : files) {
            for (const Include &include : includesOf(file.text)) {
                if (const QString problem = problemWith(file.path, include); !problem.isEmpty())
                    problems << u"%1:%2 includes %3: %4"_s.arg(file.path).arg(include.line).arg(include.path, problem);
            }
        }
        QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
    }

    void aWrongIncludeIsSeen_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *file, const char *line, bool allowed) {
            QTest::addRow("%s %s", file, line) << QString::fromLatin1(file) << QString::fromLatin1(line) << allowed;
        };
        row("ui/mainwindow.cpp", "#include \"model/face.h\"", true);
        row("ui/mainwindow.cpp", "#include \"backend/types/job.h\"", true);
        row("ui/mainwindow.cpp", "#include \"backend/worker.h\"", false);
        row("model/face.cpp", "#include \"ui/mainwindow.h\"", false);
        row("model/face.cpp", "#include <QWidget>", false);
        row("model/face.cpp", "#include \"backend/log/log.h\"", false);
        row("backend/types/text.cpp", "#include \"backend/log/log.h\"", false);
        row("backend/rsp/rspclient.cpp", "#include \"backend/engine/task.h\"", false);
        row("backend/rsp/rspclient.cpp", "#include <QTcpSocket>", false);
        row("backend/transport/tcpstream.h", "#include <QTcpSocket>", true);
        row("backend/engine/lldb/lldbend.cpp", "#include \"backend/engine/gdb/gdbend.h\"", false);
        row("backend/engine/stub/handshake.cpp", "#include \"backend/engine/lldb/lldbend.h\"", false);
        row("backend/job/endjob.cpp", "#include \"backend/engine/lldb/lldbend.h\"", false);
        row("backend/job/endjob.cpp", "#include \"model/face.h\"", false);
        row("backend/worker.cpp", "#include \"backend/rsp/rspclient.h\"", false);
        row("app/procdeck/main.cpp", "#include \"backend/job/job.h\"", false);
        row("odd/place.cpp", "#include \"backend/worker.h\"", false);
    }
    void aWrongIncludeIsSeen()
    {
        QFETCH(QString, file);
        QFETCH(QString, line);
        QFETCH(bool, allowed);
        const QList<Include> includes = includesOf(line);
        QCOMPARE(includes.size(), 1);
        QCOMPARE(problemWith(file, includes.first()).isEmpty(), allowed);
    }
};

QTEST_GUILESS_MAIN(RoomsTest)
#include "tst_rooms.moc"
