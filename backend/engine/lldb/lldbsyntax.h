#pragma once
// LLDB's own notations. Thread: any (pure functions).
//
//   connect  connect://box:1234   unix-connect:///run/x   unix-abstract-connect://name   (as "platform connect" takes them)
//   listen   127.0.0.1:1234       unix:///run/x           unix-abstract:///name          (as --listen takes them)
//
// What --listen does not understand becomes a Unix socket of that literal name in the current folder, and the server
// looks alive (seen on 14, 19, 22): so nothing is passed on that was not understood here.

#include "backend/types/fields.h"

namespace procdeck::lldb {

[[nodiscard]] FieldSyntax connectSyntax();
[[nodiscard]] FieldSyntax listenSyntax();

} // namespace procdeck::lldb
