#!/usr/bin/env bash
# usage: weights.sh weights_test.py ARGUMENTS...
set -euo pipefail
exec /usr/bin/python3 -B "$@"
