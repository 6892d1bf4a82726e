// An upper bound may size storage; what is computed has the size that it has.
// RELAXC: --use-upper-bounds --dim-range n=1:64 --dim-range m=1:8
// CASE: x = f32(arange(6).reshape(2, 3))
// GIVES: cumsum(cumsum(tanh(x), 1), 0).sum(1)
// CASE: x = f32(linspace(0, 1, 64 * 8).reshape(64, 8))
// GIVES: cumsum(cumsum(tanh(x), 1), 0).sum(1)
// CASE: x = f32(linspace(0, 1, 8).reshape(1, 8))
// GIVES: cumsum(cumsum(tanh(x), 1), 0).sum(1)
// CASE: x = f32(zeros((65, 1)))
// FAILS: upper bound of symbol n, dimension 0 of x: got 65 and 64
// CASE: x = f32(zeros((1, 9)))
// FAILS: upper bound of symbol m, dimension 1 of x: got 9 and 8
relax.func @main(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.tanh %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.cumsum %0 axis = 1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %2 = relax.cumsum %1 axis = 0 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %3 = relax.sum %2 axis = [1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  relax.return %3
}
