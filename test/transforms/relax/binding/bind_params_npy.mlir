// Values from files of NumPy: row- and column-major order, bits of bf16, bool; what is wrong with a file.
// RUN: mkdir -p %t && %python -c "import numpy as np, sys; d = sys.argv[1] + '/'; np.save(d + 'w.npy', np.arange(6, dtype='f4').reshape(2, 3)); np.save(d + 'f.npy', np.asfortranarray(np.arange(6, dtype='f4').reshape(2, 3))); np.save(d + 'h.npy', np.array([0x3f80, 0x4000], 'u2')); np.save(d + 'b.npy', np.array([True, False])); np.save(d + 'e.npy', np.array([1.0], '>f4')); open(d + 'short.npy', 'wb').write(open(d + 'w.npy', 'rb').read()[:-4])" %t
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{params=w=%t/w.npy,h=%t/h.npy,b=%t/b.npy,v=%t/f.npy})' | FileCheck %s
// RUN: not relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{params=w=%t/e.npy})' 2>&1 | FileCheck %s --check-prefix=ENDIAN
// RUN: not relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{params=w=%t/short.npy})' 2>&1 | FileCheck %s --check-prefix=SHORT
// RUN: not relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{params=w=%t/none.npy})' 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{params=z=%t/w.npy})' 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{params=w=%t/b.npy})' 2>&1 | FileCheck %s --check-prefix=KIND
// RUN: not relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{params=w})' 2>&1 | FileCheck %s --check-prefix=OPTION
// RUN: not relax-opt %s --pass-pipeline='builtin.module(relax-bind-params{function=g})' 2>&1 | FileCheck %s --check-prefix=FUNCTION

// CHECK-LABEL: relax.func @f(%x: !relax.tensor<[n, 2], f32>) -> (!relax.tensor<[n, 3], f32>
// CHECK: relax.constant dense_resource<w> : tensor<2x3xf32>
// CHECK: relax.constant dense_resource<h> : tensor<2xbf16>
// CHECK: relax.constant dense_resource<b> : tensor<2xi1>
// CHECK: relax.constant dense_resource<v> : tensor<2x3xf32>
// CHECK-DAG: h: "0x{{[0-9A-F]+}}803F0040"
// CHECK-DAG: b: "0x{{[0-9A-F]+}}0100"
// CHECK-DAG: v: "0x{{[0-9A-F]+}}000000000000803F000000400000404000008040{{.+}}"
// ENDIAN: elements must be little-endian, got '>f4'
// SHORT: the file must have as many bytes as its shape says, got 20 and 24
// NONE: cannot open
// NAME: option 'params' must name a parameter of a function, got 'z'
// KIND: value of parameter 'w' must fit its type, got elements of kind 'b' and 1 bytes for '!relax.tensor<[k, m], f32>'
// OPTION: option 'params' must be NAME=FILE.npy, got 'w'
// FUNCTION: option 'function' must name a relax.func of the module, got 'g'
relax.func @f(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k, m], f32>, %h: !relax.tensor<[2], bf16>, %b: !relax.tensor<[2], i1>,
              %v: !relax.tensor<[k, m], f32>)
    -> (!relax.tensor<[n, m], f32>, !relax.tensor<[2], bf16>, !relax.tensor<[2], i1>, !relax.tensor<[k, m], f32>) {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %0, %h, %b, %v : !relax.tensor<[n, m], f32>, !relax.tensor<[2], bf16>, !relax.tensor<[2], i1>, !relax.tensor<[k, m], f32>
}
