#!/usr/bin/env bash
# usage: algebra.sh TEST.py ARGUMENTS...
set -euo pipefail
exec /usr/bin/python3 -B "$@"
