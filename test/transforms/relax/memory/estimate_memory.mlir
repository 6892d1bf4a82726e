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
// CHECK: note: as planned: arenas planned at run time, others 0 = 8064
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
