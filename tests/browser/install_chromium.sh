#!/bin/sh
# Puts Debian's Chromium on the machine where that is allowed; the browser tests skip without it.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then exit 0; fi
done
if ! command -v apt-get >/dev/null; then
    echo "No Chromium and no apt-get: the browser tests will be skipped."
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "No Chromium, and neither root nor sudo to install it: the browser tests will be skipped."
    exit 0
fi
quietly="DEBIAN_FRONTEND=noninteractive"
$as_root $quietly apt-get update -qq
$as_root $quietly apt-get install -qq --no-install-recommends chromium fonts-liberation
