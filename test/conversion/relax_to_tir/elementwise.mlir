// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s
// RUN: relax-opt %s --relax-legalize-ops --split-input-file --mlir-print-op-generic | relax-opt --split-input-file --tir-verify-well-formed | FileCheck %s

// CHECK-LABEL: tir.prim_func private @tanh(%X: !tir.buffer<[2, 3], f32>, %Y: !tir.buffer<[2, 3], f32>)
// CHECK:         tir.for %[[I:.+]] = 0 to 2 {
// CHECK:           tir.for %[[J:.+]] = 0 to 3 {
// CHECK:             tir.block "tanh" iters(%{{.+}}: spatial [0, 2) = %[[I]], %{{.+}}: spatial [0, 3) = %[[J]])
// CHECK:               math.tanh %{{.+}} : f32
relax.func @test_tanh_static(%x: !relax.tensor<[2, 3], f32>) {
  %0 = relax.tanh %x : (!relax.tensor<[2, 3], f32>) -> !relax.tensor<[2, 3], f32>
  relax.return
}

// -----

// Narrow floats are computed in f32.
// CHECK-LABEL: tir.prim_func private @sigmoid(%X: !tir.buffer<[s0], f16>
// CHECK:         %[[X:.+]] = arith.extf %{{.+}} : f16 to f32
// CHECK:         %[[N:.+]] = arith.negf %[[X]] : f32
// CHECK:         %[[E:.+]] = math.exp %[[N]] : f32
// CHECK:         %[[D:.+]] = arith.addf %{{.+}}, %[[E]] : f32
// CHECK:         %[[Q:.+]] = arith.divf %{{.+}}, %[[D]] : f32
// CHECK:         arith.truncf %[[Q]] : f32 to f16
relax.func @test_sigmoid_f16(%x: !relax.tensor<[n], f16>) {
  %0 = relax.sigmoid %x : (!relax.tensor<[n], f16>) -> !relax.tensor<[n], f16>
  relax.return
}

// -----

// The dimension that is 1 is read at 0; a missing one is not read.
// CHECK-LABEL: tir.prim_func private @add(
// CHECK-SAME:    %A: !tir.buffer<[s0, 1], f32>, %B: !tir.buffer<[s1], f32>, %Y: !tir.buffer<[s0, s1], f32>)
// CHECK:         tir.block "add" iters(%[[V:.+]]: spatial [0, %{{.+}}) = %{{.+}}, %[[W:.+]]: spatial
// CHECK:           %[[ZERO:.+]] = arith.constant 0 : index
// CHECK:           tir.load %A[%[[V]], %[[ZERO]]]
// CHECK:           tir.load %B[%[[W]]]
// CHECK:           arith.addf %{{.+}}, %{{.+}} : f32
relax.func @test_add_broadcast(%x: !relax.tensor<[n, 1], f32>, %y: !relax.tensor<[m], f32>) {
  %0 = relax.add %x, %y : (!relax.tensor<[n, 1], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
  relax.return
}

// -----

// [n] against [m]: which one is 1 is known at run time, and the stride is chosen once.
// CHECK-LABEL: tir.prim_func private @subtract(
// CHECK-SAME:    %A: !tir.buffer<[s0], f32>, %B: !tir.buffer<[s1], f32>, %Y: !tir.buffer<[s2], f32>)
// CHECK-DAG:     %[[S0:.+]] = sym.value s0
// CHECK-DAG:     %[[N:.+]] = sym.to_index %[[S0]]
// CHECK-DAG:     %[[IS_ONE:.+]] = arith.cmpi eq, %[[N]], %{{.+}} : index
// CHECK-DAG:     %[[STRIDE:.+]] = arith.select %[[IS_ONE]], %{{.+}}, %{{.+}} : index
// CHECK:         tir.for
// CHECK:           tir.block "subtract" iters(%[[V:.+]]: spatial
// CHECK:             %[[AT:.+]] = arith.muli %[[V]], %[[STRIDE]] : index
// CHECK:             tir.load %A[%[[AT]]]
relax.func @test_subtract_run_time(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) {
  %0 = relax.subtract %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[select(n == 1, m, n)], f32>
  relax.return
}

// -----

// A static size meets n: the other one is read as it is.
// CHECK-LABEL: tir.prim_func private @multiply(
// CHECK:         arith.cmpi eq
// CHECK:         tir.block "multiply" iters(%[[V:.+]]: spatial [0, 4)
// CHECK:           tir.load %A[%[[V]]]
// CHECK:           %[[AT:.+]] = arith.muli %[[V]]
// CHECK:           tir.load %B[%[[AT]]]
relax.func @test_multiply_static(%x: !relax.tensor<[4], f32>, %y: !relax.tensor<[m], f32>) {
  %0 = relax.multiply %x, %y : (!relax.tensor<[4], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

// A scalar.
// CHECK-LABEL: tir.prim_func private @divide(
// CHECK:         tir.load %B[]
// CHECK:         arith.divf
relax.func @test_divide_scalar(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[], f32>) {
  %0 = relax.divide %x, %y : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// Integers: a divisor of zero gives zero, one of -1 negates; neither reaches the division.
// CHECK-LABEL: tir.prim_func private @divide(
// CHECK:         %[[LHS:.+]] = tir.load %A
// CHECK:         %[[RHS:.+]] = tir.load %B
// CHECK:         %[[ZERO:.+]] = arith.cmpi eq, %[[RHS]], %c0_i32
// CHECK:         %[[MINUS:.+]] = arith.cmpi eq, %[[RHS]], %c-1_i32
// CHECK:         %[[NEGATED:.+]] = arith.subi %c0_i32, %[[LHS]]
// CHECK:         %[[RESULT:.+]] = arith.select %[[ZERO]], %c0_i32, %[[NEGATED]]
// CHECK:         %[[SPECIAL:.+]] = arith.ori %[[ZERO]], %[[MINUS]]
// CHECK:         %[[SAFE:.+]] = arith.select %[[SPECIAL]], %c1_i32, %[[RHS]]
// CHECK:         %[[QUOTIENT:.+]] = arith.divsi %[[LHS]], %[[SAFE]]
// CHECK:         arith.select %[[SPECIAL]], %[[RESULT]], %[[QUOTIENT]]
relax.func @test_divide_signed(%x: !relax.tensor<[n], i32>) {
  %0 = relax.divide %x, %x : (!relax.tensor<[n], i32>, !relax.tensor<[n], i32>) -> !relax.tensor<[n], i32>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @divide(%A: !tir.buffer<[s0], ui8>
// CHECK:         arith.divui %{{.+}}, %{{.+}} : i8
relax.func @test_divide_unsigned(%x: !relax.tensor<[n], ui8>) {
  %0 = relax.divide %x, %x : (!relax.tensor<[n], ui8>, !relax.tensor<[n], ui8>) -> !relax.tensor<[n], ui8>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @maximum(
// CHECK:         arith.maximumf
// CHECK-LABEL: tir.prim_func private @maximum_1(
// CHECK:         arith.maxsi
// CHECK-LABEL: tir.prim_func private @maximum_2(
// CHECK:         arith.maxui
relax.func @test_maximum(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], i64>, %z: !relax.tensor<[n], ui16>) {
  %0 = relax.maximum %x, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.maximum %y, %y : (!relax.tensor<[n], i64>, !relax.tensor<[n], i64>) -> !relax.tensor<[n], i64>
  %2 = relax.maximum %z, %z : (!relax.tensor<[n], ui16>, !relax.tensor<[n], ui16>) -> !relax.tensor<[n], ui16>
  relax.return
}
