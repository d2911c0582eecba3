#!/bin/bash
# windows-package.sh FOLDER PROGRAM.EXE…: collects in that folder what runs on a Windows without anything else: the programs,
# Qt's plugins, and every library that one of them imports and Windows does not have.

source "$(dirname "$0")/lib.sh"

[ $# -ge 2 ] || fail "usage: installer/windows-package.sh FOLDER PROGRAM.EXE…"
folder=$1
shift
qt=build/qt-mingw
target=x86_64-w64-mingw32
plugins='
platforms/qwindows.dll
imageformats/qico.dll
tls/qschannelbackend.dll
'
libraries=(
    "$qt/bin"
    "$(dirname "$($target-g++-posix -print-file-name=libstdc++-6.dll)")"
    "$(dirname "$($target-g++-posix -print-libgcc-file-name)")"
    "/usr/$target/lib"
)

imports_of_all() {
    find "$folder" -name '*.exe' -o -name '*.dll' | while read -r file; do
        $target-objdump -p "$file" | sed -n 's/^\s*DLL Name: //p'
    done | sort -u
}

# A library that was copied may import further ones.
copy_imports() {
    local name source added=yes
    while [ "$added" = yes ]; do
        added=no
        while read -r name; do
            [ -e "$folder/$name" ] && continue
            for source in "${libraries[@]}"; do
                [ -e "$source/$name" ] || continue
                cp -L "$source/$name" "$folder/"
                added=yes
                break
            done
        done < <(imports_of_all)
    done
}

rm -rf "$folder"
mkdir -p "$folder"
cp "$@" "$folder/"
for plugin in $plugins; do
    mkdir -p "$folder/$(dirname "$plugin")"
    cp "$qt/plugins/$plugin" "$folder/$plugin"
done
copy_imports
printf '[Paths]\nPlugins = .\n' >"$folder/qt.conf"
cp LICENSE "$folder/LICENSE.txt"
$target-strip "$folder"/*.exe "$folder"/lib*.dll
say "To be copied to a Windows computer: $folder ($(du -sh "$folder" | cut -f 1))"
