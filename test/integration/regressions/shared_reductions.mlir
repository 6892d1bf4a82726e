// Reductions over one input, of what element-wise operators make of it: one kernel, whatever the order, rows or none.
// CASE: x = f32(arange(24).reshape(2, 3, 4) % 7) / 7; g = f32(arange(4))
// GIVES: exp(x).sum(2), x.max(2), (x * x).sum(2), (x * g).min(2), exp(x).max(), x.sum(), (x - x.max(2, keepdims=True)).sum(2)
// CASE: x = f32(arange(4).reshape(1, 1, 4)); g = f32(ones(4))
// GIVES: exp(x).sum(2), x.max(2), (x * x).sum(2), (x * g).min(2), exp(x).max(), x.sum(), (x - x.max(2, keepdims=True)).sum(2)
relax.func @main(%x: !relax.tensor<[n, m, 4], f32>, %g: !relax.tensor<[4], f32>) -> (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>, !relax.tensor<[n, m], f32>, !relax.tensor<[], f32>, !relax.tensor<[], f32>, !relax.tensor<[n, m], f32>) {
  %e = relax.exp %x : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m, 4], f32>
  %0 = relax.sum %e axis = [2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], f32>
  %1 = relax.max %x axis = [2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], f32>
  %s = relax.multiply %x, %x : (!relax.tensor<[n, m, 4], f32>, !relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m, 4], f32>
  %2 = relax.sum %s axis = [2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], f32>
  %y = relax.multiply %x, %g : (!relax.tensor<[n, m, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, m, 4], f32>
  %3 = relax.min %y axis = [2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], f32>
  %4 = relax.max %e : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[], f32>
  %5 = relax.sum %x : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[], f32>
  %k = relax.max %x axis = [2] keepdims : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m, 1], f32>
  %d = relax.subtract %x, %k : (!relax.tensor<[n, m, 4], f32>, !relax.tensor<[n, m, 1], f32>) -> !relax.tensor<[n, m, 4], f32>
  %6 = relax.sum %d axis = [2] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m], f32>
  relax.return %0, %1, %2, %3, %4, %5, %6
}
