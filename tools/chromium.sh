#!/bin/sh
# The browser tests use Debian's Chromium. Install it where we may; say so where we may not.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
if [ "${CI:-}" = true ]; then
    echo "No Chromium found, and under CI=true the browser tests may not be skipped." >&2
    exit 1
fi
echo "No Chromium found and no right to install it: the browser tests will be skipped." \
     "On Debian or Ubuntu: sudo apt-get install chromium"
