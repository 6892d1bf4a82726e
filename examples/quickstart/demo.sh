#!/usr/bin/env bash
# Compiles quickstart.mlir once per execution mode, runs it for several shapes, and compares with NumPy.
# usage: demo.sh BAZEL_BIN [FOLDER_OF_THE_EXAMPLE]   (called by ./dev demo)
set -euo pipefail
bin=${1:?usage: demo.sh BAZEL_BIN [FOLDER_OF_THE_EXAMPLE]}
here=${2:-$(cd "$(dirname "$0")" && pwd)}
work=$(mktemp -d "${TMPDIR:-/tmp}/relax-demo.XXXXXX")
trap 'rm -rf "$work"' EXIT

say() { printf '\n== %s\n' "$*"; }

for mode in bytecode compiled; do
  say "relaxc quickstart.mlir -o quickstart.so --exec-mode=$mode"
  "$bin/tools/relaxc" "$here/quickstart.mlir" -o "$work/quickstart_$mode.so" --exec-mode="$mode"
  for shape in 2,3,4 5,7,1 1,1,1 64,17,33; do
    /usr/bin/python3 "$here/reference.py" make "$shape" "$work"
    "$bin/tools/relax-run" "$work/quickstart_$mode.so" --load-library "$bin/examples/quickstart/libcustom_ops.so" \
      --input "x=$work/x.npy" --input "w=$work/w.npy" --output-dir "$work/out"
    /usr/bin/python3 "$here/reference.py" compare "$work"
  done
done

say "the signature, with its symbols: relax-run quickstart.so --signature"
"$bin/tools/relax-run" "$work/quickstart_bytecode.so" --signature

say "the executable: relax-run quickstart.so --dump"
"$bin/tools/relax-run" "$work/quickstart_bytecode.so" --dump

say "a wrong shape: w of shape (4, 4) against x of shape (2, 3)"
/usr/bin/python3 "$here/reference.py" make 2,3,4 "$work" 4
status=0
"$bin/tools/relax-run" "$work/quickstart_bytecode.so" --load-library "$bin/examples/quickstart/libcustom_ops.so" \
  --input "x=$work/x.npy" --input "w=$work/w.npy" --output-dir "$work/out" || status=$?
[ "$status" -eq 1 ] || { echo "expected exit code 1, got $status"; exit 1; }

say "demo: all results agree with NumPy"
