// RUN: relaxc %s --emit=relax --dim-range n=2:4 -o %t.mlir
// RUN: FileCheck %s --input-file=%t.mlir
// RUN: relaxc %s --dim-range n=2:4 -o %t.so
// RUN: relax-run %t.so --input x=random:4:f32
// RUN: not relax-run %t.so --input x=random:5:f32 2>&1 | FileCheck %s --check-prefix=HIGH
// RUN: not relax-run %t.so --input x=random:1:f32 2>&1 | FileCheck %s --check-prefix=LOW

// The promise is checked where the function is entered, with the symbol, the value and the bound.
// HIGH: upper bound of symbol n, dimension 0 of x{{.*}}got 5 and 4
// LOW: lower bound of symbol n, dimension 0 of x{{.*}}got 2 and 1

// The n of a private function is another symbol.
// CHECK: relax.func private @half
// CHECK-NOT: sym.ranges
// CHECK: relax.func @main
// CHECK-SAME: sym.ranges = {n = array<i64: 2, 4>}
relax.func private @half(%y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.tanh %y : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}

relax.func @main(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32> {
  %0 = relax.concat %x, %x axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
  %1 = relax.call @half(%0) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %1
}
