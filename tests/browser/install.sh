#!/bin/sh
# Makes sure the browser tests have Chromium and its driver; says exactly what is missing when it may not install them.
set -eu

present() {
    command -v chromium >/dev/null 2>&1 && command -v chromedriver >/dev/null 2>&1
}

if [ "${LION_NO_BROWSER:-}" = "1" ]; then
    echo "LION_NO_BROWSER=1: the browser tests will be skipped."
    exit 0
fi
if present; then
    exit 0
fi

as_root=""
if [ "$(id -u)" != "0" ]; then
    as_root="sudo -n"
    sudo -n true >/dev/null 2>&1 || as_root="none"
fi
if [ "$as_root" != "none" ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium and its driver for the browser tests …"
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends chromium chromium-driver || true
fi
if present; then
    exit 0
fi

cat >&2 <<'WORDS'
The browser tests need the commands “chromium” and “chromedriver”, of one version, and one of them is missing.
  Debian:          sudo apt-get install chromium chromium-driver
  elsewhere:       install Chromium and ChromeDriver, and put both on PATH under those names
  or go without:   LION_NO_BROWSER=1 make test
WORDS
exit 1
