// What a loop carries must not share the storage of what it computes next, and what it captures lives for all of it.
// CASE: x = f32([1, 2]); k = i64(3)
// GIVES: (lambda f: f(f, x, x * 0, 3))(lambda f, a, b, i: a if i == 0 else f(f, a + b + exp(x), a, i - 1)), exp(x)
// CASE: x = f32([1, 2]); k = i64(0)
// GIVES: x, exp(x)
relax.func @main(%x: !relax.tensor<[n], f32>, %k: !relax.tensor<[], i64>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %zero = relax.constant dense<0> : tensor<i64>
  %one = relax.constant dense<1> : tensor<i64>
  %none = relax.constant dense<0.0> : tensor<f32>
  %e = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %start = relax.multiply %x, %none : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n], f32>
  %r:3 = relax.while (%i = %zero, %a = %x, %b = %start) : (!relax.tensor<[], i64>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%go) %i, %a, %b
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %a: !relax.tensor<[n], f32>, %b: !relax.tensor<[n], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %s = relax.add %a, %b : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %next = relax.add %s, %e : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield %j, %next, %a
  }
  relax.return %r#1, %e
}
