#!/bin/bash
# Runs clang-tidy over every source file of the project, and remembers what has passed: a file is looked at again when
# it, a header, or the configuration has changed.

source "$(dirname "$0")/lib.sh"

cmake --preset tidy >build/tidy.configure.log
stamps=build/tidy/stamps
mkdir -p "$stamps"
common=$({ git ls-files -z '*.h' .clang-tidy '*CMakeLists.txt' | xargs -0 cat; } | sha256sum | cut -c1-16)
export stamps common

check_one() {
    local stamp
    stamp=$stamps/$(printf '%s' "$1$common" | cat - "$1" | sha256sum | cut -c1-32)
    [ -e "$stamp" ] && return 0
    clang-tidy-19 --quiet -p build/tidy "$1" 2>/dev/null && : >"$stamp"
}
export -f check_one

# Tests are left out: their macros hold what the checks are about. So is what is built for Windows alone: the compiler that
# knows its headers is another one.
git ls-files -z 'app/*.cpp' 'ui/*.cpp' 'model/*.cpp' 'backend/*.cpp' | grep -zvE '/(windows|helper)/' |
    xargs -0 -P "$(nproc)" -I{} bash -c 'check_one {}' && say "clang-tidy: clean"
