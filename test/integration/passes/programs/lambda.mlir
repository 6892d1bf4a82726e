// Functions inside functions: captured tensors, sizes and constants, recursion, a lambda in a lambda that calls the outer one, one that
// goes on as a value, one in a branch and one in a loop.
// FUZZ: --input x=random:3:f32 --input w=random:6:f32 --input k=random::i64 --seed=1
// FUZZ: --input x=random:1:f32 --input w=random:2:f32 --input k=random::i64 --seed=4
// FUZZ: --input x=random:0:f32 --input w=random:0:f32 --input k=random::i64 --seed=2
// FUZZ: --input x=random:3:f32 --input w=random:5:f32 --input k=random::i64 --seed=2
module {
  // Calls a closure twice.
  relax.func private @twice(%f: !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, %x: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
    %0 = relax.invoke_closure %f(%x) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    %1 = relax.invoke_closure %f(%0) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    relax.return %1
  }
  relax.func @main(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[2 * n], f32>, %k: !relax.tensor<[], i64>) -> (!relax.tensor<[n], f32>, !relax.tensor<[?], f32>, !relax.tensor<[?], f32>, !relax.tensor<[?], f32>) {
    %half = relax.constant dense<0.5> : tensor<f32>
    %zero = relax.constant dense<0> : tensor<i64>
    %one = relax.constant dense<1> : tensor<i64>
    %three = relax.constant dense<3> : tensor<i64>
    %open = relax.forget %x : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
    %wide = relax.forget %w : !relax.tensor<[2 * n], f32> -> !relax.tensor<[?], f32>

    // x * 0.5^3, by recursion.
    %power = relax.lambda pure %self(%v: !relax.tensor<[?], f32>, %i: !relax.tensor<[], i64>) -> !relax.tensor<[?], f32> {
      %go = relax.less %i, %three : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
      %r = relax.if %go : !relax.tensor<[], i1> -> (!relax.tensor<[?], f32>) {
        %known, %a = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[a], f32>, !sym.int<a>
        %less = relax.multiply %known, %half : (!relax.tensor<[a], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[a], f32>
        %next = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
        %u = relax.forget %less : !relax.tensor<[a], f32> -> !relax.tensor<[?], f32>
        %deep = relax.invoke_pure_closure %self(%u, %next) : (!relax.callable<pure (!relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>
        relax.yield %deep
      } else {
        relax.yield %v
      }
      relax.lambda_return %r : !relax.tensor<[?], f32>
    }
    %p = relax.invoke_closure %power(%open, %zero) : (!relax.callable<pure (!relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[?], f32>
    %p0 = relax.match_cast %p : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>

    // Only a composite size of what is captured says what n is; the inner lambda captures the outer one's parameter and calls the outer one.
    %outer = relax.lambda %self(%v: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
      %inner = relax.lambda pure %me(%u: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
        %b = relax.match_cast %u : !relax.tensor<[?], f32> -> !relax.tensor<[2 * n], f32>
        %c, %m = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[m], f32>, !sym.int<m>
        %s = relax.sum %c axis = [0] : (!relax.tensor<[m], f32>) -> !relax.tensor<[], f32>
        %d = relax.add %b, %w : (!relax.tensor<[2 * n], f32>, !relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
        %e = relax.add %d, %s : (!relax.tensor<[2 * n], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[2 * n], f32>
        %f = relax.forget %e : !relax.tensor<[2 * n], f32> -> !relax.tensor<[?], f32>
        relax.lambda_return %f : !relax.tensor<[?], f32>
      }
      %loose = relax.forget %inner : !relax.callable<pure (!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>> -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>
      %0 = relax.call @twice(%loose, %wide) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
      relax.lambda_return %0 : !relax.tensor<[?], f32>
    }
    %q = relax.call @twice(%outer, %open) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>

    // In a loop, with what it carries; in a branch of it, itself as a value.
    %loop:2 = relax.while (%i = %zero, %a = %x) : (!relax.tensor<[], i64>, !relax.tensor<[n], f32>) -> (!relax.tensor<[], i64>, !relax.tensor<[n], f32>) {
      %go = relax.less %i, %three : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
      relax.condition(%go) %i, %a
    } do {
    ^bb0(%i: !relax.tensor<[], i64>, %a: !relax.tensor<[n], f32>):
      %j = relax.add %i, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i64>
      %step = relax.lambda %self(%v: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
        %0 = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
        %1 = relax.add %0, %a : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %go = relax.less %j, %one : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
        %2 = relax.forget %1 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
        %3 = relax.if %go : !relax.tensor<[], i1> -> (!relax.tensor<[?], f32>) {
          %4 = relax.call @twice(%self, %2) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
          relax.yield %4
        } else {
          relax.yield %2
        }
        relax.lambda_return %3 : !relax.tensor<[?], f32>
      }
      %b = relax.forget %a : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
      %c = relax.call @twice(%step, %b) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
      %d = relax.match_cast %c : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
      relax.yield %j, %d
    }
    %r = relax.forget %loop#1 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>

    // One of two, and a size as all that is captured.
    %go = relax.less %k, %zero : (!relax.tensor<[], i64>, !relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    %chosen = relax.if %go : !relax.tensor<[], i1> -> (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>) {
      %f = relax.lambda %self(%v: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
        %size = sym.value n : !sym.int<n>
        %0 = relax.shape(%size) : (!sym.int<n>) -> !relax.shape<[n]>
        %1 = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>
        %2 = relax.tanh %1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
        %3 = relax.forget %2 : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
        relax.lambda_return %3 : !relax.tensor<[?], f32>
      }
      relax.yield %f
    } else {
      %f = relax.lambda %self(%v: !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32> {
        relax.lambda_return %v : !relax.tensor<[?], f32>
      }
      relax.yield %f
    }
    %s = relax.invoke_closure %chosen(%open) : (!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
    relax.return %p0, %q, %r, %s
  }
}
