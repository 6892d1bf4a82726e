// RUN: relax-opt %s -split-input-file -verify-diagnostics -relax-split-call-tir-by-pattern

module attributes {relax.tir_patterns} {
  // expected-error @below {{must be a 'tir.prim_func', as everything in a module of patterns}}
  func.func private @f()
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  // expected-error @below {{'tir.prim_func' op as a pattern must have a body}}
  tir.prim_func private @f(!tir.buffer<[4], f32>)
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  // expected-error @below {{attribute 'relax.library' must be the name of a packed function, got 3 : i64}}
  tir.prim_func @f(%A: !tir.buffer<[4], f32>, %B: !tir.buffer<[4], f32>) attributes {relax.library = 3} {
    tir.for %i = 0 to 4 {
      %a = tir.load %A[%i]
      tir.store %a, %B[%i]
    }
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  // expected-error @below {{as a pattern must have a loop or block}}
  tir.prim_func @f(%A: !tir.buffer<[4], f32>) {
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  // expected-error @below {{as a pattern must take compact buffers, got '!tir.buffer<[4], f32, scope "shared">' for 'A'}}
  tir.prim_func @f(%A: !tir.buffer<[4], f32, scope "shared">, %B: !tir.buffer<[4], f32>) {
    tir.for %i = 0 to 4 {
      %a = tir.load %A[%i]
      tir.store %a, %B[%i]
    }
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  // expected-error @below {{as a pattern must use each parameter, but not 'C'}}
  tir.prim_func @f(%A: !tir.buffer<[4], f32>, %C: !tir.buffer<[4], f32>, %B: !tir.buffer<[4], f32>) {
    tir.for %i = 0 to 4 {
      %a = tir.load %A[%i]
      tir.store %a, %B[%i]
    }
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  // expected-error @below {{as a pattern must write its last parameters, but not 'A', which follows one that it writes}}
  tir.prim_func @f(%B: !tir.buffer<[4], f32>, %A: !tir.buffer<[4], f32>) {
    tir.for %i = 0 to 4 {
      %a = tir.load %A[%i]
      tir.store %a, %B[%i]
    }
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  // expected-error @below {{as a pattern must write a parameter}}
  tir.prim_func @f(%A: !tir.buffer<[4], f32>) {
    tir.for %i = 0 to 4 {
      %a = tir.load %A[%i]
    }
  }
}
relax.func private @declared(!relax.object)

// -----

module attributes {relax.tir_patterns} {
  tir.prim_func @f(%A: !tir.buffer<[], f32>) {
    %zero = arith.constant 0.0 : f32
    // expected-error @below {{must not stand at the top of a pattern, which holds loops and blocks}}
    tir.store %zero, %A[]
  }
}
relax.func private @declared(!relax.object)
