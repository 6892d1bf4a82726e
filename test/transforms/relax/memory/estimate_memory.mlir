// RUN: relax-opt %s -split-input-file -relax-plan-memory -relax-estimate-memory="dims=n=100,m=1000" 2>&1 | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-estimate-memory 2>&1 | FileCheck %s --check-prefix=UNPLANNED
// RUN: not relax-opt %s -split-input-file -relax-estimate-memory="dims=n=few" 2>&1 | FileCheck %s --check-prefix=WRONG

// WRONG: error: dims must be NAME=VALUE with a whole number, got 'n=few'

// CHECK: remark: peak memory of the tensors of @chain, in bytes
// CHECK: note: each tensor by itself: 12 * n = 1200
// CHECK: note: as planned: arenas 8 * n, others 0 = 896
// CHECK: note: lower bound: 8 * n = 896
// UNPLANNED: note: each tensor by itself: 12 * n{{$}}
// UNPLANNED: note: as planned: 8 * n{{$}}
// UNPLANNED: note: lower bound: 8 * n{{$}}
relax.func @chain(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// Which of two times takes the most depends on the symbols.
// CHECK: remark: peak memory of the tensors of @two_times
// CHECK: note: each tensor by itself: 8 * m + 8 * n = 8800
// CHECK: note: as planned: arenas max(8 * m, 4 * m + 4 * n, 8 * n) or more (planned at run time), others 0 = 8064
// CHECK: note: lower bound: max(8 * m, 4 * m + 4 * n, 8 * n) = 8064
// UNPLANNED: note: lower bound: max(8 * m, 4 * m + 4 * n, 8 * n)
relax.func @two_times(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  %2 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[m], f32>)
  %3 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[m], f32>) outs(%3 : !relax.tensor<[m], f32>)
  relax.return
}

// -----

// What the function returns counts, with memory of its own; numbers need all symbols.
// CHECK: remark: peak memory of the tensors of @unknown
// CHECK: note: each tensor by itself: 4 * k + 8 * n (a symbol of it has no value)
// CHECK: note: as planned: arenas 8 * n, others 4 * k (a symbol of it has no value)
// CHECK: note: lower bound: 4 * k + 8 * n (a symbol of it has no value)
relax.func @unknown(%n: !sym.int<n>, %k: !sym.int<k>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[k], f32> attributes {relax.memory} {
  %r = relax.alloc_tensor(%k) : (!sym.int<k>) -> !relax.tensor<[k], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%r : !relax.tensor<[k], f32>)
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  relax.return %r : !relax.tensor<[k], f32>
}

// -----

// A result in whose memory others lie counts once, with the arena.
// CHECK: remark: peak memory of the tensors of @result
// CHECK: note: each tensor by itself: 16 * n = 1600
// CHECK: note: as planned: arenas 8 * n, others 0 = 896
// CHECK: note: lower bound: 8 * n = 896
// CHECK: remark: peak memory of the tensors of @constant_result
// CHECK: note: as planned: arenas 320, others 0
// CHECK: note: lower bound: 304 = 320
relax.func @result(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  %3 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%2 : !relax.tensor<[n], f32>) outs(%3 : !relax.tensor<[n], f32>)
  relax.return %3 : !relax.tensor<[n], f32>
}
relax.func @constant_result(%x: !relax.tensor<[12], f32>) -> !relax.tensor<[12], f32> attributes {relax.memory} {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[12], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[12], f32>) outs(%0 : !relax.tensor<[12], f32>)
  %1 = relax.alloc_tensor() : () -> !relax.tensor<[64], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[12], f32>) outs(%1 : !relax.tensor<[64], f32>)
  %2 = relax.alloc_tensor() : () -> !relax.tensor<[12], f32>
  relax.call_destination "f" ins(%1 : !relax.tensor<[64], f32>) outs(%2 : !relax.tensor<[12], f32>)
  relax.return %2 : !relax.tensor<[12], f32>
}

// -----

// Local buffers that the stack has no room for: the larger of two kernels, with the symbols of its call. The small one, and that of a thread, do not count.
// CHECK: remark: peak memory of the tensors of @workspaces
// CHECK: note: as planned: arenas 16 * n or more (planned at run time), others 0 = 1664
// CHECK: note: beside it, the largest workspace of a kernel: max(32 * n, 65536) = 65536
// UNPLANNED: note: beside it, the largest workspace of a kernel: max(32 * n, 65536)
tir.prim_func private @symbolic(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
  %s = sym.value s : !sym.int<s>
  %small = tir.alloc_buffer : !tir.buffer<[16], f32>
  %large = tir.alloc_buffer : !tir.buffer<[2, s], f64>
  tir.for %i = 0 to %s {
    %x = tir.load %X[%i]
    tir.store %x, %Y[%i]
  }
}
tir.prim_func private @constant(%X: !tir.buffer<[s], f32>, %Y: !tir.buffer<[s], f32>) {
  %large = tir.alloc_buffer : !tir.buffer<[128, 128], f32>
  tir.for thread_binding "threadIdx.x" %i = 0 to 4 {
    %own = tir.alloc_buffer : !tir.buffer<[s], f32>
  }
}
relax.func @workspaces(%n: !sym.int<n>, %x: !relax.tensor<[2 * n], f32>) attributes {relax.memory} {
  %m = sym.value 2 * n of (%n : !sym.int<n>) : !sym.int<2 * n>
  %0 = relax.alloc_tensor(%m) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
  relax.call_destination @symbolic ins(%x : !relax.tensor<[2 * n], f32>) outs(%0 : !relax.tensor<[2 * n], f32>) scalars(%m : !sym.int<2 * n>)
  %1 = relax.alloc_tensor(%m) : (!sym.int<2 * n>) -> !relax.tensor<[2 * n], f32>
  relax.call_destination @constant ins(%0 : !relax.tensor<[2 * n], f32>) outs(%1 : !relax.tensor<[2 * n], f32>) scalars(%m : !sym.int<2 * n>)
  relax.return
}

// -----

// Two buffers of which a loop writes one in turn: four tensors are held, but in this body never more than two at a time, since the tensor of the round
// before is looked at for the last time in front of what becomes the next. Behind the loop one of the two is left.
// CHECK: remark: peak memory of the tensors of @alternate
// CHECK: note: as planned: arenas 16 * n, others 0 = 1792
// CHECK: note: lower bound: 8 * n = 896
// UNPLANNED: note: lower bound: 8 * n{{$}}
relax.func @alternate(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %s = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %t = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %r:3 = relax.while (%y = %x, %next = %s, %other = %t) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %next, %other : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>, %next: !relax.tensor<[n], f32>, %other: !relax.tensor<[n], f32>):
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
    relax.call_destination "f" ins(%1 : !relax.tensor<[n], f32>) outs(%next : !relax.tensor<[n], f32>)
    relax.yield %next, %other, %next : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  }
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%r#0 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// Here the body looks at both at the same time, and the tensor of the first round is one of them.
// CHECK: remark: peak memory of the tensors of @alternate_with_init
// CHECK: note: lower bound: 12 * n = 1344
// UNPLANNED: note: lower bound: 12 * n{{$}}
relax.func @alternate_with_init(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%a : !relax.tensor<[n], f32>)
  %s = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %r:3 = relax.while (%y = %a, %next = %s, %other = %a) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %next, %other : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>, %next: !relax.tensor<[n], f32>, %other: !relax.tensor<[n], f32>):
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    relax.call_destination "f" ins(%0, %y : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) outs(%next : !relax.tensor<[n], f32>)
    relax.yield %next, %other, %next : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  }
  relax.call_destination "h" ins(%r#0 : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// The second loop goes on with what the first one leaves: at each time two are held. The plan keeps all buffers until the result of both is read, which may be
// any of them.
// CHECK: remark: peak memory of the tensors of @one_behind_the_other
// CHECK: note: as planned: arenas 20 * n, others 0 = 2240
// CHECK: note: lower bound: 8 * n = 896
// UNPLANNED: note: lower bound: 8 * n{{$}}
relax.func @one_behind_the_other(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %s = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %t = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %r:3 = relax.while (%y = %x, %next = %s, %other = %t) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %next, %other : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>, %next: !relax.tensor<[n], f32>, %other: !relax.tensor<[n], f32>):
    relax.call_destination "f" ins(%y : !relax.tensor<[n], f32>) outs(%next : !relax.tensor<[n], f32>)
    relax.yield %next, %other, %next : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  }
  %u = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %v = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  %q:3 = relax.while (%y = %r#0, %next = %u, %other = %v) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %go = relax.call_packed "go_on"() : () -> i1
    relax.condition(%go : i1) %y, %next, %other : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>, %next: !relax.tensor<[n], f32>, %other: !relax.tensor<[n], f32>):
    relax.call_destination "f" ins(%y : !relax.tensor<[n], f32>) outs(%next : !relax.tensor<[n], f32>)
    relax.yield %next, %other, %next : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>
  }
  %2 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%q#0 : !relax.tensor<[n], f32>) outs(%2 : !relax.tensor<[n], f32>)
  relax.return
}

// -----

// The branches do not live together, nor do their results: the larger one counts, and what is there for both.
// CHECK: remark: peak memory of the tensors of @branches, in bytes
// CHECK: note: each tensor by itself: 8 * m + 12 * n = 9200
// CHECK: note: as planned: max(8 * m + 4 * n, 12 * n, 4 * n + max(4 * m, 4 * n)) = 8512
// CHECK: note: lower bound: max(8 * m + 4 * n, 12 * n, 4 * n + max(4 * m, 4 * n)) = 8512
relax.func @branches(%c: i1, %n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) attributes {relax.memory} {
  %a = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%a : !relax.tensor<[n], f32>)
  %r = relax.if %c : i1 -> (!relax.tensor<[?], f32>) {
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%a : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
    %2 = relax.forget %1 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
    relax.yield %2 : !relax.tensor<[?], f32>
  } else {
    %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
    relax.call_destination "f" ins(%y : !relax.tensor<[m], f32>) outs(%0 : !relax.tensor<[m], f32>)
    %1 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
    relax.call_destination "f" ins(%0 : !relax.tensor<[m], f32>) outs(%1 : !relax.tensor<[m], f32>)
    %2 = relax.forget %1 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
    relax.yield %2 : !relax.tensor<[?], f32>
  }
  relax.call_destination "h" ins(%r, %a : !relax.tensor<[?], f32>, !relax.tensor<[n], f32>)
  relax.return
}

// -----

// A branch inside of a branch: behind both stands what the largest of the three leaves.
// CHECK: remark: peak memory of the tensors of @nested_branches
// CHECK: note: each tensor by itself: 8 * m + 4 * n = 8400
// CHECK: note: lower bound: {{.*}} = 4032
relax.func @nested_branches(%c: i1, %d: i1, %n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %r = relax.if %c : i1 -> (!relax.tensor<[?], f32>) {
    %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
    relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
    %2 = relax.forget %0 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
    relax.yield %2 : !relax.tensor<[?], f32>
  } else {
    %q = relax.if %d : i1 -> (!relax.tensor<[?], f32>) {
      %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
      relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[m], f32>)
      %2 = relax.forget %0 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
      relax.yield %2 : !relax.tensor<[?], f32>
    } else {
      %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[m], f32>
      relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[m], f32>)
      %2 = relax.forget %0 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
      relax.yield %2 : !relax.tensor<[?], f32>
    }
    relax.yield %q : !relax.tensor<[?], f32>
  }
  relax.call_destination "h" ins(%r : !relax.tensor<[?], f32>)
  relax.return
}

// -----

// A call counts with its callee, in the caller's symbols, and whichever stands first. A function that calls itself counts once.
// CHECK: remark: peak memory of the tensors of @caller
// CHECK: note: each tensor by itself: 8 * m + 4 * n = 8400
// CHECK: note: as planned: 8 * m + 4 * n = 8448
// CHECK: note: lower bound: 8 * m + 4 * n = 8448
// CHECK: remark: peak memory of the tensors of @callee
// CHECK: note: as planned: arenas 8 * n, others 0 = 896
// CHECK: note: lower bound: 8 * n = 896
// CHECK: remark: peak memory of the tensors of @recursive
// CHECK: note: lower bound: 4 * n = 448
// UNPLA!relax.tensor<[n], f32>ED: remark: peak memory of the tensors of @caller
// UNPLA!relax.tensor<[n], f32>ED: note: lower bound: 8 * m + 4 * n{{$}}
relax.func @caller(%n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[m], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  relax.call @callee(%m, %y) : (!sym.int<m>, !relax.tensor<[m], f32>) -> ()
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>)
  relax.return
}
relax.func @callee(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  %1 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>) outs(%1 : !relax.tensor<[n], f32>)
  relax.return
}
relax.func @recursive(%n: !sym.int<n>, %x: !relax.tensor<[n], f32>) attributes {relax.memory} {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n], f32>
  relax.call_destination "f" ins(%x : !relax.tensor<[n], f32>) outs(%0 : !relax.tensor<[n], f32>)
  relax.call @recursive(%n, %x) : (!sym.int<n>, !relax.tensor<[n], f32>) -> ()
  relax.call_destination "f" ins(%0 : !relax.tensor<[n], f32>)
  relax.return
}
