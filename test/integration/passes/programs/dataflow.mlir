// Dataflow regions next to each other and within a branch, with a cast that defines a symbol for a kernel behind it.
// FUZZ: --input c=random::i1 --input x=random:2x3:f32 --input w=random:3x4:f32
// FUZZ: --input c=random::i1 --seed=4 --input x=random:2x3:f32 --input w=random:3x1:f32
// FUZZ: --input c=random::i1 --input x=random:2x3:f32 --input w=random:2x4:f32
module {
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
  relax.func @main(%c: !relax.tensor<[], i1>, %x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<*, f32>) -> (!relax.tensor<[n, ?], f32>, !relax.tensor<[n, k], f32>) {
    %0 = relax.dataflow {
      %w1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
      %1 = relax.matmul %x, %w1 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      %2 = relax.call_tir @fused(%1) : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n, m], f32>
      %3 = relax.forget %2 : !relax.tensor<[n, m], f32> -> !relax.tensor<[n, ?], f32>
      relax.output %3 : !relax.tensor<[n, ?], f32>
    }
    %4 = relax.dataflow {
      %5 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n, k], f32>) {
        %6 = relax.exp %x : (!relax.tensor<[n, k], f32>) -> !relax.tensor<[n, k], f32>
        relax.yield %6
      } else {
        %6 = relax.call_tir @fused(%x) : (!relax.tensor<[n, k], f32>) -> !relax.tensor<[n, k], f32>
        relax.yield %6
      }
      relax.output %5 : !relax.tensor<[n, k], f32>
    }
    relax.return %0, %4
  }
}
