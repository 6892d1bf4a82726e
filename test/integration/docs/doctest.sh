#!/usr/bin/env bash
# Runs the commands of one page: doctest.sh PAGE
set -eu
export PLUGIN=$PWD/relax-opt/librelax_plugin.so
exec /usr/bin/python3 docs/doctest.py "$1" --root=. --tools="tools,relax-opt,${LLVM_PREFIX:-/usr/lib/llvm-22}/bin"
