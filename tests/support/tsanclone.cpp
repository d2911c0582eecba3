// Only in programs with the thread sanitizer, whose own clone() this stands in front of. That one takes every clone for a
// fork and notes in the child that threads are no longer watched. Qt starts a program with CLONE_VM | CLONE_VFORK, where the
// child's memory is ours: the parent would stop at its next thread. Seen with the libtsan of GCC 12 and Qt 6.4.

#include <cstdarg>
#include <dlfcn.h>
#include <sys/types.h>

extern "C" int clone(int (*function)(void *), void *stack, int flags, void *argument, ...)
{
    using Clone = int (*)(int (*)(void *), void *, int, void *, pid_t *, void *, pid_t *);
    static const auto ofTheSystem =
        reinterpret_cast<Clone>(dlsym(dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD), "clone"));
    va_list more;
    va_start(more, argument);
    auto *const parentId = va_arg(more, pid_t *);
    auto *const storage = va_arg(more, void *);
    auto *const childId = va_arg(more, pid_t *);
    va_end(more);
    return ofTheSystem(function, stack, flags, argument, parentId, storage, childId);
}
