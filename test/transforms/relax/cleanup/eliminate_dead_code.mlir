// RUN: relax-opt %s -split-input-file -relax-eliminate-dead-code | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-eliminate-dead-code -relax-eliminate-dead-code | FileCheck %s

// Chains go as a whole; effects and checks whose results are used stay.
// CHECK-LABEL: relax.func @bindings
//   CHECK-NOT: relax.exp
//       CHECK: relax.match_cast
//       CHECK: relax.call_packed "print"
//   CHECK-NOT: relax.call_pure_packed
relax.func @bindings(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.tanh %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[n], f32>
  relax.call_packed "print"(%x) : (!relax.tensor<[n], f32>) -> ()
  %3 = relax.call_pure_packed "f"(%1) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %2 : !relax.tensor<[n], f32>
}

// -----

// The integer by which a region hands out a symbol stays while a type mentions the symbol.
// CHECK-LABEL: relax.func @exported
//       CHECK: %[[R:.+]]:2, %{{.+}} = relax.dataflow
//   CHECK-NOT: relax.exp
//       CHECK: relax.output %{{.+}}, %{{.+}}, %{{.+}}
//       CHECK: relax.forget %[[R]]#0 : !relax.tensor<[m], f32>
// CHECK-LABEL: relax.func @not_exported
//       CHECK: %[[D:.+]] = relax.dataflow
//   CHECK-NOT: relax.match_cast
//       CHECK: relax.output %{{[0-9a-z]+}}{{$}}
relax.func @exported(%w: !relax.tensor<*, f32>) -> (!relax.tensor<[?], f32>, !relax.tensor<[?], f32>) {
  %0, %1, %2, %m = relax.dataflow {
    %3, %k = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    %4 = relax.exp %3 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    %5 = relax.tanh %3 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    relax.output %3, %4, %5, %k : !relax.tensor<[m], f32>, !relax.tensor<[m], f32>, !relax.tensor<[m], f32>, !sym.int<m>
  }
  %6 = relax.forget %0 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
  %7 = relax.forget %2 : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
  relax.return %6, %7 : !relax.tensor<[?], f32>, !relax.tensor<[?], f32>
}
relax.func @not_exported(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[n], f32> {
  %0, %m = relax.dataflow {
    %3, %k = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    %4 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.output %4, %k : !relax.tensor<[n], f32>, !sym.int<m>
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// Results of a branch, with the symbols that only they mention.
// CHECK-LABEL: relax.func @branch
//       CHECK: %[[R:.+]] = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
//  CHECK-NEXT: relax.yield %x
//       CHECK: relax.return %[[R]]
relax.func @branch(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>, %n: !sym.int<n>, %c: i1) -> !relax.tensor<[n], f32> {
  %0, %1, %s = relax.if %c : i1 symbols ["s"] -> (!relax.tensor<[n], f32>, !relax.tensor<[s], f32>, !sym.int<s>) {
    %2 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %x, %2, %n
  } else {
    %2 = relax.concat %x, %y axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
    %3 = sym.value 2 * n : !sym.int<2 * n>
    relax.yield %y, %2, %3
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// Functions of all dialects, from the public ones; a closure is a use, and so is a kernel's call of a kernel.
//   CHECK-NOT: @unreached
//       CHECK: func.func private @helper
//       CHECK: func.func private @kernel
//   CHECK-NOT: @unreached
//       CHECK: relax.func private @closed
//       CHECK: relax.func @main
//       CHECK: tir.prim_func @public_kernel
func.func private @unreached_declaration(memref<?xf32>)
func.func private @helper(memref<?xf32>)
func.func private @kernel(%a: memref<?xf32>, %b: memref<?xf32>) {
  func.call @helper(%b) : (memref<?xf32>) -> ()
  return
}
relax.func private @unreached_even(%x: !relax.object) -> !relax.object {
  %0 = relax.call @unreached_odd(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func private @unreached_odd(%x: !relax.object) -> !relax.object {
  %0 = relax.call @unreached_even(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}
relax.func private @closed(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_tir @kernel(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}
relax.func @main() -> !relax.object {
  %0 = relax.make_closure @closed() : () -> !relax.object
  relax.return %0 : !relax.object
}
tir.prim_func @public_kernel(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
}
