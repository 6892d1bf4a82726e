#!/usr/bin/env bash
# usage: models.sh models_test.py TABLES: the models go into a folder of the test's own.
set -euo pipefail
export HOME="$TEST_TMPDIR"
exec /usr/bin/python3 -B "$1" . "$2"
