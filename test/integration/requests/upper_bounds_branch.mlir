// One arena of constant size for what both branches and a loop need.
// RELAXC: --use-upper-bounds --dim-range n=1:16
// CASE: x = f32(linspace(-1, 1, 48).reshape(16, 3)); c = i1(True)
// GIVES: cumsum(cumsum(x, 1), 0).sum(1)
// CASE: x = f32(linspace(-1, 1, 3).reshape(1, 3)); c = i1(False)
// GIVES: exp(cumsum(exp(x), 0)).sum(1)
// CASE: x = f32(linspace(-1, 1, 15).reshape(5, 3)); c = i1(False)
// GIVES: exp(cumsum(exp(x), 0)).sum(1)
// CASE: x = f32(zeros((17, 3))); c = i1(True)
// FAILS: upper bound of symbol n, dimension 0 of x: got 17 and 16
relax.func @main(%x: !relax.tensor<[n, 3], f32>, %c: !relax.tensor<[], i1>) -> !relax.tensor<[n], f32> {
  %r = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n, 3], f32>) {
    %0 = relax.cumsum %x axis = 1 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
    %1 = relax.cumsum %0 axis = 0 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
    relax.yield %1
  } else {
    %0 = relax.exp %x : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
    %1 = relax.cumsum %0 axis = 0 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
    %2 = relax.exp %1 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
    relax.yield %2
  }
  %s = relax.sum %r axis = [1] : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n], f32>
  relax.return %s
}
