#!/bin/bash
# Takes the tour of the main job under Wine, with nothing but what would be copied to a Windows computer: installs
# build/windows/package in a folder of Wine's, and leaves pictures of the window in screenshots-windows/.
# To be run after installer/windows.sh --test.

source "$(dirname "$0")/lib.sh"

package=build/windows/package
tour=build/windows/bin/procdeck_tour.exe
[ -d "$package" ] && [ -f "$tour" ] || fail "run installer/windows.sh --test first."
engine=${PROCDECK_DBGENG_DIR:-build/servers/windows/dbgeng}
[ -f "$engine/dbgeng.dll" ] || fail "run installer/dbgeng.sh build/servers/windows first: it fetches Microsoft's debug engine."
installer/wine-prefix.sh build/wine-shown
export WINEPREFIX=$PWD/build/wine-shown WINEDEBUG=-all
export WINEDLLOVERRIDES="dbgeng,dbghelp,dbgcore,dbgmodel,msdia140=n;mscoree,mshtml="
unset PROCDECK_DBGENG_DIR

wineserver -w # of a display that is gone

installed=$WINEPREFIX/drive_c/Procdeck
rm -rf "$installed" screenshots-windows
cp -r "$package" "$installed"
cp "$tour" build/qt-mingw/bin/Qt6Test.dll "$installed/"
mkdir "$installed/dbgeng"
cp "$engine"/*.dll "$installed/dbgeng/"

# A desktop of Wine's own has the title bars and the task bar of Windows. What runs in it says nothing on standard output.
xvfb-run -a -s "-screen 0 1240x800x24" wine explorer /desktop=procdeck,1240x800 \
    'C:\Procdeck\procdeck_tour.exe' 'C:\Procdeck\pictures' -platform windows >build/windows-tour.log 2>&1 </dev/null || true
[ -d "$installed/pictures" ] && mv "$installed/pictures" screenshots-windows
# The last picture is of the server that has ended: only who came to the end of the tour has it.
compgen -G 'screenshots-windows/*-ended.png' >/dev/null || { cat build/windows-tour.log; fail "the tour did not come to its end."; }
say "The tour under Wine left $(find screenshots-windows -name '*.png' | wc -l) pictures in screenshots-windows/."
