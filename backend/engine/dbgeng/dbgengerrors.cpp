#include "backend/engine/dbgeng/dbgengerrors.h"

#include "backend/types/text.h"

#include <QCoreApplication>

#include <iterator>

using namespace Qt::StringLiterals;

namespace procdeck::dbgeng {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(DbgengErrors)
};

/// %1 stands for the address.
struct Meaning {
    quint32 code;
    ErrorCode kind;
    const char *message;
    const char *hint;
};

#define TEXT(text) QT_TRANSLATE_NOOP("DbgengErrors", text)
const Meaning meanings[] = {
    {PortInUse, ErrorCode::Busy, TEXT("The port of %1 is taken already."), TEXT("Choose another port, or a range.")},
    {ConnectionRefused, ErrorCode::Unreachable, TEXT("Nobody answers at %1: the connection was refused."),
     TEXT("Check that the server runs and that the port is right.")},
    {0x80072AF9, ErrorCode::Unreachable, TEXT("Nobody answers at %1: no computer is known by that name."),
     TEXT("Check the spelling of the name, or give the computer's IP address.")},
    {0x8007274C, ErrorCode::Unreachable, TEXT("Nobody answers at %1: connecting took too long."),
     TEXT("Check that the computer is on and that no firewall is in between.")},
    {0x80072751, ErrorCode::Unreachable, TEXT("Nobody answers at %1: the computer cannot be reached."),
     TEXT("Check the network connection of both computers.")},
    {NoSuchPipe, ErrorCode::Unreachable, TEXT("Nobody answers at %1: there is no such pipe."),
     TEXT("Check the name of the pipe and that the server runs.")},
    {0x80070002, ErrorCode::Unreachable, TEXT("Nobody answers at %1: there is no such pipe or serial port."),
     TEXT("Check the name and that the server runs.")},
    {0x80070035, ErrorCode::Unreachable, TEXT("Nobody answers at %1: no computer is known by that name."),
     TEXT("Check the spelling of the name, and that file sharing is on there: pipes need it.")},
    {PeerWentAway, ErrorCode::Closed,
     TEXT("%1 closed the connection. The password may be wrong or missing, or it is no process server, or the server "
          "ended."),
     TEXT("Give the server's password, and check that a process server (dbgsrv) and not a debugging server listens "
          "there.")},
    {0x80010110, ErrorCode::Garbage, TEXT("What answers at %1 does not speak the protocol of DbgEng process servers."),
     TEXT("Check the address; another program may listen there.")},
    {0x80004005, ErrorCode::PermissionDenied, TEXT("%1 refused the connection; its password may be another one."),
     TEXT("Give the server's password.")},
    {ServerDied, ErrorCode::Closed, TEXT("The server at %1 does not answer any more: it has probably ended."),
     TEXT("Connect again to see.")},
    {ServerUnavailable, ErrorCode::Closed, TEXT("The server at %1 ended during the call."),
     TEXT("Connect again to see.")},
    {0x800706BA, ErrorCode::Unreachable, TEXT("The server at %1 cannot be reached any more."),
     TEXT("Check its computer, then connect again.")},
    {0x800706BE, ErrorCode::Closed, TEXT("The connection to %1 broke in the middle of a call."),
     TEXT("Connect again to see whether the server lives.")},
    {Unexpected, ErrorCode::Closed, TEXT("The connection to %1 is over: its server was asked to end."), ""},
    {0x80070005, ErrorCode::PermissionDenied, TEXT("Windows denies access for %1."),
     TEXT("Use an account that has the right to debug there, or run as administrator.")},
    {0xD0000022, ErrorCode::Busy, TEXT("That process has a debugger already, or belongs to somebody else."),
     TEXT("If its debugger has just gone, try again in a moment; else use an account that has the right.")},
    {0xD0000048, ErrorCode::Busy, TEXT("That process has a debugger already."),
     TEXT("End that debugging session first, or let it detach.")},
    {0xD000010A, ErrorCode::ServerFailed, TEXT("That process is just ending."), ""},
    {0x80070057, ErrorCode::InvalidInput, TEXT("The engine does not understand %1."),
     TEXT("Check each part of the transport string; the password has at most 12 characters.")},
    {0x80092004, ErrorCode::InvalidInput, TEXT("The certificate for %1 is not in the store."),
     TEXT("Check its name and whether it is the user's or the machine's.")},
    {0x80004001, ErrorCode::Unsupported, TEXT("This debug engine has no process servers."),
     TEXT("Wine's own dbgeng.dll is such a one: use Microsoft's.")},
    {0x8007053D, ErrorCode::ServerFailed, TEXT("The debug engine does not start: its DLLs are of different releases."),
     TEXT("Take dbgeng.dll, dbghelp.dll, dbgcore.dll and dbgmodel.dll from one folder of one release.")},
    {0x8007007E, ErrorCode::MissingProgram, TEXT("The debug engine does not start: a DLL is missing."),
     TEXT("Take dbgeng.dll, dbghelp.dll, dbgcore.dll and dbgmodel.dll from one folder of one release.")},
    {0x800700C1, ErrorCode::MissingProgram,
     TEXT("The debug engine does not start: its DLLs are for another processor."),
     TEXT("Take the 64-bit (amd64) release.")},
};
#undef TEXT

QString translated(const char *text)
{
    return QCoreApplication::translate("DbgengErrors", text);
}

} // namespace

QString hexCode(quint32 code)
{
    return u"0x"_s + QString::number(code, 16).toUpper().rightJustified(8, u'0');
}

Error errorOf(const QJsonObject &failure, const QString &at)
{
    const auto code = static_cast<quint32>(failure.value("code"_L1).toInteger());
    const QString call = cleanText(failure.value("call"_L1).toString(), 100);
    const QString words = cleanText(failure.value("text"_L1).toString(), 400);
    const QString detail = u"%1 returned %2: %3"_s.arg(call, hexCode(code), words);
    const auto *meaning = std::find_if(std::begin(meanings), std::end(meanings),
                                       [code](const Meaning &candidate) { return candidate.code == code; });
    if (meaning != std::end(meanings))
        return {meaning->kind, translated(meaning->message).replace(u"%1"_s, at), detail,
                *meaning->hint ? translated(meaning->hint) : QString()};
    return {ErrorCode::ServerFailed,
            words.isEmpty() ? Tr::tr("The debug engine failed with %1 at %2.").arg(hexCode(code), at)
                            : Tr::tr("The debug engine failed with %1 at %2: %3").arg(hexCode(code), at, words),
            detail, Tr::tr("The code can be looked up in Microsoft's documentation.")};
}

} // namespace procdeck::dbgeng
