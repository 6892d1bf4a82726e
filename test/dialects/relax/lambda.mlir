// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s
// RUN: relax-opt %s --canonicalize --cse | FileCheck %s --check-prefix=CLEAN

// Values and symbols from around it, a symbol of its own, no symbol in the signature.
// CHECK-LABEL: relax.func @captures
// CHECK:         %[[F:.+]] = relax.lambda pure %{{.+}}(%[[V:.+]]: !relax.tensor<[?], f32>, %{{.+}}: i64) -> !relax.tensor<[?], f32> {
// CHECK:           relax.match_cast %[[V]] : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
// CHECK:           relax.concat %{{.+}}, %x
// CHECK:           relax.lambda_return %{{.+}} : !relax.tensor<[?], f32>
// CHECK:         }
// CHECK:         relax.return %[[F]]
relax.func @captures(%x: !relax.tensor<[n], f32>) -> !relax.callable<pure (!relax.tensor<[?], f32>, i64) -> !relax.tensor<[?], f32>> {
  %f = relax.lambda pure %self(%v: !relax.tensor<[?], f32>, %i: i64) -> !relax.tensor<[?], f32> {
    %0, %k = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[k], f32>, !sym.int<k>
    %1 = relax.concat %0, %x axis = 0 : (!relax.tensor<[k], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[k + n], f32>
    %2 = relax.forget %1 : !relax.tensor<[k + n], f32> -> !relax.tensor<[?], f32>
    relax.lambda_return %2 : !relax.tensor<[?], f32>
  }
  relax.return %f : !relax.callable<pure (!relax.tensor<[?], f32>, i64) -> !relax.tensor<[?], f32>>
}

// No parameters and no results, several results; attributes; effects.
// CHECK-LABEL: relax.func @signatures
// CHECK:         relax.lambda %{{.+}}() attributes {note = "x"} {
// CHECK:           relax.call_packed "tick"() : () -> ()
// CHECK:           relax.lambda_return
// CHECK:         relax.lambda %{{.+}}(%[[A:.+]]: !relax.object) -> (!relax.object, !relax.object) {
// CHECK:           relax.lambda_return %[[A]], %[[A]] : !relax.object, !relax.object
relax.func @signatures() -> (!relax.callable<() -> ()>, !relax.callable<(!relax.object) -> (!relax.object, !relax.object)>) {
  %f = relax.lambda %self() attributes {note = "x"} {
    relax.call_packed "tick"() : () -> ()
    relax.lambda_return
  }
  %g = relax.lambda %self(%a: !relax.object) -> (!relax.object, !relax.object) {
    relax.lambda_return %a, %a : !relax.object, !relax.object
  }
  relax.return %f, %g : !relax.callable<() -> ()>, !relax.callable<(!relax.object) -> (!relax.object, !relax.object)>
}

// One that nobody uses goes, whatever it would do.
// CLEAN-LABEL: relax.func @unused
// CLEAN-NEXT:    relax.return
relax.func @unused() {
  %f = relax.lambda %self() {
    relax.call_packed "tick"() : () -> ()
    relax.lambda_return
  }
  relax.return
}
