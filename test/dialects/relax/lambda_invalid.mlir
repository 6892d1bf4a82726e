// RUN: relax-opt %s -split-input-file -verify-diagnostics

relax.func @symbol(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{each dimension in the signature of a callable must be a constant or unknown, got symbol 'n' in '!relax.tensor<[n], f32>'}}
  %f = relax.lambda %self(%v: !relax.tensor<[n], f32>) {
    relax.lambda_return
  }
  relax.return
}

// -----

relax.func @terminator() {
  // expected-error @+1 {{'relax.lambda' op body must end in relax.lambda_return}}
  %f = "relax.lambda"() ({
  ^bb0(%self: !relax.callable<() -> ()>):
    llvm.unreachable
  }) : () -> !relax.callable<() -> ()>
  relax.return
}

// -----

relax.func @results() {
  %f = relax.lambda %self(%v: !relax.object) -> i64 {
    // expected-error @+1 {{'relax.lambda_return' op types must be those of the lambda's results, ('i64'), got ('!relax.object')}}
    relax.lambda_return %v : !relax.object
  }
  relax.return
}

// -----

relax.func @arguments() {
  // expected-error @+1 {{'relax.lambda' op arguments of the body must be the closure and the parameters of its signature, ('!relax.callable<(i64) -> ()>', 'i64'), got ('i64')}}
  %f = "relax.lambda"() ({
  ^bb0(%i: i64):
    relax.lambda_return
  }) : () -> !relax.callable<(i64) -> ()>
  relax.return
}

// -----

relax.func @blocks() {
  // expected-error @+1 {{'relax.lambda' op body must be one block, got 0}}
  %f = "relax.lambda"() ({}) : () -> !relax.callable<() -> ()>
  relax.return
}

// -----

relax.func @effects() {
  // expected-note @+1 {{the lambda is declared pure here}}
  %f = relax.lambda pure %self() {
    // expected-error @+1 {{'relax.call_packed' op must have no memory effects in a pure lambda}}
    relax.call_packed "tick"() : () -> ()
    relax.lambda_return
  }
  relax.return
}

// -----

// The body is in the scope of its function.
// expected-note @+1 {{the first definition is in the signature}}
relax.func @twice(%x: !relax.tensor<[n], f32>) {
  %f = relax.lambda %self(%v: !relax.tensor<[?], f32>) {
    // expected-error @+1 {{must not define symbol 'n' a second time in its function}}
    %0, %n = relax.match_cast %v : !relax.tensor<[?], f32> -> !relax.tensor<[n], f32>, !sym.int<n>
    relax.lambda_return
  }
  relax.return
}

// -----

relax.func @place() {
  // expected-error @+1 {{expects parent op 'relax.lambda'}}
  relax.lambda_return
}
