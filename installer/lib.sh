# What run.sh and test.sh share: which packages are needed and why, how they are installed, how the project is built.
# Source it; it changes to the root of the project. shellcheck shell=bash

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# name | why it is needed
BUILD_PACKAGES='
g++|the compiler
cmake|the build system
ninja-build|runs the build
ccache|makes the second build quick
qt6-base-dev|Qt: Core, Network, Widgets, Test
qt6-base-dev-tools|the code generators of Qt
libgl1-mesa-dev|asked for by the build files of Qt Widgets
libspdlog-dev|logging
librsvg2-bin|turns the icons into pictures while building
'
DISPLAY_PACKAGES='
xvfb|a display in memory, for the window where there is none
xauth|lets xvfb-run talk to that display
fonts-dejavu-core|a font for the window
'
SERVER_PACKAGES='
gdbserver|one of the two kinds of process server
'
DBGENG_PACKAGES='
g++-mingw-w64-x86-64-posix|builds the Windows program that calls the debug engine
nlohmann-json3-dev|JSON in that program
wine|runs the Windows program that calls the debug engine
wine64|runs it on a 64-bit processor
'
WINDOWS_PACKAGES='
icoutils|turns the pictures into the icon of a Windows program
xz-utils|unpacks Qt for Windows
fonts-wine|the fonts that Windows programs ask for
xvfb|a display in memory, for the window under Wine
xauth|lets xvfb-run talk to that display
fonts-dejavu-core|a font for the window
'
WINDOWS_QT_PACKAGES='
dpkg-dev|unpacks the source of a package
make|makes the one file of SQLite
tcl|makes the one file of SQLite
'
TEST_PACKAGES='
gdb|the contender of the benchmark
clang-format-19|checks how the source is laid out
clang-tidy-19|checks the source for mistakes
libllvm14|for the further versions of lldb-server
libllvm22|for the further versions of lldb-server
libclang-cpp22|for the further versions of lldb-server
'

WINDOWS_QT_ARCHIVE=qt-6.4.2-mingw64.tar.xz
WINDOWS_QT_SUM=d1ca038d31368cfac97eab9d3d434d72bf5c194b1dffbb82b5c3093f20528d9b

say() { printf '%s\n' "$*"; }
fail() { printf 'procdeck: %s\n' "$*" >&2; exit 1; }

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Any lldb-server will do: Debian has several, and their packages exclude each other.
has_lldb_server() {
    local version
    command -v lldb-server >/dev/null && return 0
    for version in $(seq 13 25); do
        command -v "lldb-server-$version" >/dev/null && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages LIST…: says what is missing and why, and installs that.
install_packages() {
    command -v apt-get >/dev/null || fail "this script knows Debian and its relatives only.
Install the packages that installer/lib.sh names by other means, then build with: cmake --preset release && cmake --build --preset release"
    local name reason missing=()
    while IFS='|' read -r name reason; do
        [ -n "$name" ] || continue
        is_installed "$name" && continue
        [ ${#missing[@]} -gt 0 ] || say "To be installed:"
        printf '  %-20s %s\n' "$name" "$reason"
        missing+=("$name")
    done < <(printf '%s\n' "$@")
    if [ ${#missing[@]} -eq 0 ]; then
        say "Everything that is needed is installed."
        return
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "installing needs root, and there is no sudo here. Ask an administrator to run:
  apt-get install --no-install-recommends ${missing[*]}"
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 \
        install -y --no-install-recommends "${missing[@]}" ||
        fail "the packages could not be installed. See the lines above; then run this command again."
}

# Where Qt for Windows is, built already; nothing: nowhere.
windows_qt_archive() {
    local folder
    for folder in ${PROCDECK_QT_MINGW:+"$PROCDECK_QT_MINGW"} ../shared/toolchains; do
        if [ -f "$folder/$WINDOWS_QT_ARCHIVE" ]; then
            printf '%s/%s\n' "$folder" "$WINDOWS_QT_ARCHIVE"
            return
        fi
    done
}

lldb_package() {
    has_lldb_server || printf 'lldb-19|the other kind of process server\n'
}

# build PRESET [TARGET…]
build() {
    local preset=$1
    shift
    cmake --preset "$preset" >"build/$preset.configure.log" 2>&1 || {
        cat "build/$preset.configure.log"
        fail "the build could not be prepared (preset $preset)."
    }
    cmake --build --preset "$preset" ${1:+--target "$@"}
}

mkdir -p build
