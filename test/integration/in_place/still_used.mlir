// Memory of what is written is used again: by an equal call, through a view made before, by the caller, in a loop.
// CASE: x = f32(arange(3)); t = 3
// GIVES: x, x.reshape(1, -1), x.reshape(1, -1) + 1, tanh(x) + 1, tanh(x) + 1, tanh(x).reshape(1, -1), x + 3, f32([[5, 5]]), f32([5, 5])
// CASE: x = f32([0.25]); t = 0
// GIVES: x, x.reshape(1, -1), x.reshape(1, -1) + 1, tanh(x) + 1, tanh(x) + 1, tanh(x).reshape(1, -1), x, f32([[5, 5]]), f32([5, 5])
relax.func @main(%x: !relax.tensor<[n], f32>, %t: i64) -> (!relax.tensor<[n], f32>, !relax.tensor<[1, n], f32>, !relax.tensor<[1, n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[1, n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[1, 2], f32>, !relax.tensor<[2], f32>) {
  %n = sym.value n : !sym.int<n>
  %one = sym.value 1 : !sym.int<1>
  %two = sym.value 2 : !sym.int<2>
  %row = relax.shape(%one, %n) : (!sym.int<1>, !sym.int<n>) -> !relax.shape<[1, n]>
  // A view of a parameter, written; the parameter and another view of it are results.
  %view = relax.reshape %x, %row : (!relax.tensor<[n], f32>, !relax.shape<[1, n]>) -> !relax.tensor<[1, n], f32>
  %other = relax.reshape %x, %row : (!relax.tensor<[n], f32>, !relax.shape<[1, n]>) -> !relax.tensor<[1, n], f32>
  %written = relax.call_packed "custom_inplace_update"(%view) mutates [0] : (!relax.tensor<[1, n], f32>) -> !relax.tensor<[1, n], f32>
  // Two equal calls on equal values, and a view of what one of them writes.
  %a = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %twin = relax.tanh %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %before = relax.reshape %a, %row : (!relax.tensor<[n], f32>, !relax.shape<[1, n]>) -> !relax.tensor<[1, n], f32>
  %first = relax.call_packed "custom_inplace_update"(%a) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %second = relax.call_packed "custom_inplace_update"(%twin) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // A carried value that begins as a parameter.
  %zero = arith.constant 0 : i64
  %unit = arith.constant 1 : i64
  %sum:2 = relax.while (%i = %zero, %v = %x) : (i64, !relax.tensor<[n], f32>) -> (i64, !relax.tensor<[n], f32>) {
    %more = arith.cmpi slt, %i, %t : i64
    relax.condition(%more) %i, %v : i64, !relax.tensor<[n], f32>
  } do {
  ^bb0(%j: i64, %w: !relax.tensor<[n], f32>):
    %next = arith.addi %j, %unit : i64
    %u = relax.call_packed "custom_inplace_update"(%w) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %next, %u : i64, !relax.tensor<[n], f32>
  }
  // A view of a constant.
  %k = relax.constant dense<5.0> : tensor<2xf32>
  %pair = relax.shape(%one, %two) : (!sym.int<1>, !sym.int<2>) -> !relax.shape<[1, 2]>
  %kv = relax.reshape %k, %pair : (!relax.tensor<[2], f32>, !relax.shape<[1, 2]>) -> !relax.tensor<[1, 2], f32>
  %ku = relax.call_packed "custom_inplace_update"(%kv) mutates [0] : (!relax.tensor<[1, 2], f32>) -> !relax.tensor<[1, 2], f32>
  relax.return %x, %other, %written, %first, %second, %before, %sum#1, %kv, %k : !relax.tensor<[n], f32>, !relax.tensor<[1, n], f32>, !relax.tensor<[1, n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[1, n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[1, 2], f32>, !relax.tensor<[2], f32>
}
