#!/usr/bin/env bash
# usage: ops.sh OPS_TEST TABLE RELAXC RELAX_RUN
set -euo pipefail
exec /usr/bin/python3 -B "$1" "$2" "$3" "$4"
