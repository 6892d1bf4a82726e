// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-bind-params

// expected-error @+1 {{value of parameter 'w' must fit its type, got 'tensor<2xf64>' and '!relax.tensor<[k], f32>'}}
relax.func @element_type(%w: !relax.tensor<[k], f32> {relax.value = dense<1.0> : tensor<2xf64>}) {
  relax.return
}

// -----

// expected-error @+1 {{value of parameter 'w' must fit its type}}
relax.func @rank(%w: !relax.tensor<[k], f32> {relax.value = dense<1.0> : tensor<2x2xf32>}) {
  relax.return
}

// -----

// expected-error @+1 {{value of parameter 'w' must fit its type}}
relax.func @no_tensor(%w: !relax.object {relax.value = dense<1.0> : tensor<2xf32>}) {
  relax.return
}

// -----

// expected-error @+1 {{'relax.value' must be a tensor, got "x" for parameter 0}}
relax.func @no_value(%w: !relax.tensor<[k], f32> {relax.value = "x"}) {
  relax.return
}

// -----

// expected-error @+1 {{sizes of the values of parameters must agree, got 3 for k, which is 2}}
relax.func @disagree(%v: !relax.tensor<[k], f32> {relax.value = dense<1.0> : tensor<2xf32>},
                     %w: !relax.tensor<[k], f32> {relax.value = dense<1.0> : tensor<3xf32>}) {
  relax.return
}

// -----

// expected-error @+1 {{parameters of @called cannot be bound: its name is used in the module}}
relax.func @called(%w: !relax.tensor<[2], f32> {relax.value = dense<1.0> : tensor<2xf32>}) {
  relax.return
}
relax.func @caller(%w: !relax.tensor<[2], f32>) {
  // expected-note @+1 {{it is used here}}
  relax.call @called(%w) : (!relax.tensor<[2], f32>) -> ()
  relax.return
}

// -----

// expected-error @+1 {{value of 'k' must be in the range that the function states, got 2 and array<i64: 4>}}
relax.func @range(%w: !relax.tensor<[k], f32> {relax.value = dense<1.0> : tensor<2xf32>}) attributes {sym.ranges = {k = array<i64: 4>}} {
  relax.return
}
