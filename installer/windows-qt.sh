#!/bin/bash
# Builds Qt for Windows x86-64 with mingw-w64, from the source of Debian's own Qt, into build/qt-mingw. Takes 20 minutes on
# two processors. For root, or a user with sudo. Can be run again.

source "$(dirname "$0")/lib.sh"

if [ "${1:-}" = --help ]; then
    sed -n '2,3s/^# //p' "$0"
    exit 0
fi
prefix=$PWD/build/qt-mingw
work=$PWD/build/qt-mingw-source
qtbase=$work/qtbase
[ -e "$prefix/lib/cmake/Qt6/qt.toolchain.cmake" ] && exit 0

install_packages "$BUILD_PACKAGES" "$WINDOWS_PACKAGES" "$WINDOWS_QT_PACKAGES"
# Qt's code generators of this machine are used, and have to be of exactly the same version.
version=$(dpkg-query -W -f='${source:Version}' qt6-base-dev)

# Few machines have apt's lists of source packages. These are made for the work alone, from where the packages come from.
apt_for_source() {
    apt-get -q -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts=- \
        -o Dir::State::Lists="$work/apt/lists" "$@"
}

list_sources() {
    mkdir -p "$work/apt/lists/partial"
    apt-get indextargets --format 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' 'Origin: Debian' |
        sort -u >"$work/apt/sources.list"
    apt_for_source update || fail "Debian's lists of source packages could not be fetched."
}

fetch() {
    apt_for_source source --download-only "$1" || fail "The source of $1 could not be fetched.
Update this machine first (apt-get upgrade, as root): Debian has replaced the source of an old version."
}

if [ ! -d "$qtbase" ]; then
    list_sources
    (cd "$work" && fetch "qt6-base=$version" && dpkg-source -x qt6-base_*.dsc qtbase)
fi
# Debian takes these out of Qt's source: SQLite comes from its own package, tablets are left out below.
if [ ! -f "$qtbase/src/3rdparty/sqlite/sqlite3.c" ]; then
    rm -rf "$work/sqlite"
    mkdir -p "$work/sqlite/tree" "$work/sqlite/one" "$qtbase/src/3rdparty/sqlite"
    (
        cd "$work/sqlite"
        fetch sqlite3
        tar xf sqlite3_*.orig.tar.xz -C tree --strip-components=1
        cd one
        ../tree/configure --disable-tcl --disable-readline >configure.log 2>&1
        make sqlite3.c >make.log 2>&1
        cp sqlite3.c sqlite3.h "$qtbase/src/3rdparty/sqlite/"
    )
fi

# direct2d stays on: without it Gui has no DirectWrite fonts, and qwindows.dll does not link.
say "Building Qt …"
rm -rf "$work/build"
cmake -G Ninja -S "$qtbase" -B "$work/build" \
    -DCMAKE_TOOLCHAIN_FILE="$PWD/cmake/mingw64.cmake" \
    -DQT_QMAKE_TARGET_MKSPEC=win32-g++ \
    -DQT_HOST_PATH=/usr \
    -DQT_HOST_PATH_CMAKE_DIR=/usr/lib/x86_64-linux-gnu/cmake \
    -DCMAKE_INSTALL_PREFIX="$prefix" \
    -DCMAKE_BUILD_TYPE=Release \
    -DBUILD_SHARED_LIBS=ON \
    -DQT_BUILD_TESTS=OFF -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_BENCHMARKS=OFF \
    -DFEATURE_pkg_config=OFF \
    -DINPUT_opengl=no -DFEATURE_vulkan=OFF \
    -DFEATURE_dbus=OFF -DFEATURE_printsupport=OFF -DFEATURE_xml=OFF \
    -DFEATURE_concurrent=ON -DFEATURE_testlib=ON \
    -DFEATURE_sql=ON -DFEATURE_sql_sqlite=ON -DFEATURE_system_sqlite=OFF \
    -DFEATURE_sql_odbc=OFF -DFEATURE_sql_mysql=OFF -DFEATURE_sql_psql=OFF \
    -DFEATURE_sql_oci=OFF -DFEATURE_sql_db2=OFF -DFEATURE_sql_ibase=OFF \
    -DINPUT_openssl=no -DFEATURE_schannel=ON \
    -DFEATURE_icu=OFF -DFEATURE_glib=OFF -DFEATURE_zstd=OFF -DFEATURE_brotli=OFF \
    -DFEATURE_tabletevent=OFF \
    -DFEATURE_system_zlib=OFF -DFEATURE_system_png=OFF -DFEATURE_system_jpeg=OFF \
    -DFEATURE_system_harfbuzz=OFF -DFEATURE_system_freetype=OFF \
    -DFEATURE_system_pcre2=OFF -DFEATURE_system_doubleconversion=OFF \
    >"$work/configure.log" 2>&1 || { tail -n 40 "$work/configure.log"; fail "Qt could not be configured."; }
cmake --build "$work/build"
rm -rf "$prefix"
cmake --install "$work/build" --strip >"$work/install.log"
rm -rf "$work"
say "Qt for Windows is in build/qt-mingw."
