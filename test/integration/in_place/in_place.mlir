// Calls that write their operand: whatever is one value for CSE, shares memory as a view, belongs to the caller or to the
// constants, keeps its numbers. The packed function adds 1.
// CASE: x = f32(arange(4)); c = 1
// GIVES: exp(x), x + 1, f32([2, 2, 2, 2]), f32([1, 1, 1, 1]), (exp(x) + 1).reshape(-1, 1), exp(x) + 2
// CASE: x = f32([2, 0.5, -1]); c = 0
// GIVES: exp(x), x + 1, f32([2, 2, 2, 2]), f32([1, 1, 1, 1]), (exp(x) + 1).reshape(-1, 1), exp(x) + 1
relax.func @main(%x: !relax.tensor<[n], f32>, %c: i1) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[n, 1], f32>, !relax.tensor<[n], f32>) {
  // Two equal values: one of them is written, the other is a result and has a view.
  %a = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %b = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %u = relax.call_packed "custom_inplace_update"(%a) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // A parameter.
  %p = relax.call_packed "custom_inplace_update"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // Two equal constants.
  %k = relax.constant dense<1.0> : tensor<4xf32>
  %k1 = relax.constant dense<1.0> : tensor<4xf32>
  %ku = relax.call_packed "custom_inplace_update"(%k) mutates [0] : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  // A view.
  %one = sym.value 1 : !sym.int<1>
  %n = sym.value n : !sym.int<n>
  %s = relax.shape(%n, %one) : (!sym.int<n>, !sym.int<1>) -> !relax.shape<[n, 1]>
  %v = relax.reshape %b, %s : (!relax.tensor<[n], f32>, !relax.shape<[n, 1]>) -> !relax.tensor<[n, 1], f32>
  %vu = relax.call_packed "custom_inplace_update"(%v) mutates [0] : (!relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 1], f32>
  // In one branch only.
  %w = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %q = relax.call_packed "custom_inplace_update"(%u) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %q : !relax.tensor<[n], f32>
  } else {
    relax.yield %u : !relax.tensor<[n], f32>
  }
  relax.return %b, %p, %ku, %k1, %vu, %w : !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[n, 1], f32>, !relax.tensor<[n], f32>
}
