#!/usr/bin/env bash
# w of shape (4, 4) against x of shape (2, 3): exit code 1, and the message names the tensor, the dimension, the symbol,
# both values and the source line, in both execution modes.
set -u
work=$TEST_TMPDIR
source_file=examples/quickstart/quickstart.mlir
line=$(grep -n 'relax.match_cast' "$source_file" | head -n 1 | cut -d: -f1)
/usr/bin/python3 examples/quickstart/reference.py make 2,3,4 "$work" 4 || exit 1
for mode in bytecode compiled; do
  tools/relaxc "$source_file" -o "$work/model.so" --exec-mode=$mode || exit 1
  # Its accesses are decided: no kernel checks any.
  if grep -qa 'must be in \[0, %lld)' "$work/model.so"; then echo "$mode: a kernel checks an index"; exit 1; fi
  tools/relax-run "$work/model.so" --load-library examples/quickstart/libcustom_ops.so \
    --input "x=$work/x.npy" --input "w=$work/w.npy" --output-dir "$work/out" 2>"$work/log"
  status=$?
  cat "$work/log"
  [ $status -eq 1 ] || { echo "$mode: expected exit code 1, got $status"; exit 1; }
  for part in "quickstart.mlir:$line" "'w'" "dimension 0" "'k'" "4" "3"; do
    grep -qF -- "$part" "$work/log" || { echo "$mode: the message does not name $part"; exit 1; }
  done
  [ ! -e "$work/out/manifest.json" ] || { echo "$mode: a failed run left results"; exit 1; }
done
