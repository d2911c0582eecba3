#!/bin/bash
# layout.sh SOURCE_DIR CLANG_FORMAT: every source file looks as clang-format would make it look.
set -euo pipefail
cd "$1"
if [ ! -x "${2:-}" ]; then
    echo "clang-format-19 is not installed"
    exit 77
fi
find app ui model backend tests -name '*.cpp' -o -name '*.h' | xargs "$2" --dry-run -Werror
