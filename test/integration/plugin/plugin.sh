#!/usr/bin/env bash
# plugin.sh PROGRAM: the stock mlir-opt with librelax_plugin.so round-trips the program, in text, generic form and bytecode,
# and makes of it with the default pipeline what relax-opt makes.
set -u
program=$1 work=$TEST_TMPDIR plugin=$PWD/relax-opt/librelax_plugin.so
stock=${LLVM_PREFIX:-/usr/lib/llvm-22}/bin/mlir-opt

opt() {
  "$stock" --load-dialect-plugin="$plugin" --load-pass-plugin="$plugin" "$@" || exit 1
}

opt "$program" -o "$work/text"
grep -qE '(relax|tir|func)\.' "$work/text" || { echo "$program: nothing of ours is in it"; exit 1; }
opt "$work/text" -o "$work/again"
opt "$work/text" --mlir-print-op-generic -o "$work/generic"
opt "$work/generic" -o "$work/of_generic"
opt "$work/text" --emit-bytecode -o "$work/bytecode"
opt "$work/bytecode" -o "$work/of_bytecode"
for other in again of_generic of_bytecode; do
  diff "$work/text" "$work/$other" || { echo "$program: $other differs"; exit 1; }
done

opt "$work/text" --pass-pipeline='builtin.module(relax-default-pipeline)' -o "$work/stock"
relax-opt/relax-opt "$work/text" --relax-default-pipeline -o "$work/ours" || exit 1
diff "$work/ours" "$work/stock" || { echo "$program: mlir-opt and relax-opt disagree"; exit 1; }
grep -q 'relax\.func' "$work/text" || exit 0
for lowered in 'relax_vm\.func' 'llvm\.func'; do
  grep -q "$lowered" "$work/ours" || { echo "$program: the pipeline left no $lowered"; exit 1; }
done
