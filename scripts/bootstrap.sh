#!/usr/bin/env bash
# Installs the Debian packages that a build needs, and with `bootstrap.sh test` those that the tests need as well.
# Does nothing, and needs no rights and no network, when they are all there.
set -euo pipefail

packages=(gcc git libarchive-dev libc6-dev libpq-dev libstdc++-12-dev libstemmer-dev libxml2-dev make
  pkg-config poppler-utils)
[ "${1:-}" = test ] && packages+=(pgbouncer postgresql postgresql-client tesseract-ocr tesseract-ocr-ara util-linux)

if ! command -v swift >/dev/null; then
  echo "Swift 6.3 or newer is not on the PATH: install it from https://www.swift.org/install/linux and try again." >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Installing: ${missing[*]}" >&2
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Run this as root, or install them: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
