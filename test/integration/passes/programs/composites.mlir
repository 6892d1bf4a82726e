// Composite functions as patterns of a file leave them: chains, a diamond, a way out and back through another operator, two
// backends, one that a branch calls. Functions with `relax.codegen` that no backend takes are functions as others are.
// FUZZ: --seed=1 --input x=random:3x4:f32 --input w=random:4:f32 --input c=random::i1
// FUZZ: --seed=2 --input x=random:1x4:f32 --input w=random:4:f32 --input c=random::i1
module {
  relax.func private pure @add(%a: !relax.tensor<[n, m], f32>, %b: !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32> attributes {relax.composite = "one.add"} {
    %0 = relax.add %a, %b : (!relax.tensor<[n, m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n, m], f32>
    relax.return %0
  }
  relax.func private pure @gate(%a: !relax.tensor<[s, t], f32>) -> !relax.tensor<[s, t], f32> attributes {relax.composite = "one.gate"} {
    %0 = relax.sigmoid %a : (!relax.tensor<[s, t], f32>) -> !relax.tensor<[s, t], f32>
    %1 = relax.multiply %a, %0 : (!relax.tensor<[s, t], f32>, !relax.tensor<[s, t], f32>) -> !relax.tensor<[s, t], f32>
    relax.return %1
  }
  relax.func private pure @sum(%a: !relax.tensor<[p, q], f32>) -> !relax.tensor<[p], f32> attributes {relax.composite = "two.sum"} {
    %0 = relax.sum %a axis = [1] : (!relax.tensor<[p, q], f32>) -> !relax.tensor<[p], f32>
    relax.return %0
  }
  relax.func @main(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4], f32>, %c: !relax.tensor<[], i1>) -> (!relax.tensor<[n, 4], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n, 4], f32>) {
    %0 = relax.call pure @add(%x, %w) : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    %1 = relax.call pure @gate(%0) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %2 = relax.exp %1 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
    %3 = relax.call pure @add(%2, %w) : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
    %4 = relax.call pure @sum(%1) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n], f32>
    %5 = relax.call pure @sum(%3) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n], f32>
    %6 = relax.add %4, %5 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %7 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n, 4], f32>) {
      %8 = relax.call pure @gate(%3) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
      %9 = relax.call pure @add(%8, %w) : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
      relax.yield %9
    } else {
      relax.yield %1
    }
    relax.return %3, %6, %7
  }
}
