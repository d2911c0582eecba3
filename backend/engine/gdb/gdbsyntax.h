#pragma once
// GDB's own notations. Thread: any (pure functions).
//
//   connect  box:2345, [::1]:2345, /run/socket   (as "target extended-remote" takes them)
//   listen   :2345                               (as gdbserver takes it; a host part is accepted and means nothing)
//
// gdbserver 13 binds every interface whatever host it is given, so there is no field for one.

#include "backend/types/fields.h"

namespace procdeck::gdb {

[[nodiscard]] FieldSyntax connectSyntax();
[[nodiscard]] FieldSyntax listenSyntax();

} // namespace procdeck::gdb
