#!/bin/bash
# Installs what Procdeck needs, builds it, and runs it: the window where there is a display; where there is none, a tour of
# the main job in a real window on a display in memory, against a real server, with pictures left in screenshots/.
# For root, or a user with sudo. Can be run again.

source "$(dirname "$0")/lib.sh"

if [ "${1:-}" = --help ]; then
    sed -n '2,4s/^# //p' "$0"
    exit 0
fi

install_packages "$BUILD_PACKAGES" "$SERVER_PACKAGES" "$(lldb_package)" "$DISPLAY_PACKAGES"
say "Building …"
build release procdeck procdeckctl procdeck_tour

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Starting Procdeck. The same from now on: build/release/bin/procdeck"
    exec build/release/bin/procdeck
fi
say "No display here: touring the main job in a window on a display in memory."
xvfb-run -a -s "-screen 0 1280x800x24" build/release/bin/procdeck_tour screenshots
say "The window itself, where there is a display: build/release/bin/procdeck"
say "The command line: build/release/bin/procdeckctl --help"
