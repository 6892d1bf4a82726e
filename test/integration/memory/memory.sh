#!/usr/bin/env bash
# usage: memory.sh memory_test.py ARGUMENTS...
set -euo pipefail
exec /usr/bin/python3 -B "$@"
