// Values: casts, shapes, constants, tuples, copies.
// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s -mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s -emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: relax.func @casts(
relax.func @casts(%x: !relax.tensor<*, ?>, %y: !relax.tensor<[?, k], f32>, %o: !relax.object, %t: tuple<!relax.object, !relax.shape<*>>, %n: !sym.int<n>) {
  // CHECK: %{{.*}}, %a, %b = relax.match_cast %x : !relax.tensor<*, ?> -> !relax.tensor<[a, 2 * a, b], f32>, !sym.int<a>, !sym.int<b>
  %0, %a, %b = relax.match_cast %x : !relax.tensor<*, ?> -> !relax.tensor<[a, 2 * a, b], f32>, !sym.int<a>, !sym.int<b>
  // CHECK: relax.match_cast %y : !relax.tensor<[?, k], f32> -> !relax.tensor<[k, 2 * n], f32>
  %1 = relax.match_cast %y : !relax.tensor<[?, k], f32> -> !relax.tensor<[k, 2 * n], f32>
  // CHECK: relax.match_cast %o : !relax.object -> !relax.callable<() -> ()>
  %2 = relax.match_cast %o : !relax.object -> !relax.callable<() -> ()>
  // CHECK: relax.match_cast %t : tuple<!relax.object, !relax.shape<*>> -> tuple<!relax.tensor<[c], i64>, !relax.shape<[c, d]>>, !sym.int<c>, !sym.int<d> {note = 1 : i64}
  %3, %c, %d = relax.match_cast %t : tuple<!relax.object, !relax.shape<*>> -> tuple<!relax.tensor<[c], i64>, !relax.shape<[c, d]>>, !sym.int<c>, !sym.int<d> {note = 1 : i64}
  // CHECK: relax.forget %{{.*}} : !relax.tensor<[a, 2 * a, b], f32> -> !relax.tensor<[?, ?, b], f32>
  %4 = relax.forget %0 : !relax.tensor<[a, 2 * a, b], f32> -> !relax.tensor<[?, ?, b], f32>
  // CHECK: relax.forget %n : !sym.int<n> -> !relax.object
  %5 = relax.forget %n : !sym.int<n> -> !relax.object
  // CHECK: relax.copy %y : !relax.tensor<[?, k], f32>
  %6 = relax.copy %y : !relax.tensor<[?, k], f32>
  // CHECK: relax.return{{$}}
  relax.return
}

// CHECK-LABEL: relax.func @shapes(
relax.func @shapes(%x: !relax.tensor<[n, ?], f32>, %y: !relax.tensor<*, f32>, %n: !sym.int<n>) -> (!relax.shape<[n, 2 * n]>, !relax.shape<[]>, !relax.shape<[n, ?]>, !relax.shape<*>) {
  %nn = sym.value 2 * n : !sym.int<2 * n>
  // CHECK: relax.shape(%n, %{{.*}}) : (!sym.int<n>, !sym.int<2 * n>) -> !relax.shape<[n, 2 * n]>
  %0 = relax.shape(%n, %nn) : (!sym.int<n>, !sym.int<2 * n>) -> !relax.shape<[n, 2 * n]>
  // CHECK: relax.shape() : () -> !relax.shape<[]>
  %1 = relax.shape() : () -> !relax.shape<[]>
  // CHECK: relax.shape_of %x : !relax.tensor<[n, ?], f32> -> !relax.shape<[n, ?]>
  %2 = relax.shape_of %x : !relax.tensor<[n, ?], f32> -> !relax.shape<[n, ?]>
  // CHECK: relax.shape_of %y : !relax.tensor<*, f32> -> !relax.shape<*>
  %3 = relax.shape_of %y : !relax.tensor<*, f32> -> !relax.shape<*>
  // CHECK: relax.return %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}
  // Types may be written.
  relax.return %0, %1, %2, %3 : !relax.shape<[n, 2 * n]>, !relax.shape<[]>, !relax.shape<[n, ?]>, !relax.shape<*>
}

// CHECK-LABEL: relax.func @constants(
relax.func @constants() -> (!relax.tensor<[2], f32>, !relax.tensor<[], i1>, !relax.tensor<[2, 2], f32>, !relax.tensor<[2], ui8>) {
  // CHECK: %cst = relax.constant dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
  %0 = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  // CHECK: relax.constant dense<true> : tensor<i1>
  %1 = relax.constant dense<true> : tensor<i1>
  // CHECK: relax.constant dense_resource<weights> : tensor<2x2xf32>
  %2 = relax.constant dense_resource<weights> : tensor<2x2xf32>
  // CHECK: relax.constant dense<[7, 255]> : tensor<2xui8>
  %3 = relax.constant dense<[7, 255]> : tensor<2xui8>
  relax.return %0, %1, %2, %3
}

// CHECK-LABEL: relax.func @tuples(
relax.func @tuples(%x: !relax.tensor<[n], f32>, %n: !sym.int<n>) -> tuple<> {
  // CHECK: %[[T:.*]] = relax.tuple(%x, %n) : (!relax.tensor<[n], f32>, !sym.int<n>) -> tuple<!relax.tensor<[n], f32>, !sym.int<n>>
  %0 = relax.tuple(%x, %n) : (!relax.tensor<[n], f32>, !sym.int<n>) -> tuple<!relax.tensor<[n], f32>, !sym.int<n>>
  // CHECK: relax.tuple_get_item %[[T]][1] : tuple<!relax.tensor<[n], f32>, !sym.int<n>> -> !sym.int<n>
  %1 = relax.tuple_get_item %0[1] : tuple<!relax.tensor<[n], f32>, !sym.int<n>> -> !sym.int<n>
  // CHECK: relax.tuple() : () -> tuple<>
  %2 = relax.tuple() : () -> tuple<>
  relax.return %2
}

// CHECK: {-#
// CHECK: weights: "0x080000000000803F000000400000404000008040"
{-#
  dialect_resources: {
    builtin: {
      weights: "0x080000000000803F000000400000404000008040"
    }
  }
#-}
