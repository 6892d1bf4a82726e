// A call whose type mentions a symbol stays behind the cast that defines it, and a kernel is not special for its name.
// CASE: x = f32(arange(6).reshape(2, 3)); w = f32(ones((3, 4)))
// GIVES: 2 * (x @ w)
// CASE: x = f32(arange(6).reshape(2, 3)); w = f32(ones((3, 0)))
// GIVES: zeros((2, 0))
// CASE: x = f32(arange(6).reshape(2, 3)); w = f32(ones((2, 4)))
// FAILS: dimension 0 of 'w' must equal symbol 'k': got 2, expected 3
tir.prim_func @fused(%X: !tir.buffer<[a, b], f32>, %Y: !tir.buffer<[a, b], f32>) {
  %a = sym.value a : !sym.int<a>
  %b = sym.value b : !sym.int<b>
  tir.for %i = 0 to %a {
    tir.for %j = 0 to %b {
      tir.block "fused" iters(%vi: spatial [0, %a) = %i, %vj: spatial [0, %b) = %j) {
        %x = tir.load %X[%vi, %vj]
        %y = arith.addf %x, %x : f32
        tir.store %y, %Y[%vi, %vj]
      }
    }
  }
}
relax.func @main(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[n, ?], f32> {
  %0 = relax.dataflow {
    %w1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
    %1 = relax.matmul %x, %w1 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
    %2 = relax.call_tir @fused(%1) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
    %3 = relax.forget %2 : !relax.tensor<[n, m], f32> -> !relax.tensor<[n, ?], f32>
    relax.output %3 : !relax.tensor<[n, ?], f32>
  }
  relax.return %0
}
