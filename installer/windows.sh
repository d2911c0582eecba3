#!/bin/bash
# Builds Procdeck for Windows x86-64, on Debian: installs what that needs, and leaves in build/windows/package a folder to be
# copied to a Windows computer. For root, or a user with sudo. Can be run again.
#
#   installer/windows.sh             builds
#   installer/windows.sh --test      builds, and runs the tests under Wine
#
# Qt for Windows is taken from qt-6.4.2-mingw64.tar.xz, where that is: in the folder that PROCDECK_QT_MINGW names, or in
# ../shared/toolchains. Elsewhere it is built from source first, by installer/windows-qt.sh.

source "$(dirname "$0")/lib.sh"

case "${1:-}" in
--help)
    sed -n '2,9s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
--test | "") ;;
*) fail "unknown option $1; see --help" ;;
esac

qt_archive=qt-6.4.2-mingw64.tar.xz
qt_sum=d1ca038d31368cfac97eab9d3d434d72bf5c194b1dffbb82b5c3093f20528d9b

get_qt() {
    local folder archive
    [ -e build/qt-mingw/lib/cmake/Qt6/qt.toolchain.cmake ] && return
    for folder in ${PROCDECK_QT_MINGW:+"$PROCDECK_QT_MINGW"} ../shared/toolchains; do
        archive=$folder/$qt_archive
        [ -f "$archive" ] || continue
        say "Unpacking Qt for Windows …"
        printf '%s  %s\n' "$qt_sum" "$archive" | sha256sum --check --quiet ||
            fail "$archive is not the file that this script knows. Remove it, or get it again."
        rm -rf build/qt-mingw build/qt-mingw.new
        mkdir -p build/qt-mingw.new
        tar xf "$archive" -C build/qt-mingw.new --strip-components=1
        mv build/qt-mingw.new build/qt-mingw
        return
    done
    say "There is no $qt_archive: building Qt from source."
    installer/windows-qt.sh
}

install_packages "$BUILD_PACKAGES" "$DBGENG_PACKAGES" "$WINDOWS_PACKAGES"
get_qt
programs=(procdeck procdeckctl procdeck-dbgeng-host)
say "Building for Windows …"
if [ "${1:-}" = --test ]; then build windows; else build windows "${programs[@]}"; fi
installer/windows-package.sh build/windows/package $(printf "build/windows/bin/%s.exe " "${programs[@]}")
if [ "${1:-}" = --test ]; then
    installer/wine-prefix.sh
    ctest --preset windows
fi
