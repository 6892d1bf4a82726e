#!/usr/bin/env bash
# usage: ops.sh OPS_TEST RELAXC RELAX_RUN
set -euo pipefail
exec /usr/bin/python3 -B "$1" "$2" "$3"
