// What the body of a loop makes for the next round lies in two buffers in turn.
//
// RUN: relax-opt %s -split-input-file -relax-alternate-loop-tensors | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-alternate-loop-tensors -relax-alternate-loop-tensors | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-alternate-loop-tensors -relax-plan-memory | FileCheck %s --check-prefix=PLAN

// The parameter is read only; both buffers live as long as the loop and its result.
// CHECK-LABEL: relax.func @parameter
//       CHECK: %[[S:.+]] = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
//       CHECK: %[[T:.+]] = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
//       CHECK: %[[R:.+]]:3 = relax.while (%[[X:.+]] = %x, %[[N:.+]] = %[[S]], %[[O:.+]] = %[[T]])
//       CHECK:   relax.condition(%{{.+}}) %[[X]], %[[N]], %[[O]]
//       CHECK: ^bb0(%[[X:.+]]: !relax.tensor<[64], f32>, %[[N:.+]]: !relax.tensor<[64], f32>, %[[O:.+]]: !relax.tensor<[64], f32>):
//   CHECK-NOT:   relax.alloc_tensor
//       CHECK:   relax.call_destination "f" ins(%[[X]] : !relax.tensor<[64], f32>) outs(%[[N]] : !relax.tensor<[64], f32>)
//       CHECK:   relax.call_destination "g" ins(%[[X]] : !relax.tensor<[64], f32>) outs(%[[N]] : !relax.tensor<[64], f32>)
//       CHECK:   relax.yield %[[N]], %[[O]], %[[N]]
//       CHECK: relax.call_destination "h" ins(%[[R]]#0 : !relax.tensor<[64], f32>)
// PLAN-LABEL: relax.func @parameter
//       PLAN: %[[M:.+]] = relax.alloc_arena() blocks [0, 256, 256, 256] bytes 512
//       PLAN: relax.call_destination "h"
//  PLAN-NEXT: relax.kill %[[M]]
relax.func @parameter(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.call_destination "g" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.call_destination "h" ins(%r : !relax.tensor<[64], f32>)
  relax.return
}

// -----

// Two at once. Nobody but the loop has the tensors of the first round from there on, so they serve as buffers. A size that the body computes is
// computed in front of the loop as well. The order in which the condition passes things on does not matter.
// CHECK-LABEL: relax.func @allocations(%n: !sym.int<n>
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[B:.+]] = relax.alloc_tensor
//       CHECK: %[[S:.+]] = relax.alloc_tensor(%{{.+}}) : (!sym.int<2 * n>)
//       CHECK: %[[M:.+]] = sym.value 2 * n of (%n : !sym.int<n>)
//       CHECK: %[[T:.+]] = relax.alloc_tensor(%[[M]]) : (!sym.int<2 * n>)
//       CHECK: relax.while (%[[A1:.+]] = %[[A]], %[[B1:.+]] = %[[B]], %[[N1:.+]] = %[[S]], %[[O1:.+]] = %[[A]], %[[N2:.+]] = %[[T]], %[[O2:.+]] = %[[B]])
//       CHECK:   relax.condition(%{{.+}}) %[[B1]], %[[A1]], %[[N1]], %[[O1]], %[[N2]], %[[O2]]
//       CHECK: ^bb0(%[[B1:[^:]+]]: {{.+}}, %[[A1:[^:]+]]: {{.+}}, %[[N1:[^:]+]]: {{.+}}, %[[O1:[^:]+]]: {{.+}}, %[[N2:[^:]+]]: {{.+}}, %[[O2:[^:]+]]: {{[^,]+, f32>}}):
//   CHECK-NOT:   relax.alloc_tensor
//       CHECK:   outs(%[[N1]] :
//       CHECK:   outs(%[[N2]] :
//       CHECK:   relax.yield %[[N1]], %[[N2]], %[[O1]], %[[N1]], %[[O2]], %[[N2]]
// PLAN-LABEL: relax.func @allocations
//       PLAN: relax.alloc_arena(%{{.+}} : !sym.int<8 * n>) blocks
//   PLAN-NOT: relax.alloc_tensor
//       PLAN: relax.return
relax.func @allocations(%n: !sym.int<n>, %x: !relax.tensor<[2 * n], f32>) attributes {relax.memory} {
  %m = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
  %a = relax.alloc_tensor(%m) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[2 * n], f32>) outs(%a : !relax.tensor<[2 * n], f32>)
  %b = relax.alloc_tensor(%m) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
  %v = relax.view_tensor %b(%n) : (!relax.tensor<[2 * n], f32>, !sym.int<n>) -> !relax.tensor<[n, 2], f32>
  relax.call_destination "f" ins(%a : !relax.tensor<[2 * n], f32>) outs(%v : !relax.tensor<[n, 2], f32>)
  %r:2 = relax.while (%y = %a, %z = %b) : (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %z, %y : !relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>
  } do {
  ^bb0(%z: !relax.tensor<[2 * n], f32>, %y: !relax.tensor<[2 * n], f32>):
    %s = relax.alloc_tensor(%m) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[2 * n], f32>) outs(%s : !relax.tensor<[2 * n], f32>)
    %inner = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
    %t = relax.alloc_tensor(%inner) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
    relax.call_destination "f" ins(%y, %z, %s : !relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) outs(%t : !relax.tensor<[2 * n], f32>)
    relax.yield %s, %t : !relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>
  }
  relax.call_destination "h" ins(%r#1 : !relax.tensor<[2 * n], f32>)
  relax.return
}

// -----

// Somebody looks at the tensor of the first round again: it is none of the two buffers.
// CHECK-LABEL: relax.func @looked_at_behind
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[S:.+]] = relax.alloc_tensor
//       CHECK: %[[T:.+]] = relax.alloc_tensor
//       CHECK: relax.while (%{{.+}} = %[[A]], %{{.+}} = %[[S]], %{{.+}} = %[[T]])
relax.func @looked_at_behind(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  %v = relax.view_tensor %a() : (!relax.tensor<[64], f32>) -> !relax.tensor<[8, 8], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %r = relax.while (%y = %a) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.call_destination "h" ins(%r, %v : !relax.tensor<[64], f32>, !relax.tensor<[8, 8], f32>)
  relax.return
}

// CHECK-LABEL: relax.func @looked_at_inside
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: %[[S:.+]] = relax.alloc_tensor
//       CHECK: %[[T:.+]] = relax.alloc_tensor
//       CHECK: relax.while (%{{.+}} = %[[A]], %{{.+}} = %[[S]], %{{.+}} = %[[T]])
relax.func @looked_at_inside(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %r = relax.while (%y = %a) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y, %a : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.return
}

// Both loops take %a, and the second one in each round of the loop around it.
// CHECK-LABEL: relax.func @looked_at_again
//       CHECK: %[[A:.+]] = relax.alloc_tensor
//       CHECK: relax.while (%{{.+}} = %[[A]], %{{.+}} = %[[S:.+]], %{{.+}} = %[[T:.+]])
//       CHECK: relax.while
//       CHECK: %[[S:.+]] = relax.alloc_tensor
//  CHECK-NEXT: %[[T:.+]] = relax.alloc_tensor
//  CHECK-NEXT: relax.while (%{{.+}} = %[[A]], %{{.+}} = %[[S]], %{{.+}} = %[[T]])
relax.func @looked_at_again(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %q = relax.while (%y = %a) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.while : () -> () {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1)
  } do {
    %r = relax.while (%y = %a) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
      %go = relax.call_packed "go_on"() : () -> i1
      relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
    } do {
    ^bb0(%y: !relax.tensor<[64], f32>):
      %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
      relax.yield %t : !relax.tensor<[64], f32>
    }
    relax.call_destination "h" ins(%r : !relax.tensor<[64], f32>)
    relax.yield
  }
  relax.return
}

// -----

// The loop outside carries what the loop inside leaves, so that one allocates; what the loop outside makes itself alternates, and so does what is
// looked at in the same round only.
// CHECK-LABEL: relax.func @nested
//       CHECK: %[[R:.+]]:4 = relax.while (%{{.+}} = %x, %{{.+}} = %x, %{{.+}} = %{{.+}}, %{{.+}} = %{{.+}})
//       CHECK: ^bb0(%[[Y:.+]]: !relax.tensor<[64], f32>, %[[Z:.+]]: !relax.tensor<[64], f32>, %[[N:.+]]: !relax.tensor<[64], f32>, %[[O:.+]]: !relax.tensor<[64], f32>):
//       CHECK:   %[[I:.+]] = relax.while (%{{.+}} = %[[Y]]) :
//       CHECK:     relax.alloc_tensor
//       CHECK:   %[[S:.+]] = relax.alloc_tensor
//       CHECK:   %[[T:.+]] = relax.alloc_tensor
//       CHECK:   relax.while (%{{.+}} = %[[Z]], %{{.+}} = %[[S]], %{{.+}} = %[[T]])
//   CHECK-NOT:     relax.alloc_tensor
//       CHECK:   relax.call_destination "f" ins(%{{.+}}#0 : !relax.tensor<[64], f32>) outs(%[[N]] : !relax.tensor<[64], f32>)
//       CHECK:   relax.yield %[[I]], %[[N]], %[[O]], %[[N]]
relax.func @nested(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r:2 = relax.while (%y = %x, %z = %x) : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %z : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>, %z: !relax.tensor<[64], f32>):
    %i = relax.while (%u = %y) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
      %go = relax.call_packed "go_on"() : () -> i1
      relax.condition(%go : i1) %u : !relax.tensor<[64], f32>
    } do {
    ^bb0(%u: !relax.tensor<[64], f32>):
      %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "f" ins(%u : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
      relax.yield %t : !relax.tensor<[64], f32>
    }
    %j = relax.while (%u = %z) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
      %go = relax.call_packed "go_on"() : () -> i1
      relax.condition(%go : i1) %u : !relax.tensor<[64], f32>
    } do {
    ^bb0(%u: !relax.tensor<[64], f32>):
      %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "f" ins(%u : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
      relax.yield %t : !relax.tensor<[64], f32>
    }
    %s = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%j : !relax.tensor<[64], f32>) outs(%s : !relax.tensor<[64], f32>)
    relax.yield %i, %s : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  }
  relax.call_destination "h" ins(%r#0, %r#1 : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>)
  relax.return
}

// -----

// Left alone.

// A result of the function is memory of its own.
// CHECK-LABEL: relax.func @returned
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @returned(%x: !relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.return %r : !relax.tensor<[64], f32>
}

// Also by way of a view and a tuple.
// CHECK-LABEL: relax.func @returned_in_part
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @returned_in_part(%x: !relax.tensor<[64], f32>) -> tuple<!relax.tensor<[8, 8], f32>> attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t : !relax.tensor<[64], f32>
  }
  %v = relax.view_tensor %r() : (!relax.tensor<[64], f32>) -> !relax.tensor<[8, 8], f32>
  %p = relax.tuple(%v) : (!relax.tensor<[8, 8], f32>) -> tuple<!relax.tensor<[8, 8], f32>>
  relax.return %p : tuple<!relax.tensor<[8, 8], f32>>
}

// The tensor of the round before last is carried, too.
// CHECK-LABEL: relax.func @before_last
//       CHECK: relax.while (%{{[^,]+}} = %x, %{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @before_last(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r:2 = relax.while (%y = %x, %z = %x) : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %z : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>, %z: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t, %y : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  }
  relax.return
}

// Also where something renames it in between.
// CHECK-LABEL: relax.func @before_last_by_a_view
//       CHECK: relax.while (%{{[^,]+}} = %x, %{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @before_last_by_a_view(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r:2 = relax.while (%y = %x, %z = %x) : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %z : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>, %z: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    %v = relax.view_tensor %y() : (!relax.tensor<[64], f32>) -> !relax.tensor<[8, 8], f32>
    %w = relax.view_tensor %v() : (!relax.tensor<[8, 8], f32>) -> !relax.tensor<[64], f32>
    relax.yield %t, %w : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  }
  relax.return
}

// Carried at two places.
// CHECK-LABEL: relax.func @twice
//       CHECK: relax.while (%{{[^,]+}} = %x, %{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @twice(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r:2 = relax.while (%y = %x, %z = %x) : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %z : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>, %z: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %t, %t : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  }
  relax.return
}

// A region makes it.
// CHECK-LABEL: relax.func @in_a_region
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @in_a_region(%x: !relax.tensor<[64], f32>, %c: i1) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %s = relax.if %c : i1 -> (!relax.tensor<[64], f32>) {
      %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
      relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
      relax.yield %t : !relax.tensor<[64], f32>
    } else {
      relax.yield %y : !relax.tensor<[64], f32>
    }
    relax.yield %s : !relax.tensor<[64], f32>
  }
  relax.return
}

// A tuple holds it.
// CHECK-LABEL: relax.func @in_a_tuple
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @in_a_tuple(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    %p = relax.tuple(%t) : (!relax.tensor<[64], f32>) -> tuple<!relax.tensor<[64], f32>>
    relax.call_packed "keep"(%p) : (tuple<!relax.tensor<[64], f32>>) -> ()
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.return
}

// A tuple holds that of the round before.
// CHECK-LABEL: relax.func @old_one_in_a_tuple
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @old_one_in_a_tuple(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    %p = relax.tuple(%y) : (!relax.tensor<[64], f32>) -> tuple<!relax.tensor<[64], f32>>
    relax.call_packed "keep"(%p) : (tuple<!relax.tensor<[64], f32>>) -> ()
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.return
}

// A packed function might keep it.
// CHECK-LABEL: relax.func @packed
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @packed(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.call_packed "keep"(%y) : (!relax.tensor<[64], f32>) -> ()
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.return
}

// Not behind `relax-lower-calls`.
// CHECK-LABEL: relax.func @not_in_memory_form
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @not_in_memory_form(%x: !relax.tensor<[64], f32>) {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32>) -> !relax.tensor<[64], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.yield %t : !relax.tensor<[64], f32>
  }
  relax.return
}

// Buffers of a device.
// CHECK-LABEL: relax.func @device
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK: relax.alloc_tensor
//       CHECK: relax.return
relax.func @device(%x: !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>) -> !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>) outs(%t : !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>)
    relax.yield %t : !relax.tensor<[64], f32, #relax.vdevice<"cuda", 0>>
  }
  relax.return
}

// -----

// Nothing that the body makes is carried.
// CHECK-LABEL: relax.func @swap
//       CHECK: relax.while (%[[Y:.+]] = %{{.+}}, %[[Z:.+]] = %{{.+}}) :
//       CHECK:   relax.yield %[[B:.+]], %{{.+}}
// PLAN-LABEL: relax.func @swap
//       PLAN: relax.alloc_arena() blocks [0, 256, 256, 256, 512, 256] bytes 768
//   PLAN-NOT: relax.alloc_tensor
//       PLAN: relax.call_destination "h"
//  PLAN-NEXT: relax.kill
relax.func @swap(%x: !relax.tensor<[64], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[64], f32>) outs(%a : !relax.tensor<[64], f32>)
  %b = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%a : !relax.tensor<[64], f32>) outs(%b : !relax.tensor<[64], f32>)
  %r:2 = relax.while (%y = %a, %z = %b) : (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) -> (!relax.tensor<[64], f32>, !relax.tensor<[64], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %z : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  } do {
  ^bb0(%y: !relax.tensor<[64], f32>, %z: !relax.tensor<[64], f32>):
    %t = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[64], f32>) outs(%t : !relax.tensor<[64], f32>)
    relax.yield %z, %y : !relax.tensor<[64], f32>, !relax.tensor<[64], f32>
  }
  relax.call_destination "h" ins(%r#0 : !relax.tensor<[64], f32>)
  relax.return
}

// A size that changes from round to round, forgotten before it is carried.
// CHECK-LABEL: relax.func @size_of_a_round
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK:   relax.alloc_tensor(%{{.+}}) : (!sym.int<k>)
relax.func @size_of_a_round(%x: !relax.tensor<[?], f32>) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[?], f32>
  } do {
  ^bb0(%y: !relax.tensor<[?], f32>):
    %u = relax.call_packed "make"() : () -> !relax.tensor<[?], f32>
    %k = relax.dim %u[0] symbols ["k"] : !relax.tensor<[?], f32> -> !sym.int<k>
    %t = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[?], f32>) outs(%t : !relax.tensor<[k], f32>)
    %f = relax.forget %t : !relax.tensor<[k], f32> -> !relax.tensor<[?], f32>
    relax.yield %f : !relax.tensor<[?], f32>
  }
  relax.return
}

// What gives the symbol a value stands in the loop, though the caller knows it.
// CHECK-LABEL: relax.func @size_in_the_loop
//       CHECK: relax.while (%{{[^,]+}} = %x) :
//       CHECK:   relax.alloc_tensor(%{{.+}}) : (!sym.int<n>)
relax.func @size_in_the_loop(%x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %r = relax.while (%y = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y : !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>):
    %n = relax.dim %y[0] : !relax.tensor<[n], f32> -> !sym.int<n>
    %t = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[n], f32>) outs(%t : !relax.tensor<[n], f32>)
    relax.yield %t : !relax.tensor<[n], f32>
  }
  relax.return
}
