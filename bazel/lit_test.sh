#!/usr/bin/env bash
# Runs one lit test: lit_test.sh SOURCE CONFIG TOOL...   (paths relative to the runfiles root)
set -eu
source_file=$1 config=$2
shift 2
llvm_bin=${LLVM_PREFIX:-/usr/lib/llvm-22}/bin
path=$llvm_bin
for tool in "$@"; do
  path=$PWD/$(dirname "$tool"):$path
done
work=${TEST_TMPDIR:?}/src/$(dirname "$source_file")
mkdir -p "$work"
cp -L "$source_file" "$work/"
cp -L "$config" "$TEST_TMPDIR/src/lit.cfg.py"
export PATH=$path:/usr/bin:/bin RELAX_TEST_ROOT=$PWD
exec "$llvm_bin/lit" -v --no-progress-bar "$work/$(basename "$source_file")"
