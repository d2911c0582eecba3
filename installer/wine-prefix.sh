#!/bin/bash
# Makes a folder in which Wine runs 64-bit Windows programs without a display, for the tests of the build for Windows.
# Can be run again.
#
#   installer/wine-prefix.sh FOLDER

source "$(dirname "$0")/lib.sh"

[ $# -eq 1 ] || fail "usage: installer/wine-prefix.sh FOLDER"
prefix=$(realpath -m "$1")
stamp=$prefix/procdeck-2
[ -e "$stamp" ] && exit 0

say "Preparing Wine …"
export WINEPREFIX=$prefix WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml="
unset DISPLAY
mkdir -p "$prefix"
{
    wineboot -i
    wine winecfg /v win10 # a new one says that it is Windows 7, and Qt 6 needs Windows 10
    wineserver -w
    # Without these there is neither Tahoma nor Marlett, the font of the buttons in title bars.
    cp -L /usr/share/wine/fonts/*.ttf "$prefix/drive_c/windows/Fonts/"
    replacements='HKCU\Software\Wine\Fonts\Replacements'
    wine reg add "$replacements" /v 'Segoe UI' /t REG_SZ /d 'DejaVu Sans' /f
    wine reg add "$replacements" /v 'Consolas' /t REG_SZ /d 'DejaVu Sans Mono' /f
    wine reg add "$replacements" /v 'Courier New' /t REG_SZ /d 'DejaVu Sans Mono' /f
    # Wine keeps QT_… variables of the Linux environment from its programs; these are given to all of them.
    wine reg add 'HKCU\Environment' /v QT_FORCE_STDERR_LOGGING /t REG_SZ /d 1 /f # what tests say, on standard output
    wine reg add 'HKCU\Environment' /v QT_QPA_PLATFORM /t REG_SZ /d offscreen /f
    wineserver -w
} >"$prefix.log" 2>&1 || fail "Wine could not make its folder; $prefix.log says why."
: >"$stamp"
