#!/bin/bash
# Builds Procdeck for Windows x86-64, on Debian: installs what that needs, and leaves in build/windows/package a folder to be
# copied to a Windows computer. For root, or a user with sudo. Can be run again.
#
#   installer/windows.sh                 builds
#   installer/windows.sh --build-tests   builds, and the tests too
#   installer/windows.sh --test          builds all, runs the tests under Wine, and takes the tour there
#
# Qt for Windows is taken from qt-6.4.2-mingw64.tar.xz, where that is: in the folder that PROCDECK_QT_MINGW names, or in
# ../shared/toolchains. Elsewhere it is built from source first, by installer/windows-qt.sh.

source "$(dirname "$0")/lib.sh"

case "${1:-}" in
--help)
    sed -n '2,11s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
--test | --build-tests | "") ;;
*) fail "unknown option $1; see --help" ;;
esac

get_qt() {
    local archive
    [ -e build/qt-mingw/lib/cmake/Qt6/qt.toolchain.cmake ] && return
    archive=$(windows_qt_archive)
    if [ -z "$archive" ]; then
        say "There is no $WINDOWS_QT_ARCHIVE: building Qt from source."
        installer/windows-qt.sh
        return
    fi
    say "Unpacking Qt for Windows …"
    printf '%s  %s\n' "$WINDOWS_QT_SUM" "$archive" | sha256sum --check --quiet ||
        fail "$archive is not the file that this script knows. Remove it, or get it again."
    rm -rf build/qt-mingw build/qt-mingw.new
    mkdir -p build/qt-mingw.new
    tar xf "$archive" -C build/qt-mingw.new --strip-components=1
    mv build/qt-mingw.new build/qt-mingw
}

install_packages "$BUILD_PACKAGES" "$DBGENG_PACKAGES" "$WINDOWS_PACKAGES"
get_qt
programs=(procdeck procdeckctl procdeck-dbgeng-host)
say "Building for Windows …"
if [ -n "${1:-}" ]; then build windows; else build windows "${programs[@]}"; fi
installer/windows-package.sh build/windows/package $(printf "build/windows/bin/%s.exe " "${programs[@]}")
if [ -n "${1:-}" ]; then
    installer/wine-prefix.sh build/wine
    installer/wine-prefix.sh build/wine-shown
fi
if [ "${1:-}" = --test ]; then
    installer/dbgeng.sh build/servers/windows
    export PROCDECK_DBGENG_DIR=$PWD/build/servers/windows/dbgeng
    ctest --preset windows
    installer/windows-tour.sh
fi
