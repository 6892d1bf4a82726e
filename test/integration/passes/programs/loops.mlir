// Loops that carry what nobody needs, what does not change, and what changes places; expressions that are the same in each round.
// FUZZ: --input x=random:3:f32 --input y=random:3:f32 --input k=random::i64 --seed=1
// FUZZ: --input x=random:1:f32 --input y=random:1:f32 --input k=random::i64 --seed=2
// FUZZ: --input x=random:0:f32 --input y=random:0:f32 --input k=random::i64 --seed=5
module {
  relax.func @main(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>, %k: !relax.tensor<[], i64>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
    %zero = relax.constant dense<0> : tensor<i64>
    %one = relax.constant dense<1> : tensor<i64>
    %four = relax.constant dense<4> : tensor<i64>
    %few = relax.minimum %k, %four : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
    %r:6 = relax.while (%i = %zero, %a = %x, %b = %y, %dead = %x, %other = %y, %same = %y) : (!relax.tensor<[], i64>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[], i64>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
      %go = relax.less %i, %few : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
      relax.condition(%go) %same, %i, %b, %a, %other, %dead
    } do {
    ^bb0(%same: !relax.tensor<[n], f32>, %i: !relax.tensor<[], i64>, %b: !relax.tensor<[n], f32>, %a: !relax.tensor<[n], f32>, %other: !relax.tensor<[n], f32>, %dead: !relax.tensor<[n], f32>):
      %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
      %0 = relax.tanh %same : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %1 = relax.add %a, %0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      %s:2 = relax.while (%m = %zero, %c = %1, %d = %other) : (!relax.tensor<[], i64>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
        %go = relax.less %m, %j : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
        relax.condition(%go) %c, %d
      } do {
      ^bb0(%c: !relax.tensor<[n], f32>, %d: !relax.tensor<[n], f32>):
        %2 = relax.sin %c : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %3 = relax.cos %d : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.yield %j, %2, %3
      }
      %go = relax.equal %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
      %t:2 = relax.if %go : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
        %4 = relax.negative %dead : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        relax.yield %s#0, %4
      } else {
        relax.yield %1, %s#1
      }
      relax.yield %j, %b, %t#0, %s#1, %t#1, %same
    }
    relax.return %r#2, %r#3, %r#0
  }
}
