// Nested tuples, closures that are made in one place and called in another, functions that call each other, an early loop that
// runs not at all, integers that wrap.
// FUZZ: --input x=random:2x3:i32 --input k=random::i64 --input n=2
// FUZZ: --input x=random:2x0:i32 --input k=random::i64 --input n=2
// FUZZ: --input x=random:3x3:i32 --input k=random::i64 --input n=2
module {
  relax.func private @even(%k: !relax.tensor<[], i64>, %x: !relax.tensor<[a, b], i32>) -> !relax.tensor<[a, b], i32> {
    %zero = relax.constant dense<0> : tensor<i64>
    %one = relax.constant dense<1> : tensor<i64>
    %go = relax.greater %k, %zero : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    %0 = relax.if %go : !relax.tensor<[], i1> -> (!relax.tensor<[a, b], i32>) {
      %less = relax.subtract %k, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
      %1 = relax.call @odd(%less, %x) : (!relax.tensor<[], i64>, !relax.tensor<[a, b], i32>) -> !relax.tensor<[a, b], i32>
      relax.yield %1
    } else {
      relax.yield %x
    }
    relax.return %0
  }
  relax.func private @odd(%k: !relax.tensor<[], i64>, %x: !relax.tensor<[c, d], i32>) -> !relax.tensor<[c, d], i32> {
    %0 = relax.multiply %x, %x : (!relax.tensor<[c, d], i32>, !relax.tensor<[c, d], i32>) -> !relax.tensor<[c, d], i32>
    %1 = relax.call @even(%k, %0) : (!relax.tensor<[], i64>, !relax.tensor<[c, d], i32>) -> !relax.tensor<[c, d], i32>
    %2 = relax.add %1, %x : (!relax.tensor<[c, d], i32>, !relax.tensor<[c, d], i32>) -> !relax.tensor<[c, d], i32>
    relax.return %2
  }
  relax.func private @pair(%x: !relax.tensor<[s, t], i32>) -> tuple<!relax.tensor<[s], i32>, tuple<!relax.tensor<[s, t], i32>, !relax.tensor<[t], i32>>> {
    %0 = relax.sum %x axis = [1] : (!relax.tensor<[s, t], i32>) -> !relax.tensor<[s], i32>
    %1 = relax.sum %x axis = [0] : (!relax.tensor<[s, t], i32>) -> !relax.tensor<[t], i32>
    %2 = relax.tuple(%x, %1) : (!relax.tensor<[s, t], i32>, !relax.tensor<[t], i32>) -> tuple<!relax.tensor<[s, t], i32>, !relax.tensor<[t], i32>>
    %3 = relax.tuple(%0, %2) : (!relax.tensor<[s], i32>, tuple<!relax.tensor<[s, t], i32>, !relax.tensor<[t], i32>>) -> tuple<!relax.tensor<[s], i32>, tuple<!relax.tensor<[s, t], i32>, !relax.tensor<[t], i32>>>
    relax.return %3
  }
  relax.func @main(%x: !relax.tensor<[n, m], i32>, %k: !relax.tensor<[], i64>, %n: !sym.int<n>) -> (!relax.tensor<[m], i32>, !relax.tensor<[n, m], i32>, tuple<!relax.tensor<[n], i32>, tuple<!relax.tensor<[n, m], i32>, !relax.tensor<[m], i32>>>) {
    %0 = relax.call @even(%k, %x) : (!relax.tensor<[], i64>, !relax.tensor<[n, m], i32>) -> !relax.tensor<[n, m], i32>
    %1 = relax.call @pair(%0) : (!relax.tensor<[n, m], i32>) -> tuple<!relax.tensor<[n], i32>, tuple<!relax.tensor<[n, m], i32>, !relax.tensor<[m], i32>>>
    %2 = relax.tuple_get_item %1[1] : tuple<!relax.tensor<[n], i32>, tuple<!relax.tensor<[n, m], i32>, !relax.tensor<[m], i32>>> -> tuple<!relax.tensor<[n, m], i32>, !relax.tensor<[m], i32>>
    %3 = relax.tuple_get_item %2[1] : tuple<!relax.tensor<[n, m], i32>, !relax.tensor<[m], i32>> -> !relax.tensor<[m], i32>
    %4 = relax.tuple_get_item %2[0] : tuple<!relax.tensor<[n, m], i32>, !relax.tensor<[m], i32>> -> !relax.tensor<[n, m], i32>
    %5 = relax.add %4, %3 : (!relax.tensor<[n, m], i32>, !relax.tensor<[m], i32>) -> !relax.tensor<[n, m], i32>
    relax.return %3, %5, %1
  }
}
