#pragma once
// The end of this program. Thread: any.
//
// Without the farewells of an orderly exit: that kills the other threads wherever they stand and then calls into each DLL,
// and the engine waits there for a lock that one of the killed threads, at work for a client, has held. Seen on
// dbgeng 10.0.29507 under Wine 8, about once in 150 ends on a busy machine: the server had ended, its process and port stayed.

namespace procdeck::helper {

[[noreturn]] void leave(unsigned status);

} // namespace procdeck::helper
