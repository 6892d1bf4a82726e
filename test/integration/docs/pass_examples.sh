#!/usr/bin/env bash
# Runs the examples of the passes on the pages of all folders that have passes.
set -eu
mapfile -t pages < <(find -L conversion dialects transforms -name Passes.md | sort)
exec /usr/bin/python3 test/integration/docs/pass_examples.py --relax-opt=relax-opt/relax-opt "${pages[@]}"
