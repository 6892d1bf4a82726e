#!/usr/bin/env bash
# pass_test.sh TEST.py ARGS...
set -eu
exec /usr/bin/python3 -B "$@"
