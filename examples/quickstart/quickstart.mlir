// The first program: a graph with symbolic shapes, a loop-level kernel, and a
// packed function that updates its argument in place, in one module.
//
//   relaxc quickstart.mlir -o quickstart.so
//   relax-run quickstart.so --load-library libcustom_ops.so
//             --input x=x.npy --input w=w.npy --output-dir out

module {
  // Y = exp(X), element by element. The buffer type defines the symbol n.
  tir.prim_func @exp(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      tir.block "exp" iters(%vi: spatial [0, %n) = %i) {
        %x = tir.load %X[%vi]
        %y = math.exp %x : f32
        tir.store %y, %Y[%vi]
      }
    }
  }

  // Nothing is known of %w, not even its rank: match_cast checks that it is a
  // matrix whose first dimension is k, and defines m from its second.
  relax.func @main(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<*, f32>) -> !relax.tensor<[?], f32> {
    %gv0, %gm = relax.dataflow {
      %lv0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k, m], f32>, !sym.int<m>
      %lv1 = relax.matmul %x, %lv0 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, m], f32>) -> !relax.tensor<[n, m], f32>
      %lv2 = relax.flatten %lv1 : (!relax.tensor<[n, m], f32>) -> !relax.tensor<[n * m], f32>
      %lv3 = relax.call_tir @exp(%lv2) : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
      relax.output %lv3, %m : !relax.tensor<[n * m], f32>, !sym.int<m>
    }
    // A library provides this function; it may write its operand 0, and the
    // new value %gv1 stands for what it leaves there.
    %gv1 = relax.call_packed "custom_inplace_update"(%gv0) mutates [0] : (!relax.tensor<[n * m], f32>) -> !relax.tensor<[n * m], f32>
    %r = relax.forget %gv1 : !relax.tensor<[n * m], f32> -> !relax.tensor<[?], f32>
    relax.return %r : !relax.tensor<[?], f32>
  }
}
