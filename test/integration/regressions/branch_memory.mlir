// Each branch has memory of its own size, within a branch as well; what a branch yields or takes from outside lives as long as it is used.
// CASE: c = i1(True); d = i1(False); x = f32(arange(6).reshape(2, 3)); y = f32(arange(300).reshape(100, 3) % 7)
// GIVES: cumsum(cumsum(x, 0), 1).sum(0) + x.sum(0), cumsum(x, 0)
// CASE: c = i1(False); d = i1(True); x = f32(arange(6).reshape(2, 3)); y = f32(arange(300).reshape(100, 3) % 7)
// GIVES: cumsum(cumsum(y, 1), 1).sum(0) + x.sum(0), cumsum(x, 0) * 2
// CASE: c = i1(False); d = i1(False); x = f32(arange(60).reshape(20, 3) % 5); y = f32(arange(6).reshape(2, 3) % 7)
// GIVES: cumsum(cumsum(cumsum(x, 0), 1), 0).sum(0) + y.sum(0) + x.sum(0), cumsum(x, 0) * 2
// CASE: c = i1(False); d = i1(False); x = f32(ones((1, 3))); y = f32(zeros((0, 3)))
// GIVES: cumsum(cumsum(cumsum(x, 0), 1), 0).sum(0) + y.sum(0) + x.sum(0), cumsum(x, 0) * 2
relax.func @main(%c: !relax.tensor<[], i1>, %d: !relax.tensor<[], i1>, %x: !relax.tensor<[n, 3], f32>, %y: !relax.tensor<[m, 3], f32>)
    -> (!relax.tensor<[3], f32>, !relax.tensor<[n, 3], f32>) {
  %e = relax.cumsum %x axis = 0 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
  %r, %s = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[3], f32>, !relax.tensor<[n, 3], f32>) {
    %0 = relax.cumsum %e axis = 1 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
    %1 = relax.sum %0 axis = [0] : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[3], f32>
    relax.yield %1, %e
  } else {
    %q = relax.if %d : !relax.tensor<[], i1> -> (!relax.tensor<[3], f32>) {
      %0 = relax.cumsum %y axis = 1 : (!relax.tensor<[m, 3], f32>) -> !relax.tensor<[m, 3], f32>
      %1 = relax.cumsum %0 axis = 1 : (!relax.tensor<[m, 3], f32>) -> !relax.tensor<[m, 3], f32>
      %2 = relax.sum %1 axis = [0] : (!relax.tensor<[m, 3], f32>) -> !relax.tensor<[3], f32>
      relax.yield %2
    } else {
      %0 = relax.cumsum %e axis = 1 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
      %1 = relax.cumsum %0 axis = 0 : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
      %2 = relax.sum %1 axis = [0] : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[3], f32>
      %3 = relax.sum %y axis = [0] : (!relax.tensor<[m, 3], f32>) -> !relax.tensor<[3], f32>
      %4 = relax.add %2, %3 : (!relax.tensor<[3], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[3], f32>
      relax.yield %4
    }
    %t = relax.add %e, %e : (!relax.tensor<[n, 3], f32>, !relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
    relax.yield %q, %t
  }
  // Behind the branches, so that what they yield is in use.
  %row = relax.sum %x axis = [0] : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[3], f32>
  %o = relax.add %r, %row : (!relax.tensor<[3], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[3], f32>
  relax.return %o, %s
}
