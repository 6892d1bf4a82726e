// RUN: relax-opt %s -convert-relax-to-vm | FileCheck %s

// CHECK-LABEL: relax_vm.func @branches
//       CHECK:   %[[C:.+]] = relax_vm.read_scalar %arg0
//       CHECK:   relax_vm.branch %[[C]], ^bb1, ^bb2
//       CHECK: ^bb1:
//       CHECK:   %[[F:.+]] = relax_vm.call_packed "f"
//       CHECK:   relax_vm.jump ^bb3(%[[F]] : !relax_vm.object)
//       CHECK: ^bb2:
//       CHECK:   relax_vm.jump ^bb3(%arg1 : !relax_vm.object)
//       CHECK: ^bb3(%[[R:.+]]: !relax_vm.object):
//       CHECK:   relax_vm.ret %[[R]]
relax.func @branches(%c: !relax.tensor<[], i1>, %x: !relax.object) -> !relax.object {
  %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.object) {
    %1 = relax.call_packed "f"(%x) : (!relax.object) -> !relax.object
    relax.yield %1 : !relax.object
  } else {
    relax.yield %x : !relax.object
  }
  relax.return %0 : !relax.object
}

// The blocks of an inner `if` stand inside those of the outer one.
// CHECK-LABEL: relax_vm.func @nested
//       CHECK:   relax_vm.branch %arg0, ^bb1, ^bb5
//       CHECK: ^bb1:
//       CHECK:   relax_vm.branch %arg1, ^bb2, ^bb3
//       CHECK: ^bb2:
//       CHECK:   relax_vm.jump ^bb4
//       CHECK: ^bb3:
//       CHECK:   relax_vm.jump ^bb4
//       CHECK: ^bb4(%{{.+}}: i64):
//       CHECK:   relax_vm.jump ^bb6
//       CHECK: ^bb5:
//       CHECK:   relax_vm.jump ^bb6
//       CHECK: ^bb6(%[[R:.+]]: i64):
//       CHECK:   relax_vm.ret %[[R]]
relax.func @nested(%c: i1, %d: i1, %i: i64, %j: i64) -> i64 {
  %0 = relax.if %c : i1 -> (i64) {
    %1 = relax.if %d : i1 -> (i64) {
      relax.yield %i : i64
    } else {
      relax.yield %j : i64
    }
    relax.yield %1 : i64
  } else {
    relax.yield %j : i64
  }
  relax.return %0 : i64
}

// A symbol that an `if` defines is the value of its result.
// CHECK-LABEL: relax_vm.func @if_defines_a_symbol
//       CHECK: ^bb3(%[[T:.+]]: !relax_vm.object, %[[S:.+]]: i64):
//       CHECK:   %[[C:.+]] = relax_vm.iconst 2
//       CHECK:   %[[D:.+]] = relax_vm.imul %[[S]], %[[C]]
//       CHECK:   relax_vm.alloc_tensor[%[[D]]] : f32
relax.func @if_defines_a_symbol(%c: i1, %n: !sym.int<n>, %a: !relax.tensor<[n], f32>, %b: !relax.tensor<[4], f32>) -> !relax.tensor<[?], f32> {
  %0, %s = relax.if %c : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
    relax.yield %a, %n : !relax.tensor<[n], f32>, !sym.int<n>
  } else {
    %four = sym.value 4 : !sym.int<4>
    relax.yield %b, %four : !relax.tensor<[4], f32>, !sym.int<4>
  }
  %d = sym.value 2 * s of (%s : !sym.int<s>) : !sym.int<2 * s>
  %1 = relax.alloc_tensor(%d) : (!sym.int<2 * s>) -> !relax.tensor<[2 * s], f32>
  %2 = relax.forget %1 : !relax.tensor<[2 * s], f32> -> !relax.tensor<[?], f32>
  relax.return %2 : !relax.tensor<[?], f32>
}

// A size that one branch reads is not at hand in the other, nor behind both.
// CHECK-LABEL: relax_vm.func @each_branch_reads_sizes
//       CHECK: ^bb1:
//       CHECK:   %[[A:.+]] = relax_vm.tensor_dim %arg1, 0
//       CHECK:   relax_vm.alloc_tensor[%[[A]]] : f32
//       CHECK: ^bb2:
//       CHECK:   %[[B:.+]] = relax_vm.tensor_dim %arg1, 0
//       CHECK:   relax_vm.alloc_tensor[%[[B]]] : f32
//       CHECK: ^bb3(%[[R:.+]]: !relax_vm.object):
//       CHECK:   %[[C:.+]] = relax_vm.tensor_dim %arg1, 0
//       CHECK:   relax_vm.call_packed "f"(%[[R]], %[[C]])
relax.func @each_branch_reads_sizes(%c: i1, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.shapes_checked} {
  %0 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %n = sym.value n : !sym.int<n>
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.yield %1
  } else {
    %n = sym.value n : !sym.int<n>
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.yield %1
  }
  %m = sym.value n : !sym.int<n>
  relax.call_packed "f"(%0, %m) : (!relax.tensor<[n], f32>, !sym.int<n>) -> ()
  relax.return %0
}

// The condition of a loop comes before its body: what it reads, the body has.
// CHECK-LABEL: relax_vm.func @loop_reads_sizes
//       CHECK: ^bb1(%{{.+}}: !relax_vm.object):
//       CHECK:   %[[A:.+]] = relax_vm.tensor_dim %arg0, 0
//       CHECK:   %[[G:.+]] = relax_vm.call_packed "go"(%[[A]])
//       CHECK: ^bb2(%[[Y:.+]]: !relax_vm.object):
//   CHECK-NOT:   relax_vm.tensor_dim
//       CHECK:   relax_vm.call_packed "step"(%[[Y]], %[[A]])
//       CHECK: ^bb3(%[[R:.+]]: !relax_vm.object):
//       CHECK:   %[[B:.+]] = relax_vm.tensor_dim %arg0, 0
//       CHECK:   relax_vm.call_packed "f"(%[[R]], %[[B]])
relax.func @loop_reads_sizes(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.shapes_checked} {
  %0 = relax.while (%y = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    %n = sym.value n : !sym.int<n>
    %go = relax.call_packed "go"(%n) : (!sym.int<n>) -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[n], f32>
  } do {
  ^bb0(%z: !relax.tensor<[n], f32>):
    %n = sym.value n : !sym.int<n>
    %next = relax.call_packed "step"(%z, %n) : (!relax.tensor<[n], f32>, !sym.int<n>) -> !relax.tensor<[n], f32>
    relax.yield %next : !relax.tensor<[n], f32>
  }
  %m = sym.value n : !sym.int<n>
  relax.call_packed "f"(%0, %m) : (!relax.tensor<[n], f32>, !sym.int<n>) -> ()
  relax.return %0
}

// CHECK-LABEL: relax_vm.func @loop
//       CHECK:   relax_vm.jump ^bb1(%arg0, %arg1 : !relax_vm.object, i64)
//       CHECK: ^bb1(%[[X:.+]]: !relax_vm.object, %[[I:.+]]: i64):
//       CHECK:   %[[G:.+]] = relax_vm.icmp_lt %[[I]], %arg2
//       CHECK:   relax_vm.branch %[[G]], ^bb2(%[[X]], %[[I]] : !relax_vm.object, i64), ^bb3(%[[X]], %[[I]] : !relax_vm.object, i64)
//       CHECK: ^bb2(%[[Y:.+]]: !relax_vm.object, %[[J:.+]]: i64):
//       CHECK:   %[[F:.+]] = relax_vm.call_packed "f"(%[[Y]])
//       CHECK:   %[[N:.+]] = relax_vm.iadd %[[J]], %{{.+}}
//       CHECK:   relax_vm.jump ^bb1(%[[F]], %[[N]] : !relax_vm.object, i64)
//       CHECK: ^bb3(%[[R:.+]]: !relax_vm.object, %{{.+}}: i64):
//       CHECK:   relax_vm.ret %[[R]]
relax.func @loop(%init: !relax.object, %from: i64, %to: i64) -> !relax.object {
  %one = arith.constant 1 : i64
  %0, %1 = relax.while (%x = %init, %i = %from) : (!relax.object, i64) -> (!relax.object, i64) {
    %go = arith.cmpi slt, %i, %to : i64
    relax.condition(%go : i1) %x, %i : !relax.object, i64
  } do {
  ^bb0(%y: !relax.object, %j: i64):
    %2 = relax.call_packed "f"(%y) : (!relax.object) -> !relax.object
    %3 = arith.addi %j, %one : i64
    relax.yield %2, %3 : !relax.object, i64
  }
  relax.return %0 : !relax.object
}

// What a branch computes is not at hand behind it; what stands before it is.
// CHECK-LABEL: relax_vm.func @sizes
//       CHECK:   %[[A:.+]] = relax_vm.imul %arg1, %arg1
//       CHECK:   relax_vm.branch
//   CHECK-NOT:   relax_vm.imul %arg1, %arg1
//       CHECK:   relax_vm.alloc_tensor[%[[A]]]
//       CHECK:   %[[B:.+]] = relax_vm.iadd
//       CHECK:   relax_vm.alloc_tensor[%[[B]]]
//       CHECK: ^bb3:
//       CHECK:   relax_vm.iadd
relax.func @sizes(%c: i1, %n: !sym.int<n>) {
  %0 = sym.value n * n : !sym.int<n * n>
  relax.if %c : i1 {
    %1 = sym.value n * n : !sym.int<n * n>
    %2 = relax.alloc_tensor(%1) : (!sym.int<n * n>) -> !relax.tensor<[n * n], f32>
    %3 = sym.value n + 1 : !sym.int<n + 1>
    %4 = relax.alloc_tensor(%3) : (!sym.int<n + 1>) -> !relax.tensor<[n + 1], f32>
    relax.yield
  } else {
    relax.yield
  }
  %5 = sym.value n + 1 : !sym.int<n + 1>
  %6 = relax.alloc_tensor(%5) : (!sym.int<n + 1>) -> !relax.tensor<[n + 1], f32>
  relax.return
}
