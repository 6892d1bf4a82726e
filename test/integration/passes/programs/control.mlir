// Branches that use different storage, a loop that carries a tensor and captures others, a branch within a loop, a closure.
// FUZZ: --input c=random::i1 --seed=1 --input x=random:3:f32 --input k=random::i64
// FUZZ: --input c=random::i1 --seed=2 --input x=random:1:f32 --input k=random::i64
// FUZZ: --input c=random::i1 --seed=5 --input x=random:0:f32 --input k=random::i64
module {
  relax.func private @captured(%v: !relax.tensor<[?], f32>, %w: !relax.tensor<[1], f32>) -> !relax.tensor<[?], f32> {
    %0 = relax.add %v, %w : (!relax.tensor<[?], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<[?], f32>
    relax.return %0
  }
  relax.func @main(%c: !relax.tensor<[], i1>, %x: !relax.tensor<[n], f32>, %k: !relax.tensor<[], i64>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[?], f32>) {
    %half = relax.constant dense<0.5> : tensor<1xf32>
    %zero = relax.constant dense<0> : tensor<i64>
    %one = relax.constant dense<1> : tensor<i64>
    %before = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
      %1 = relax.add %before, %x : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %2 = relax.tanh %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %3 = relax.multiply %2, %1 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.yield %3
    } else {
      %1 = relax.multiply %before, %half : (!relax.tensor<[n], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<[n], f32>
      relax.yield %1
    }
    %loop:3 = relax.while (%i = %zero, %a = %0, %b = %x) : (!relax.tensor<[], i64>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
      %go = relax.less %i, %k : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
      %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
      relax.condition(%go) %j, %a, %b
    } do {
    ^bb0(%i: !relax.tensor<[], i64>, %a: !relax.tensor<[n], f32>, %b: !relax.tensor<[n], f32>):
      %sum = relax.add %b, %before : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %next = relax.multiply %sum, %half : (!relax.tensor<[n], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<[n], f32>
      %chosen = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
        %t = relax.tanh %next : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.yield %t
      } else {
        relax.yield %next
      }
      relax.yield %i, %chosen, %a
    }
    %f = relax.make_closure @captured(%half) : (!relax.tensor<[1], f32>) -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
    %v = relax.forget %loop#2 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
    %r = relax.invoke_closure %f(%v) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    relax.return %loop#1, %before, %r
  }
}
