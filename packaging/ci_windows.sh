#!/usr/bin/env bash
# Build the Windows setup on Linux and try it under wine: install, use, upgrade, uninstall.
# Installs nothing itself; Debian's packages for it: nsis gcc-mingw-w64-x86-64-win32 wine wine64 xvfb xdotool.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=$(command -v python || command -v python3)
RUN=("$PYTHON" -m uv run)
"${RUN[@]}" --version >/dev/null 2>&1 || RUN=(uv run)

"${RUN[@]}" python packaging/embed.py build/python-embed
export MORAT_PYTHON_EMBED="$PWD/build/python-embed"
# One test builds, installs, works, upgrades and uninstalls: it has the time of many.
xvfb-run -a -s "-screen 0 1280x900x24" "${RUN[@]}" pytest tests/journeys/test_windows_setup.py -m wine -s \
    -o faulthandler_timeout=1500
