// Indices that come from data and from scalars: checked at run time; divisions, shifts and masks on the way.
module {
  tir.prim_func @gather(%X: !tir.buffer<[n], f32>, %I: !tir.buffer<[m], i64>, %shift: i64, %Y: !tir.buffer<[m], f32>) {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    %size = sym.to_index %n : !sym.int<n> -> index
    %first = arith.index_cast %shift : i64 to index
    tir.for %i = 0 to %m {
      %at = tir.load %I[%i]
      %raw = arith.index_cast %at : i64 to index
      %moved = arith.addi %raw, %first : index
      %index = arith.remui %moved, %size : index
      %x = tir.load %X[%index]
      tir.store %x, %Y[%i]
    }
  }
  tir.prim_func @histogram(%I: !tir.buffer<[m], i64>, %H: !tir.buffer<[4], i64>) {
    %m = sym.value m : !sym.int<m>
    %zero = arith.constant 0 : i64
    %one = arith.constant 1 : i64
    %mask = arith.constant 3 : i64
    tir.for %i = 0 to 4 {
      tir.store %zero, %H[%i]
    }
    tir.for %i = 0 to %m {
      %at = tir.load %I[%i]
      %half = arith.shrui %at, %one : i64
      %bucket = arith.andi %half, %mask : i64
      %index = arith.index_castui %bucket : i64 to index
      %old = tir.load %H[%index]
      %new = arith.addi %old, %one : i64
      tir.store %new, %H[%index]
    }
  }
  relax.func @main(%x: !relax.tensor<[n], f32>, %i: !relax.tensor<[m], i64>, %shift: i64) -> (!relax.tensor<[m], f32>, !relax.tensor<[4], i64>) {
    %0 = relax.call_tir @gather(%x, %i, %shift) : (!relax.tensor<[n], f32>, !relax.tensor<[m], i64>, i64) -> !relax.tensor<[m], f32>
    %1 = relax.call_tir @histogram(%i) : (!relax.tensor<[m], i64>) -> !relax.tensor<[4], i64>
    relax.return %0, %1
  }
}
