#pragma once
// The transport strings of DbgEng process servers: what `dbgsrv -t` takes and what a debugger takes as `-premote`.
//
//   tcp:server=box,port=5005         npipe:server=box,pipe=lab1          com:port=COM1,baud=115200,channel=0
//   ssl:proto=tls1,certuser=me,server=box,port=5005                      spipe:proto=tls1,machuser=box,server=box,pipe=lab1
//
// Keys are read in any case and order, and printed in one. Keys that nobody described are kept. The password is among the
// fields, but never printed.
//
// Thread: any (pure functions).
// Source: Microsoft's documentation of process servers; refusals seen on dbgeng 10.0.29507: a `port=0` starts a server that
// nobody can reach, a connect without a port goes to one of its own choice, a name of a pipe with a space is accepted.

#include "backend/types/fields.h"

namespace procdeck::dbgeng {

[[nodiscard]] FieldSyntax connectSyntax();
[[nodiscard]] FieldSyntax listenSyntax();

/// What the engine is given: the printed text with the password behind it.
[[nodiscard]] QString withSecret(const FieldSyntax &syntax, const FieldValues &fields);

} // namespace procdeck::dbgeng
