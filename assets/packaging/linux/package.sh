#!/usr/bin/env bash
# Builds the Debian package with dpkg-deb alone, from the release binary and the lists in Cargo.toml's [package.metadata.deb]:
# what `cargo deb` makes, for machines without it. Who builds it is its maintainer where DEBFULLNAME and DEBEMAIL say so.
# Usage: assets/packaging/linux/package.sh [BINARY] [FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../../.."
binary=${1:-target/release/hexapla}
folder=${2:-target/debian}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
architecture=$(dpkg --print-architecture)
maintainer=${DEBEMAIL:+"${DEBFULLNAME:-$DEBEMAIL} <$DEBEMAIL>"}
field() { sed -n "/^\[package.metadata.deb\]/,/^\[/s/^$1 = \"\(.*\)\".*/\1/p" Cargo.toml; }

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
install -D -m755 "$binary" "$root/usr/bin/hexapla"
# The assets: lines of the form ["from", "to", "mode"].
sed -n '/^\[package.metadata.deb\]/,/^\[package.metadata.bundle\]/p' Cargo.toml |
  sed -n 's/^ *\["\([^"]*\)", "\([^"]*\)", "\([0-7]*\)"\],\{0,1\}.*/\1 \2 \3/p' |
  while read -r from to mode; do
    [ "$from" = target/release/hexapla ] && continue
    case $to in */) to=$to$(basename "$from") ;; esac
    install -D -m"$mode" "$from" "$root/$to"
  done
gzip -9n <CHANGELOG.md | install -D -m644 /dev/stdin "$root/usr/share/doc/hexapla/changelog.gz"
gzip -9n <"$(field changelog)" | install -D -m644 /dev/stdin "$root/usr/share/doc/hexapla/changelog.Debian.gz"
gzip -9n "$root/usr/share/man/man1/hexapla.1"
chmod -R u=rwX,go=rX "$root"
mkdir -m755 "$root/DEBIAN"
{
  echo "Package: hexapla"
  echo "Version: $version-1"
  echo "Architecture: $architecture"
  echo "Section: $(field section)"
  echo "Priority: $(field priority)"
  echo "Maintainer: ${maintainer:-$(field maintainer)}"
  echo "Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)"
  echo "Depends: $(field depends)"
  echo "Recommends: $(field recommends)"
  echo "Description: compare how news outlets report the same story"
  field extended-description | fold -s -w 76 | sed 's/^/ /;s/ *$//'
} >"$root/DEBIAN/control"
mkdir -p "$folder"
dpkg-deb --root-owner-group --build "$root" "$folder/hexapla_${version}-1_$architecture.deb"
