// RUN: relax-opt %s -split-input-file -relax-fuse-ops-by-pattern | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-fuse-ops-by-pattern,relax-fuse-ops-by-pattern)' | FileCheck %s

// The pattern of higher benefit comes first; what it leaves is for the other one. A value that others use is a result.
// CHECK-LABEL: relax.func @benefit
//  CHECK-NEXT:   %[[A:.+]]:2 = relax.call pure @fused_my_matmul_relu(%x, %w) : {{.*}} -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>)
//  CHECK-NEXT:   %[[B:.+]] = relax.call pure @fused_my_matmul(%[[A]]#1, %w)
//  CHECK-NEXT:   relax.return %[[A]]#0, %[[B]]
//   CHECK-NOT:   module
//       CHECK: relax.func private pure @fused_my_matmul_relu(%[[X:.+]]: !relax.tensor<[n, 4], f32>, %{{.+}}: !relax.tensor<[4, 4], f32>) -> {{.*}} attributes {relax.composite = "my.matmul_relu"}
//  CHECK-NEXT:   relax.matmul
//  CHECK-NEXT:   relax.relu
//       CHECK: relax.func private pure @fused_my_matmul({{.*}} attributes {relax.composite = "my.matmul"}
relax.func @benefit(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 4], f32>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) {
  %0 = relax.matmul %x, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.relu %0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %2 = relax.matmul %1, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return %0, %2
}
module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %name = attribute = "my.matmul"
    %x = operand
    %w = operand
    %t = type
    %matmul = operation "relax.matmul"(%x, %w : !pdl.value, !pdl.value) -> (%t : !pdl.type)
    rewrite %matmul with "relax.group"(%name : !pdl.attribute)
  }
  pdl.pattern : benefit(2) {
    %name = attribute = "my.matmul_relu"
    %x = operand
    %w = operand
    %t = type
    %u = type
    %matmul = operation "relax.matmul"(%x, %w : !pdl.value, !pdl.value) -> (%t : !pdl.type)
    %value = result 0 of %matmul
    %relu = operation "relax.relu"(%value : !pdl.value) -> (%u : !pdl.type)
    rewrite %relu with "relax.group"(%name, %matmul : !pdl.attribute, !pdl.operation)
  }
}

// -----

// A way that leaves the group and comes back, and an effect between its operations.
// CHECK-LABEL: relax.func @cycle
//  CHECK-NEXT:   relax.exp
//  CHECK-NEXT:   relax.call_pure_packed
//  CHECK-NEXT:   relax.add
// CHECK-LABEL: relax.func @effect
//  CHECK-NEXT:   relax.exp
//  CHECK-NEXT:   relax.call_packed
//  CHECK-NEXT:   relax.add
relax.func @cycle(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_pure_packed "f"(%0) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.add %0, %1 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2
}
relax.func @effect(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_packed "f"(%y) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.add %0, %0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2
}
module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %name = attribute = "my.exp_add"
    %x = operand
    %y = operand
    %t = type
    %u = type
    %exp = operation "relax.exp"(%x : !pdl.value) -> (%t : !pdl.type)
    %value = result 0 of %exp
    %add = operation "relax.add"(%value, %y : !pdl.value, !pdl.value) -> (%u : !pdl.type)
    rewrite %add with "relax.group"(%name, %exp : !pdl.attribute, !pdl.operation)
  }
}

// -----

// Calls of kernels are one kernel afterwards; a symbol that no operand tells bare is passed.
// CHECK-LABEL: relax.func @kernels
//       CHECK:   %[[N:.+]] = sym.value n
//       CHECK:   relax.call pure @fused_pair(%x, %[[N]])
//       CHECK: relax.func private pure @fused_pair(%{{.+}}: !relax.tensor<[2 * n], f32>, %{{.+}}: !sym.int<n>) -> !relax.tensor<[2 * n], f32> attributes {relax.composite = "pair", relax.primitive, relax.shapes_checked}
relax.func @kernels(%x: !relax.tensor<[2 * n], f32>, %n: !sym.int<n>) -> !relax.tensor<[2 * n], f32> attributes {relax.shapes_checked} {
  %0 = relax.call_tir @twice(%x) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  %1 = relax.call_tir @twice(%0) : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  relax.return %1
}
tir.prim_func @twice(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %x = tir.load %X[%i]
    %y = arith.addf %x, %x : f32
    tir.store %y, %Y[%i]
  }
}
module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %name = attribute = "pair"
    %x = operand
    %t = type
    %u = type
    %first = operation "relax.call_tir"(%x : !pdl.value) -> (%t : !pdl.type)
    %value = result 0 of %first
    %second = operation "relax.call_tir"(%value : !pdl.value) -> (%u : !pdl.type)
    rewrite %second with "relax.group"(%name, %first : !pdl.attribute, !pdl.operation)
  }
}
