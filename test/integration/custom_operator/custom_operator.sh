#!/usr/bin/env bash
# Compiles the example from text with relaxc and from ONNX with the compiler that knows its operators; both run at two
# shapes from one library and agree with NumPy. relaxc itself refuses the ONNX model by name.
set -u
work=$TEST_TMPDIR
example=examples/custom_operator

fail() {
  echo "$1"
  exit 1
}

tools/relaxc "$example/custom_operator.onnx" -o "$work/refused.so" 2>"$work/log" && fail "relaxc took unknown operators"
grep -F "shrink" "$work/log" | grep -qF "HardShrink" || fail "the message does not name the node: $(cat "$work/log")"

for mode in bytecode compiled; do
  tools/relaxc "$example/custom_operator.mlir" -o "$work/text.so" --exec-mode=$mode || exit 1
  "$example/custom_relaxc" "$example/custom_operator.onnx" -o "$work/onnx.so" --exec-mode=$mode || exit 1
  for shape in 3,5 7,1; do
    /usr/bin/python3 -c "
import numpy
numpy.save('$work/x.npy', numpy.random.RandomState(1).uniform(-1, 1, ($shape)).astype(numpy.float32))" || exit 1
    for library in text onnx; do
      tools/relax-run "$work/$library.so" --load-library "$example/librow_norm.so" --input "x=$work/x.npy" \
        --output-dir "$work/out" || exit 1
      /usr/bin/python3 -c "
import numpy
x, y = numpy.load('$work/x.npy'), numpy.load('$work/out/out_0.npy')
expected = numpy.sqrt(numpy.sum(numpy.where(numpy.abs(x) > 0.5, x, 0).astype(numpy.float64) ** 2, axis=1))
numpy.testing.assert_allclose(y, expected, rtol=1e-6, atol=1e-6)" || fail "$mode, $library, $shape: wrong numbers"
    done
  done
done
