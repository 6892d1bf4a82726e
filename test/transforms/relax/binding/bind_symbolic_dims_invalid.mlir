// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-bind-symbolic-dims
// RUN: not relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-bind-symbolic-dims{dims=zz=4})' 2>&1 | FileCheck %s --check-prefix=NAME
// RUN: not relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-bind-symbolic-dims{dims=n})' 2>&1 | FileCheck %s --check-prefix=NUMBER

// NAME: 'dims' must name a symbol of a function's signature, got 'zz'
// NAME: symbols of this model: n
// NUMBER: option 'dims' must be NAME=VALUE with an integer, got 'n'

// expected-error @+1 {{value of size 'n' must not be negative, got -1}}
relax.func @negative(%x: !relax.tensor<[n], f32>) attributes {relax.dims = {n = -1 : i64}} {
  relax.return
}

// -----

// expected-error @+1 {{value of 'n' must be in the range that the function states, got 20 and array<i64: 1, 16>}}
relax.func @range(%x: !relax.tensor<[n], f32>) attributes {relax.dims = {n = 20 : i64}, sym.ranges = {n = array<i64: 1, 16>}} {
  relax.return
}

// -----

// expected-error @+1 {{value of 'n' must be a multiple of what the function states, got 20 and 16}}
relax.func @divisible(%x: !relax.tensor<[n], f32>) attributes {relax.dims = {n = 20 : i64}, sym.divisible = {n = 16 : i64}} {
  relax.return
}

// -----

// expected-error @+1 {{dimensions cannot be fixed: an expression overflows or divides by zero}}
relax.func @overflow(%x: !relax.tensor<[n, 4 * n], f32>) attributes {relax.dims = {n = 4611686018427387904 : i64}} {
  relax.return
}

// -----

// expected-error @+1 {{'relax.dims' must name symbols of the signature, got "m"}}
relax.func @name(%x: !relax.tensor<[n], f32>) attributes {relax.dims = {m = 1 : i64}} {
  relax.return
}

// -----

// expected-error @+1 {{'relax.dims' must be a dictionary from symbols to integers, got 3}}
relax.func @kind(%x: !relax.tensor<[n], f32>) attributes {relax.dims = 3} {
  relax.return
}

// -----

// expected-error @+1 {{the signature of @closure cannot change: its name is used as a value}}
relax.func @closure(%x: !relax.tensor<[n], f32>) attributes {relax.dims = {n = 1 : i64}} {
  relax.return
}
relax.func @f() -> !relax.object {
  // expected-note @+1 {{it is used here}}
  %0 = relax.make_closure @closure() : () -> !relax.object
  relax.return %0 : !relax.object
}
