// RUN: relax-opt %s -split-input-file -relax-eliminate-common-subexpressions | FileCheck %s --check-prefixes=CHECK,MERGED
// RUN: relax-opt %s -split-input-file -relax-eliminate-common-subexpressions -relax-eliminate-common-subexpressions | FileCheck %s --check-prefixes=CHECK,MERGED
// RUN: relax-opt %s -split-input-file -cse | FileCheck %s --check-prefixes=CHECK,UPSTREAM

// Equal attributes, operands and types; other symbols are other types.
// CHECK-LABEL: relax.func @plain(
// CHECK: %[[E:.*]] = relax.exp %{{.*}} :
// CHECK-NEXT: %[[S:.*]] = relax.sum %[[E]] axis = [0]
// CHECK-NEXT: %[[T:.*]] = relax.sum %[[E]] axis = [1]
// CHECK-NEXT: %[[F:.*]] = relax.exp %{{.*}} :
// CHECK-NEXT: relax.return %[[S]], %[[S]], %[[T]], %[[F]]
relax.func @plain(%x: !relax.tensor<[n, n], f32>, %y: !relax.tensor<[m, n], f32>)
    -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[m, n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  %1 = relax.sum %0 axis = [0] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.exp %x : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  %3 = relax.sum %2 axis = [0] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.sum %2 axis = [1] : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  %5 = relax.exp %y : (!relax.tensor<[m, n], f32>) -> !relax.tensor<[m, n], f32>
  relax.return %1, %3, %4, %5
}

// Each function by itself.
// CHECK-LABEL: relax.func @another(
// CHECK-NEXT: relax.exp
relax.func @another(%x: !relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n, n], f32>
  relax.return %0
}

// -----

// Regions are equal, or differ in what they read, or in what they do.
// CHECK-LABEL: relax.func @branches(
// CHECK-SAME: %[[X:.*]]: !relax.tensor<[n], f32>, %[[Y:.*]]: !relax.tensor<[n], f32>, %[[C:.*]]: !relax.tensor<[], i1>)
// CHECK: %[[A:.*]] = relax.if %[[C]]
// CHECK: relax.exp %[[X]]
// CHECK: %[[B:.*]] = relax.if %[[C]]
// CHECK: relax.exp %[[Y]]
// CHECK: %[[D:.*]] = relax.if %[[C]]
// CHECK: relax.tanh %[[X]]
// CHECK-NOT: relax.if
// CHECK: relax.return %[[A]], %[[B]], %[[D]], %[[A]]
relax.func @branches(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>, %c: !relax.tensor<[], i1>)
    -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %4 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %4
  } else {
    relax.yield %y
  }
  %1 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %4 = relax.exp %y : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %4
  } else {
    relax.yield %y
  }
  %2 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %4 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %4
  } else {
    relax.yield %y
  }
  %3 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %4 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %4
  } else {
    relax.yield %y
  }
  relax.return %0, %1, %2, %3
}

// What stands around a region is in scope inside of it; what stands inside is not in scope behind it, nor in the other branch.
// CHECK-LABEL: relax.func @scopes(
// CHECK: %[[E:.*]] = relax.exp
// CHECK: %[[I:.*]] = relax.if
// CHECK-NEXT: %[[T:.*]] = relax.tanh
// CHECK-NEXT: relax.add %[[E]], %[[T]]
// CHECK: } else {
// CHECK-NEXT: %[[U:.*]] = relax.tanh
// CHECK-NEXT: relax.yield %[[U]]
// CHECK: %[[V:.*]] = relax.tanh
// CHECK-NEXT: relax.return %[[E]], %[[I]], %[[V]]
relax.func @scopes(%x: !relax.tensor<[n], f32>, %c: !relax.tensor<[], i1>)
    -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %3 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %4 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %5 = relax.add %3, %4 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %5
  } else {
    %3 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %3
  }
  %2 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1, %2
}

// -----

// Regions that become equal: the first `if` has a tanh of its own, the second one two. Upstream's pass compares them only once.
// CHECK-LABEL: relax.func @become_equal(
// CHECK: %[[I:.*]] = relax.if
// CHECK-NEXT: %[[T:.*]] = relax.tanh
// CHECK-NEXT: relax.add %[[T]], %[[T]]
// MERGED: relax.return %[[I]], %[[I]]
// UPSTREAM: relax.if
// UPSTREAM-NEXT: %[[T:.*]] = relax.tanh
// UPSTREAM-NEXT: relax.add %[[T]], %[[T]]
// UPSTREAM: relax.return %[[I]],
relax.func @become_equal(%x: !relax.tensor<[n], f32>, %c: !relax.tensor<[], i1>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %2 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %3 = relax.add %2, %2 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %3
  } else {
    relax.yield %x
  }
  %1 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    %2 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %3 = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %4 = relax.add %2, %3 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %4
  } else {
    relax.yield %x
  }
  relax.return %0, %1
}

// -----

// Effects: a call that may have some is made as often as it is written, one that has none once. What nobody uses goes.
// CHECK-LABEL: relax.func @calls(
// CHECK-NEXT: %[[P:.*]] = relax.call_pure_packed "f"
// CHECK-NEXT: %[[A:.*]] = relax.call_packed "f"
// CHECK-NEXT: %[[B:.*]] = relax.call_packed "f"
// CHECK-NEXT: relax.return %[[P]], %[[P]], %[[A]], %[[B]]
relax.func @calls(%x: !relax.tensor<[n], f32>) -> (!relax.object, !relax.object, !relax.object, !relax.object) {
  %0 = relax.call_pure_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  %1 = relax.call_pure_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  %2 = relax.call_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  %3 = relax.call_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.object
  %4 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1, %2, %3
}

// Reads of memory are equal as long as nothing in between writes, by itself or in a region.
// CHECK-LABEL: tir.prim_func @reads(
// CHECK: tir.block "b"
// CHECK: %[[A:.*]] = tir.load %X
// CHECK-NEXT: %[[S:.*]] = arith.addf %[[A]], %[[A]]
// CHECK-NEXT: tir.store %[[S]], %Y
// CHECK-NEXT: %[[B:.*]] = tir.load %X
// CHECK-NEXT: tir.for
// CHECK-NEXT: tir.store
// CHECK: %[[D:.*]] = tir.load %X
// CHECK-NEXT: %[[E:.*]] = arith.addf %[[B]], %[[D]]
// CHECK-NEXT: tir.store %[[E]], %Y
tir.prim_func @reads(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "b" iters(%v: spatial [0, %n) = %i) {
      tir.reads %X[%v]
      tir.writes %Y[%v]
      %a = tir.load %X[%v]
      %b = tir.load %X[%v]
      %s = arith.addf %a, %b : f32
      tir.store %s, %Y[%v]
      %c = tir.load %X[%v]
      tir.for %j = 0 to 2 {
        tir.store %s, %Y[%v]
      }
      %d = tir.load %X[%v]
      %e = arith.addf %c, %d : f32
      tir.store %e, %Y[%v]
    }
  }
}
