#!/bin/bash
# Installs what the tests need, builds everything, and runs all tests: as they are, under the address and undefined
# behaviour sanitizers, the threaded ones under the thread sanitizer, clang-tidy, and the build for Windows under Wine.
# The last line counts the tests. For root, or a user with sudo. Can be run again.
#
#   installer/test.sh            everything
#   installer/test.sh --quick    the tests as they are, nothing else

source "$(dirname "$0")/lib.sh"

case "${1:-}" in
--help)
    sed -n '2,8s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
--quick) stages=(debug) ;;
"") stages=(debug asan tsan tidy windows) ;;
*) fail "unknown option $1; see --help" ;;
esac

passed=0
failed=0
skipped=0
summary=()

# The two other versions of lldb-server that behave differently. Their packages exclude the installed one, but only the
# program is needed, so they are unpacked and not installed.
fetch_lldb_servers() {
    local version folder program programs=()
    for version in 14 22; do
        folder=build/servers/$version
        program=$folder/usr/lib/llvm-$version/bin/lldb-server
        if [ ! -x "$program" ]; then
            mkdir -p "$folder"
            (
                cd "$folder"
                apt-get -q download "lldb-$version" || { as_root apt-get -q update && apt-get -q download "lldb-$version"; }
                dpkg -x lldb-"$version"_*.deb .
                rm -f ./*.deb
            ) || fail "lldb-server $version could not be fetched."
        fi
        "$program" version >/dev/null || fail "lldb-server $version was fetched, but does not run."
        programs+=("$PWD/$program")
    done
    PROCDECK_EXTRA_LLDB_SERVERS=$(IFS=:; printf '%s' "${programs[*]}")
    export PROCDECK_EXTRA_LLDB_SERVERS
}

# Microsoft's debug engine under Wine, where dotnet is there to fetch it; its tests say what is missing elsewhere.
fetch_debug_engine() {
    if [ "${CI:-}" = true ] || command -v dotnet >/dev/null; then
        installer/dbgeng.sh build/servers/windows
        export PROCDECK_DBGENG_DIR=$PWD/build/servers/windows/dbgeng WINEPREFIX=$PWD/build/servers/windows/wine
    fi
}

# run_tests PRESET: adds ctest's own count to the sums.
run_tests() {
    local preset=$1 report=build/$1.ctest.log total fails skips
    ctest --preset "$preset" 2>&1 | tee "$report" || true
    total=$(sed -nE 's/.*tests failed out of ([0-9]+)$/\1/p' "$report" | tail -n 1)
    fails=$(sed -nE 's/.* ([0-9]+) tests failed out of [0-9]+$/\1/p' "$report" | tail -n 1)
    skips=$(grep -cE '\*\*\*Skipped' "$report" || true)
    if [ -z "$total" ]; then
        total=1 fails=1 # ctest itself did not come to its end
    fi
    passed=$((passed + total - fails - skips))
    failed=$((failed + fails))
    skipped=$((skipped + skips))
}

run_tidy() {
    if bash installer/tidy.sh; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# The build for Windows needs a Qt that takes 20 minutes to build; it is not built here for that alone.
run_windows() {
    export WINEPREFIX=$PWD/build/wine # not that of the engine, which the build for Linux talks to
    if [ ! -e build/qt-mingw ] && [ -z "$(windows_qt_archive)" ]; then
        say "Left out: there is no Qt for Windows here. installer/windows.sh --test builds it, and runs these tests."
        return
    fi
    if ! installer/windows.sh --build-tests; then
        failed=$((failed + 1))
        return
    fi
    run_tests windows
    [ -n "${PROCDECK_DBGENG_DIR:-}" ] || return 0
    if installer/windows-tour.sh; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

install_packages "$BUILD_PACKAGES" "$SERVER_PACKAGES" "$(lldb_package)" "$DISPLAY_PACKAGES" "$TEST_PACKAGES" \
    "$DBGENG_PACKAGES"
fetch_lldb_servers
fetch_debug_engine
if [ "${CI:-}" = true ]; then
    export PROCDECK_REQUIRE_SERVERS=1 # a test that is skipped there has failed
fi
export ASAN_OPTIONS=detect_stack_use_after_return=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1:suppressions=$PWD/tests/tsan.supp
export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp

for stage in "${stages[@]}"; do
    began=$SECONDS
    say "=== $stage"
    if [ "$stage" = tidy ] || [ "$stage" = windows ]; then
        "run_$stage"
    elif build "$stage"; then
        run_tests "$stage"
    else
        failed=$((failed + 1))
    fi
    summary+=("$(printf '%-7s %4d s' "$stage" $((SECONDS - began)))")
done

say "=== durations"
printf '%s\n' "${summary[@]}"
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
    failed=$((failed + skipped))
    skipped=0
fi
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
