#include "backend/engine/stub/stubkind.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace procdeck::stub {

namespace {
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(StubKind)
};
} // namespace

QByteArray feature(const QByteArray &features, QByteArrayView name)
{
    for (const QByteArray &item : features.split(';')) {
        if (!item.startsWith(name))
            continue;
        QByteArray rest = item.mid(name.size());
        if (rest == "+" || rest == "-")
            return rest;
        if (rest.startsWith('='))
            return rest.mid(1);
    }
    return {};
}

qsizetype packetSize(const QByteArray &features)
{
    bool ok = false;
    const qlonglong size = feature(features, "PacketSize").toLongLong(&ok, 16);
    return ok && size > 0 ? static_cast<qsizetype>(size) : 0;
}

StubKind kindOf(const StubAnswers &answers)
{
    const bool echoes = feature(answers.features, "qEcho") == "+";
    if (echoes)
        return answers.stop.isEmpty() ? StubKind::LldbPlatform : StubKind::LldbDebugging;
    if (feature(answers.features, "qXfer:osdata:read") == "+")
        return StubKind::GdbServer;
    if (answers.noAck.isEmpty() && answers.extended == "OK" && feature(answers.features, "vContSupported") == "+")
        return StubKind::Qemu;
    if (answers.extended.isEmpty() && answers.noAck == "OK" && feature(answers.features, "qXfer:exec-file:read") == "+")
        return StubKind::Valgrind;
    return StubKind::Unknown;
}

QString nameWithArticle(StubKind kind)
{
    switch (kind) {
    case StubKind::LldbPlatform:
        return Tr::tr("an LLDB platform server");
    case StubKind::LldbDebugging:
        return Tr::tr("an LLDB server that debugs one program");
    case StubKind::GdbServer:
        return Tr::tr("a gdbserver");
    case StubKind::Qemu:
        return Tr::tr("the debug port of QEMU");
    case StubKind::Valgrind:
        return Tr::tr("the debug port of Valgrind");
    case StubKind::Unknown:
        break;
    }
    return Tr::tr("an unknown debug server");
}

QString nameOf(StubKind kind)
{
    switch (kind) {
    case StubKind::LldbPlatform:
        return Tr::tr("LLDB platform server");
    case StubKind::LldbDebugging:
        return Tr::tr("LLDB server for one program");
    case StubKind::GdbServer:
        return Tr::tr("GNU gdbserver");
    case StubKind::Qemu:
        return Tr::tr("QEMU debug port");
    case StubKind::Valgrind:
        return Tr::tr("Valgrind debug port");
    case StubKind::Unknown:
        break;
    }
    return Tr::tr("unknown debug server");
}

Error wrongPeer(StubKind expected, StubKind found, const QString &at)
{
    QString hint;
    switch (found) {
    case StubKind::LldbPlatform:
        hint = Tr::tr("Add it as lldb:connect://%1 instead.").arg(at);
        break;
    case StubKind::GdbServer:
        hint = Tr::tr("Add it as gdb:%1 instead.").arg(at);
        break;
    case StubKind::LldbDebugging:
    case StubKind::Qemu:
    case StubKind::Valgrind:
        hint = Tr::tr("It debugs one program and lists no processes: connect a debugger to it directly.");
        break;
    case StubKind::Unknown:
        hint = Tr::tr("Check which program listens on that port.");
        break;
    }
    return {ErrorCode::WrongPeer,
            Tr::tr("This is %1, not %2 (%3).").arg(nameWithArticle(found), nameWithArticle(expected), at),
            {},
            hint};
}

} // namespace procdeck::stub
