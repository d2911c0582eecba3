#!/bin/bash
# wine-run.sh PROGRAM.EXE [ARGUMENT…]: runs a program of the build for Windows, with the libraries that it was built with.
# ctest calls it for each test. installer/wine-prefix.sh has to be run before.
# PROCDECK_SHOWN: with a display, in memory, and a Wine of its own: one that has begun without a display never gets one.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

windows_path() { printf 'Z:%s' "${1//\//\\}"; }

export WINEPREFIX=${WINEPREFIX:-$root/build/wine}${PROCDECK_SHOWN:+-shown} WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES=${WINEDLLOVERRIDES:-dbgeng,dbghelp,dbgcore,dbgmodel,msdia140=n;mscoree,mshtml=}
# What the caller's build for this system would be told by its path.
if [[ ${PROCDECK_DBGENG_DIR:-} = /* ]]; then
    PROCDECK_DBGENG_DIR=$(windows_path "$PROCDECK_DBGENG_DIR")
    export PROCDECK_DBGENG_DIR
fi
unset PROCDECK_BIN PROCDECK_EXTRA_LLDB_SERVERS
[ -e "$WINEPREFIX/system.reg" ] || { echo "wine-run.sh: run installer/wine-prefix.sh first" >&2; exit 1; }
gcc_folder=$(dirname "$(x86_64-w64-mingw32-g++-posix -print-file-name=libstdc++-6.dll)")
WINEPATH="$(windows_path "$root/build/qt-mingw/bin");$(windows_path "$gcc_folder");Z:\\usr\\x86_64-w64-mingw32\\lib"
export WINEPATH
unset DISPLAY
run=(wine)
[ -z "${PROCDECK_SHOWN:-}" ] || run=(xvfb-run -a -s "-screen 0 1280x900x24" wine)
# Not straight to where this script writes: the first program brings up Wine's own services, which would hold that open for as
# long as they run, and whoever reads it would wait for them.
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"${run[@]}" "$@" >"$output" 2>&1 </dev/null &
program=$!
tail -f -n +1 -s 0.1 --pid="$program" "$output"
status=0
wait "$program" || status=$?
exit "$status"
