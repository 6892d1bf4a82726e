// Functions, recursion through a condition, tuples, a closure, a loop that runs a bounded number of times.
module {
  relax.func private @scale(%a: !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32> {
    %0 = relax.multiply %a, %a : (!relax.tensor<[s], f32>, !relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
    relax.return %0
  }
  relax.func private @captured(%v: !relax.tensor<[?], f32>, %w: !relax.tensor<[1], f32>) -> !relax.tensor<[?], f32> {
    %0 = relax.add %v, %w : (!relax.tensor<[?], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<[?], f32>
    relax.return %0
  }
  relax.func @main(%c: !relax.tensor<[], i1>, %x: !relax.tensor<[n], f32>, %one: !relax.tensor<[1], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[?], f32>) {
    %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
      %3 = relax.call @scale(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.yield %3
    } else {
      %3 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.yield %3
    }
    %t = relax.tuple(%0, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>>
    %1 = relax.tuple_get_item %t[0] : tuple<!relax.tensor<[n], f32>, !relax.tensor<[n], f32>> -> !relax.tensor<[n], f32>
    %f = relax.make_closure @captured(%one) : (!relax.tensor<[1], f32>) -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
    %v = relax.forget %1 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
    %2 = relax.invoke_closure %f(%v) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    relax.return %1, %2
  }
}
