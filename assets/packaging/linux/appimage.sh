#!/usr/bin/env bash
# Builds the AppDir, the folder that an AppImage holds, from the release binary, and the AppImage itself where one of these is
# there: `appimagetool` in PATH, or `mksquashfs` and the type 2 runtime of the AppImage project in the file that
# APPIMAGE_RUNTIME names. Both are published by github.com/AppImage; neither is downloaded here.
# Usage: assets/packaging/linux/appimage.sh [BINARY] [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../../.."
binary=${1:-target/release/hexapla}
folder=${2:-target/appimage}
id=org.hexapla.Hexapla
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
architecture=$(uname -m)
dir=$folder/Hexapla.AppDir
image=$folder/Hexapla-$version-$architecture.AppImage

rm -rf "$dir" "$image"
install -D -m755 "$binary" "$dir/usr/bin/hexapla"
install -D -m644 "assets/packaging/linux/$id.desktop" "$dir/usr/share/applications/$id.desktop"
install -D -m644 "assets/packaging/linux/$id.xml" "$dir/usr/share/mime/packages/$id.xml"
install -D -m644 "assets/packaging/linux/$id.metainfo.xml" "$dir/usr/share/metainfo/$id.metainfo.xml"
install -D -m644 assets/icons/app/hexapla.svg "$dir/usr/share/icons/hicolor/scalable/apps/$id.svg"
for size in 16 24 32 48 64 128 256; do
  install -D -m644 "assets/icons/app/hexapla-$size.png" "$dir/usr/share/icons/hicolor/${size}x$size/apps/$id.png"
done
# What the runtime starts, and what it shows: the desktop entry and the icon at the top.
ln -s usr/bin/hexapla "$dir/AppRun"
ln -s "usr/share/applications/$id.desktop" "$dir/$id.desktop"
ln -s "usr/share/icons/hicolor/256x256/apps/$id.png" "$dir/$id.png"
ln -s "$id.png" "$dir/.DirIcon"
echo "$dir"

if [ -n "$(command -v appimagetool)" ]; then
  ARCH=$architecture appimagetool "$dir" "$image"
elif [ -n "${APPIMAGE_RUNTIME:-}" ]; then
  squash=$(mktemp)
  trap 'rm -f "$squash"' EXIT
  mksquashfs "$dir" "$squash" -root-owned -noappend -quiet
  cat "$APPIMAGE_RUNTIME" "$squash" >"$image"
  chmod 755 "$image"
else
  echo "No AppImage was made: it needs appimagetool in PATH, or APPIMAGE_RUNTIME and mksquashfs." >&2
  exit 1
fi
echo "$image"
