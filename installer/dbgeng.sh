#!/bin/bash
# Gets what the dbgeng engine needs on Linux: Wine, with a prefix of its own; the Windows program that calls the debug
# engine, built; and the debug engine itself, from Microsoft's package by "dotnet restore" (the .NET SDK has to be there:
# Debian itself has no package of it).
# For root, or a user with sudo. Can be run again.
#
#   installer/dbgeng.sh             for the user who runs it, in ~/.local/share/procdeck
#   installer/dbgeng.sh FOLDER      into that folder: FOLDER/dbgeng and FOLDER/wine; builds nothing

source "$(dirname "$0")/lib.sh"

if [ "${1:-}" = --help ]; then
    sed -n '2,8s/^# \{0,1\}//p' "$0"
    exit 0
fi
folder=${1:-${XDG_DATA_HOME:-$HOME/.local/share}/procdeck}

fetch_engine() {
    if [ -f "$folder/dbgeng/dbgeng.dll" ]; then
        return
    fi
    command -v dotnet >/dev/null || fail "the .NET SDK is missing: its program dotnet fetches Microsoft's debug engine.
Install it, or copy dbgeng.dll, dbghelp.dll, dbgcore.dll and dbgmodel.dll of the Debugging Tools for Windows (x64) to
$folder/dbgeng"
    say "Fetching Microsoft's debug engine …"
    local work=build/dbgeng-package
    mkdir -p "$work" "$folder/dbgeng"
    cp installer/dbgeng/* "$work/"
    DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 dotnet restore "$work" --locked-mode --packages "$work/packages" \
        --verbosity quiet || fail "Microsoft's debug engine could not be fetched."
    cp "$work"/packages/microsoft.debugging.platform.dbgeng/*/content/amd64/*.dll "$folder/dbgeng/"
}

# Wine fills a new prefix for some 10 s, which no server's start should have to wait for.
make_prefix() {
    if [ -f "$folder/wine/system.reg" ]; then
        return
    fi
    say "Preparing Wine …"
    mkdir -p "$folder"
    (
        unset DISPLAY
        export WINEPREFIX=$folder/wine WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
        wine wineboot -i >/dev/null 2>&1
        wine winecfg /v win10 >/dev/null 2>&1 # a new one says that it is Windows 7
        wineserver -w
    ) || fail "Wine could not make its prefix."
}

install_packages "$DBGENG_PACKAGES"
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
make_prefix
fetch_engine
if [ $# -eq 0 ]; then
    install_packages "$BUILD_PACKAGES"
    build release procdeck-dbgeng-host procdeckctl
    build/release/bin/procdeckctl engines
fi
say "The debug engine is in $folder/dbgeng."
