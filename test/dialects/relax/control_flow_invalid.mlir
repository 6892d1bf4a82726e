// RUN: relax-opt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

relax.func @dataflow_effects(%x: !relax.object) {
  relax.dataflow {
    // expected-error @+1 {{must have no memory effects in relax.dataflow}}
    relax.call_packed "print"(%x) : (!relax.object) -> ()
    relax.output
  }
  relax.return
}

// -----

relax.func @dataflow_nested_effects(%x: !relax.object, %c: i1) {
  relax.dataflow {
    // expected-error @+1 {{must have no memory effects in relax.dataflow}}
    relax.if %c : i1 {
      relax.call_packed "print"(%x) : (!relax.object) -> ()
      relax.yield
    } else {
      relax.yield
    }
    relax.output
  }
  relax.return
}

// -----

relax.func private @impure()
relax.func @dataflow_call() {
  relax.dataflow {
    // expected-error @+1 {{must have no memory effects in relax.dataflow}}
    relax.call @impure() : () -> ()
    relax.output
  }
  relax.return
}

// -----

relax.func @dataflow_types(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{along control flow edge}}
  %0 = "relax.dataflow"() ({
    // expected-note @+1 {{region branch point}}
    relax.output %x
  }) : () -> !relax.tensor<[?], f32>
  relax.return
}

// -----

relax.func @dataflow_terminator() {
  // expected-error @+1 {{region must end in relax.output}}
  relax.dataflow {
    "test.terminator"() : () -> ()
  }
  relax.return
}

// -----

relax.func @dataflow_arguments() {
  // expected-error @+1 {{region must have no arguments, got 1}}
  "relax.dataflow"() ({
  ^bb0(%x: i64):
    relax.output
  }) : () -> ()
  relax.return
}

// -----

relax.func @dataflow_empty() {
  // expected-error @+1 {{region #0 ('body') failed to verify constraint: region with 1 blocks}}
  relax.dataflow {
  }
  relax.return
}

// -----

relax.func @dataflow_results() {
  // expected-error @+1 {{cannot name an operation with no results}}
  %0 = relax.dataflow {
    relax.output
  }
  relax.return
}

// -----

relax.func @output_parent() {
  // expected-error @+1 {{expects parent op 'relax.dataflow'}}
  relax.output
}

// -----

relax.func @if_condition(%c: i32) {
  // expected-error @+1 {{operand #0 must be i1 or tensor of rank 0 of i1, but got 'i32'}}
  relax.if %c : i32 {
    relax.yield
  } else {
    relax.yield
  }
  relax.return
}

// -----

relax.func @if_types(%c: i1, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[?], f32>) {
  %0 = relax.if %c : i1 -> (!relax.tensor<[?], f32>) {
    // expected-error @+1 {{must yield the types of the results of relax.if, got '!relax.tensor<[n], f32>' and '!relax.tensor<[?], f32>' at 0}}
    relax.yield %x
  } else {
    relax.yield %y
  }
  relax.return
}

// -----

relax.func @if_count(%c: i1, %x: !relax.object) {
  // expected-error @+1 {{region branch point has 1 operands, but region successor needs 0 inputs}}
  relax.if %c : i1 {
    relax.yield
  } else {
    // expected-note @+1 {{region branch point}}
    relax.yield %x
  }
  relax.return
}

// -----

relax.func @if_terminator(%c: i1) {
  // expected-error @+1 {{the second region must end in relax.yield}}
  relax.if %c : i1 {
    relax.yield
  } else {
    "test.terminator"() : () -> ()
  }
  relax.return
}

// -----

relax.func @if_symbol_results(%c: i1) {
  // expected-error @+1 {{must return one '!sym.int' for each fresh symbol, got 0 results and 1 symbols}}
  relax.if %c : i1 symbols ["s"] {
    relax.yield
  } else {
    relax.yield
  }
  relax.return
}

// -----

relax.func @if_symbol_order(%c: i1, %n: !sym.int<n>, %x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{last results must be the '!sym.int' of the fresh symbols in order, got '!relax.tensor<[s], f32>' and '!sym.int<s>'}}
  %s, %0 = relax.if %c : i1 symbols ["s"] -> (!sym.int<s>, !relax.tensor<[s], f32>) {
    relax.yield %n, %x
  } else {
    relax.yield %n, %x
  }
  relax.return
}

// -----

relax.func @if_symbol_value(%c: i1, %n: !sym.int<n>, %x: !relax.tensor<[n], f32>, %i: i64) {
  %0, %s = relax.if %c : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
    relax.yield %x, %n
  } else {
    // expected-error @+1 {{must yield a '!sym.int' for fresh symbol 's', got 'i64'}}
    relax.yield %x, %i
  }
  relax.return
}

// -----

relax.func @if_symbol_types(%c: i1, %n: !sym.int<n>, %m: !sym.int<m>, %x: !relax.tensor<[n], f32>) {
  %0, %s = relax.if %c : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
    relax.yield %x, %n
  } else {
    // expected-error @+1 {{must yield the types of the results of relax.if, got '!relax.tensor<[n], f32>' and '!relax.tensor<[m], f32>' at 0}}
    relax.yield %x, %m
  }
  relax.return
}

// -----

relax.func @if_overflow(%c: i1, %x: !relax.tensor<[9223372036854775807], f32>) {
  %n = sym.value 3 : !sym.int<3>
  %0, %s = relax.if %c : i1 symbols ["s"] -> (!relax.tensor<[9223372036854775807 * s], f32>, !sym.int<s>) {
    // expected-error @+1 {{type of result 0 does not fit in 64 bits in this branch: '!relax.tensor<[9223372036854775807 * s], f32>'}}
    relax.yield %x, %n
  } else {
    relax.yield %x, %n
  }
  relax.return
}

// -----

relax.func @yield_parent() {
  // expected-error @+1 {{expects parent op to be one of 'relax.if, relax.while'}}
  relax.yield
}

// -----

relax.func @while_types(%c: i1, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[?], f32>) {
  // expected-error @+1 {{along control flow edge}}
  %0 = relax.while (%a = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    relax.condition(%c) %a
  } do {
  ^bb0(%b: !relax.tensor<[n], f32>):
    // expected-note @+1 {{region branch point}}
    relax.yield %y
  }
  relax.return
}

// -----

relax.func @while_results(%c: i1, %x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{along control flow edge}}
  %0 = relax.while (%a = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
    // expected-note @+1 {{region branch point}}
    relax.condition(%c) %a
  } do {
  ^bb0(%b: !relax.tensor<[n], f32>):
    relax.yield %b
  }
  relax.return
}

// -----

relax.func @while_condition(%c: i1) {
  // expected-error @+1 {{the first region must end in relax.condition}}
  relax.while : () -> () {
    "test.terminator"() : () -> ()
  } do {
    relax.yield
  }
  relax.return
}

// -----

relax.func @while_yield(%c: i1) {
  // expected-error @+1 {{the second region must end in relax.yield}}
  relax.while : () -> () {
    relax.condition(%c)
  } do {
    "test.terminator"() : () -> ()
  }
  relax.return
}

// -----

relax.func @while_inits(%c: i1) {
  // expected-error @+1 {{expected as many types as carried values, got 1 and 0}}
  relax.while : (i1) -> () {
    relax.condition(%c)
  } do {
    relax.yield
  }
  relax.return
}

// -----

relax.func @condition_parent(%c: i1) {
  // expected-error @+1 {{expects parent op 'relax.while'}}
  relax.condition(%c)
}
