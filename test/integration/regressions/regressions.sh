#!/usr/bin/env bash
# regressions.sh SCRIPT ARGS...: the script under Debian's Python, which has NumPy.
set -eu
exec /usr/bin/python3 "$@"
