#!/usr/bin/env bash
# The network of the example becomes calls of the library in two ways, by patterns of its graph and by patterns of its fused
# kernels. Both run in both modes at two shapes and agree with NumPy; the library is called as often as there are layers.
set -u
work=$TEST_TMPDIR
example=examples/external_library

fail() {
  echo "$1"
  exit 1
}

composite="relax-fuse-ops-by-pattern{file=$example/graph_patterns.mlir},relax-merge-composite-functions"
relax-opt/relax-opt "$example/network.mlir" --pass-pipeline="builtin.module($composite)" -o "$work/merged.mlir" || exit 1
[ "$(grep -c 'relax.codegen = "dense"' "$work/merged.mlir")" = 1 ] || fail "the layers are not one function"
relax-opt/relax-opt "$work/merged.mlir" --pass-pipeline="builtin.module(relax-run-codegen)" -o "$work/graph.mlir" || exit 1

kernels="relax.func(relax-lower-shapes),relax-legalize-ops,relax-fuse-ops,relax-fuse-tir{fuse-loop-nests=false}"
split="relax-split-call-tir-by-pattern{file=$example/kernel_patterns.mlir}"
relax-opt/relax-opt "$example/network.mlir" --pass-pipeline="builtin.module($kernels,$split)" -o "$work/kernels.mlir" || exit 1

for way in graph:dense.matmul_bias_relu kernels:dense.matmul; do
  [ "$(grep -c "relax.call_dps_packed \"${way#*:}\"" "$work/${way%:*}.mlir")" = 2 ] || fail "$way: not two calls"
done

for mode in bytecode compiled; do
  for way in graph kernels; do
    tools/relaxc "$work/$way.mlir" -o "$work/$way.so" --exec-mode=$mode || exit 1
  done
  for rows in 3 7; do
    /usr/bin/python3 -c "
import numpy
random = numpy.random.RandomState($rows)
for name, shape in dict(x=($rows, 16), w1=(16, 32), b1=(32,), w2=(32, 8), b2=(8,)).items():
    numpy.save(f'$work/{name}.npy', random.uniform(-1, 1, shape).astype(numpy.float32))" || exit 1
    for way in graph kernels; do
      inputs=()
      for name in x w1 b1 w2 b2; do inputs+=(--input "$name=$work/$name.npy"); done
      tools/relax-run "$work/$way.so" --load-library "$example/libdense.so" "${inputs[@]}" --output-dir "$work/out" || exit 1
      /usr/bin/python3 -c "
import numpy
x, w1, b1, w2, b2 = (numpy.load(f'$work/{name}.npy').astype(numpy.float64) for name in ('x', 'w1', 'b1', 'w2', 'b2'))
hidden = numpy.maximum(x @ w1 + b1, 0)
expected = numpy.exp(numpy.maximum(hidden @ w2 + b2, 0))
numpy.testing.assert_allclose(numpy.load('$work/out/out_0.npy'), expected, rtol=1e-5)" || fail "$mode, $way, $rows: wrong numbers"
    done
  done
  tools/relax-run "$work/graph.so" "${inputs[@]}" 2>"$work/log" && fail "it ran without the library"
  grep -qF "dense.matmul_bias_relu" "$work/log" || fail "the message does not name the function: $(cat "$work/log")"
done
