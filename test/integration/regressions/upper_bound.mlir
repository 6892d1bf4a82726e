// An upper bound may size storage; what is computed has the size that it has.
// RELAXC: --dim-range n=1:64 --dim-range m=1:
// CASE: x = f32(arange(6).reshape(2, 3))
// GIVES: tanh(exp(-x)).sum(1)
// CASE: x = f32(linspace(0, 1, 64 * 7).reshape(64, 7))
// GIVES: tanh(exp(-x)).sum(1)
// CASE: x = f32(zeros((65, 1)))
// FAILS: upper bound
relax.func @main(%x: !relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.negative %x : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.exp %0 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %2 = relax.tanh %1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
  %3 = relax.sum %2 axis = [1] : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n], f32>
  relax.return %3
}
