#!/usr/bin/env bash
# usage: numbers.sh TEST.py ARGUMENTS...
set -euo pipefail
exec /usr/bin/python3 -B "$@"
