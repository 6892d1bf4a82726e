// One definition of each symbol, and types mention only what their operands, the signature or the operation itself bring.
// RUN: relax-opt %s -split-input-file -verify-diagnostics

// expected-note @+1 {{the first definition is in the signature}}
relax.func @signature_again(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<*, f32>) {
  // expected-error @+1 {{must not define symbol 'n' a second time in its function}}
  %0, %n = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[n], f32>, !sym.int<n>
  relax.return
}

// -----

relax.func @twice(%v: !relax.tensor<*, f32>, %w: !relax.tensor<*, f32>) {
  // expected-note @+1 {{the first definition is here}}
  %0, %m = relax.match_cast %v : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  // expected-error @+1 {{must not define symbol 'm' a second time in its function}}
  %1, %mm = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  relax.return
}

// -----

// No shadowing: not in nested regions, not in two branches.
relax.func @branches(%w: !relax.tensor<*, f32>, %c: i1) {
  relax.if %c : i1 {
    // expected-note @+1 {{the first definition is here}}
    %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    relax.yield
  } else {
    // expected-error @+1 {{must not define symbol 'm' a second time in its function}}
    %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    relax.yield
  }
  relax.return
}

// -----

relax.func @if_shadows(%c: i1, %x: !relax.tensor<[n], f32>, %n: !sym.int<n>) {
  // expected-note @-1 {{the first definition is in the signature}}
  // expected-error @+1 {{must not define symbol 'n' a second time in its function}}
  %0, %s = relax.if %c : i1 symbols ["n"] -> (!relax.tensor<[n], f32>, !sym.int<n>) {
    relax.yield %x, %n
  } else {
    relax.yield %x, %n
  }
  relax.return
}

// -----

// Nothing brings the symbol.
relax.func @no_license(%w: !relax.tensor<*, f32>) {
  // expected-error @+1 {{result type mentions symbol 'm'}}
  %0 = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>
  relax.return
}

// -----

relax.func @packed_invents(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{result type mentions symbol 'm'}}
  %0 = relax.call_pure_packed "f"(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[m], f32>
  relax.return
}

// -----

// A definition that dominates is not enough: the operands have to carry the symbol, so that dominance protects it.
relax.func @not_carried(%w: !relax.tensor<*, f32>, %x: !relax.object) {
  %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  // expected-error @+1 {{result type mentions symbol 'm'}}
  %1 = relax.match_cast %x : !relax.object -> !relax.tensor<[m], f32>
  relax.return
}

// -----

// A dataflow region exports a symbol only along with its value.
relax.func @dataflow_hides(%w: !relax.tensor<*, f32>) {
  // expected-error @+1 {{result type mentions symbol 'm'}}
  %0 = relax.dataflow {
    %1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    relax.output %1
  }
  relax.return
}

// -----

// What a loop defines stays in its round.
relax.func @while_carries(%w: !relax.tensor<*, f32>, %c: i1) {
  // expected-error @+1 {{argument of a region mentions symbol 'm'}}
  %0 = relax.while (%a = %w) : (!relax.tensor<*, f32>) -> !relax.tensor<[m], f32> {
    %1, %m = relax.match_cast %a : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    relax.condition(%c) %1
  } do {
  ^bb0(%b: !relax.tensor<[m], f32>):
    %2 = relax.forget %b : !relax.tensor<[m], f32> -> !relax.tensor<*, f32>
    relax.yield %2
  }
  relax.return
}

// -----

// A symbol of one branch means nothing in the other one.
relax.func @if_branch_symbol(%w: !relax.tensor<*, f32>, %c: i1, %x: !relax.tensor<[n], f32>) {
  %0 = relax.if %c : i1 -> (!relax.tensor<[m], f32>) {
    %1, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    relax.yield %1
  } else {
    // expected-error @+1 {{must yield the types of the results of relax.if, got '!relax.tensor<[n], f32>' and '!relax.tensor<[m], f32>' at 0}}
    relax.yield %x
  }
  relax.return
}

// -----

// Function bodies see nothing of each other.
relax.func private @other(!relax.tensor<[n], f32>)
relax.func @other_function(%w: !relax.tensor<*, f32>) {
  // expected-error @+1 {{result type mentions symbol 'n'}}
  %0 = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[n], f32>
  relax.return
}
