// Regular expressions without PCRE's just-in-time compiler, in every program for Windows.
//
// With it, Qt keeps a stack for each thread in a thread_local object, and the runtime of mingw-w64 (GCC 12) frees the memory of
// those objects before it calls their destructors: a thread that ends after a match reads freed memory, dies while it
// holds a lock of winpthreads, and the program hangs when it ends. Seen with Qt 6.4.2 under Wine 8.

#include <QByteArray>

namespace {
[[maybe_unused]] const bool isOff = qputenv("QT_ENABLE_REGEXP_JIT", "0"); // before the first expression is compiled
}
