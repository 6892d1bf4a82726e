#!/usr/bin/env bash
# usage: clean_up.sh TEST.py ARGUMENTS...
set -euo pipefail
exec /usr/bin/python3 -B "$@"
