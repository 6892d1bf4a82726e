#!/usr/bin/env bash
# usage: ops.sh TEST.py ARGUMENTS...
set -euo pipefail
exec /usr/bin/python3 -B "$@"
