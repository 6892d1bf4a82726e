// Tensors that a loop carries lie in two buffers in turn: for any number of rounds, read after the next one is written, two at
// once, in a loop inside of a loop, one loop behind the other, and where somebody looks at the tensor of the first round again.
// CASE: x = f32(arange(12).reshape(3, 4) / 8 - 0.5); w = f32(cos(arange(16)).reshape(4, 4) / 2); k = i64(0)
// GIVES: (lambda at, step, pair: (at(k, step, x) @ w, x * 2 + at(k, step, x * 2) @ w, at(k, pair, (exp(x), x * 3))[0] @ w, at(k, pair, (exp(x), x * 3))[1] @ w, at(k, lambda y: at(k, step, y) * 0.5, sin(x)) @ w, at(k, step, at(k, step, cos(x))) @ w))((lambda n, f, y: (lambda g: g(g, n, y))(lambda g, m, z: z if m == 0 else g(g, m - 1, f(z)))), lambda y: tanh(y @ w) + y, lambda p: (tanh(p[0] @ w) + p[1], sin(p[0]) - p[1] * 0.5))
// CASE: x = f32(arange(12).reshape(3, 4) / 8 - 0.5); w = f32(cos(arange(16)).reshape(4, 4) / 2); k = i64(1)
// GIVES: (lambda at, step, pair: (at(k, step, x) @ w, x * 2 + at(k, step, x * 2) @ w, at(k, pair, (exp(x), x * 3))[0] @ w, at(k, pair, (exp(x), x * 3))[1] @ w, at(k, lambda y: at(k, step, y) * 0.5, sin(x)) @ w, at(k, step, at(k, step, cos(x))) @ w))((lambda n, f, y: (lambda g: g(g, n, y))(lambda g, m, z: z if m == 0 else g(g, m - 1, f(z)))), lambda y: tanh(y @ w) + y, lambda p: (tanh(p[0] @ w) + p[1], sin(p[0]) - p[1] * 0.5))
// CASE: x = f32(arange(12).reshape(3, 4) / 8 - 0.5); w = f32(cos(arange(16)).reshape(4, 4) / 2); k = i64(2)
// GIVES: (lambda at, step, pair: (at(k, step, x) @ w, x * 2 + at(k, step, x * 2) @ w, at(k, pair, (exp(x), x * 3))[0] @ w, at(k, pair, (exp(x), x * 3))[1] @ w, at(k, lambda y: at(k, step, y) * 0.5, sin(x)) @ w, at(k, step, at(k, step, cos(x))) @ w))((lambda n, f, y: (lambda g: g(g, n, y))(lambda g, m, z: z if m == 0 else g(g, m - 1, f(z)))), lambda y: tanh(y @ w) + y, lambda p: (tanh(p[0] @ w) + p[1], sin(p[0]) - p[1] * 0.5))
// CASE: x = f32(arange(12).reshape(3, 4) / 8 - 0.5); w = f32(cos(arange(16)).reshape(4, 4) / 2); k = i64(3)
// GIVES: (lambda at, step, pair: (at(k, step, x) @ w, x * 2 + at(k, step, x * 2) @ w, at(k, pair, (exp(x), x * 3))[0] @ w, at(k, pair, (exp(x), x * 3))[1] @ w, at(k, lambda y: at(k, step, y) * 0.5, sin(x)) @ w, at(k, step, at(k, step, cos(x))) @ w))((lambda n, f, y: (lambda g: g(g, n, y))(lambda g, m, z: z if m == 0 else g(g, m - 1, f(z)))), lambda y: tanh(y @ w) + y, lambda p: (tanh(p[0] @ w) + p[1], sin(p[0]) - p[1] * 0.5))
// CASE: x = f32(arange(12).reshape(3, 4) / 8 - 0.5); w = f32(cos(arange(16)).reshape(4, 4) / 2); k = i64(7)
// GIVES: (lambda at, step, pair: (at(k, step, x) @ w, x * 2 + at(k, step, x * 2) @ w, at(k, pair, (exp(x), x * 3))[0] @ w, at(k, pair, (exp(x), x * 3))[1] @ w, at(k, lambda y: at(k, step, y) * 0.5, sin(x)) @ w, at(k, step, at(k, step, cos(x))) @ w))((lambda n, f, y: (lambda g: g(g, n, y))(lambda g, m, z: z if m == 0 else g(g, m - 1, f(z)))), lambda y: tanh(y @ w) + y, lambda p: (tanh(p[0] @ w) + p[1], sin(p[0]) - p[1] * 0.5))
relax.func @main(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 4], f32>, %k: !relax.tensor<[], i64>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) {
  %zero = relax.constant dense<0> : tensor<i64>
  %one = relax.constant dense<1> : tensor<i64>
  %two = relax.constant dense<2.0> : tensor<f32>
  %three = relax.constant dense<3.0> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<f32>
  // From a parameter.
  %a:2 = relax.while (%i = %zero, %y = %x) : (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) {
    %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%go) %i, %y
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %y: !relax.tensor<[n, 4], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %m = relax.matmul %y, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %t = relax.tanh %m : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %s = relax.add %t, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.yield %j, %s
  }
  // From a tensor that is read behind the loop.
  %x2 = relax.multiply %x, %two : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  %b:2 = relax.while (%i = %zero, %y = %x2) : (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) {
    %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%go) %i, %y
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %y: !relax.tensor<[n, 4], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %m = relax.matmul %y, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %t = relax.tanh %m : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %s = relax.add %t, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.yield %j, %s
  }
  // Two at once, from tensors that nobody else uses; each is read behind the other is written.
  %e = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %x3 = relax.multiply %x, %three : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
  %c:3 = relax.while (%i = %zero, %y = %e, %z = %x3) : (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) {
    %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%go) %i, %y, %z
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %y: !relax.tensor<[n, 4], f32>, %z: !relax.tensor<[n, 4], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %m = relax.matmul %y, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %t = relax.tanh %m : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %s = relax.add %t, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %u = relax.sin %y : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %h = relax.multiply %z, %half : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
    %v = relax.subtract %u, %h : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.yield %j, %s, %v
  }
  // A loop inside of a loop.
  %sx = relax.sin %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %d:2 = relax.while (%i = %zero, %y = %sx) : (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) {
    %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%go) %i, %y
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %y: !relax.tensor<[n, 4], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %in:2 = relax.while (%inner_i = %zero, %inner_y = %y) : (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) {
      %inner_go = relax.less %inner_i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
      relax.condition(%inner_go) %inner_i, %inner_y
    } do {
    ^bb0(%inner_i: !relax.tensor<[], i64>, %inner_y: !relax.tensor<[n, 4], f32>):
      %inner_j = relax.add %inner_i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
      %inner_m = relax.matmul %inner_y, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
      %inner_t = relax.tanh %inner_m : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
      %inner_s = relax.add %inner_t, %inner_y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
      relax.yield %inner_j, %inner_s
    }
    %q = relax.multiply %in#1, %half : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[n, 4], f32>
    relax.yield %j, %q
  }
  // One loop behind the other.
  %cx = relax.cos %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %f:2 = relax.while (%i = %zero, %y = %cx) : (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) {
    %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%go) %i, %y
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %y: !relax.tensor<[n, 4], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %m = relax.matmul %y, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %t = relax.tanh %m : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %s = relax.add %t, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.yield %j, %s
  }
  %g:2 = relax.while (%i = %zero, %y = %f#1) : (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n, 4], f32>) {
    %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    relax.condition(%go) %i, %y
  } do {
  ^bb0(%i: !relax.tensor<[], i64>, %y: !relax.tensor<[n, 4], f32>):
    %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %m = relax.matmul %y, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %t = relax.tanh %m : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %s = relax.add %t, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    relax.yield %j, %s
  }
  %r0 = relax.matmul %a#1, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %r1 = relax.matmul %b#1, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %r2 = relax.add %x2, %r1 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %r3 = relax.matmul %c#1, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %r4 = relax.matmul %c#2, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %r5 = relax.matmul %d#1, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %r6 = relax.matmul %g#1, %w : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return %r0, %r2, %r3, %r4, %r5, %r6
}
