// Uses of a value after its update in place, where nothing but the program can have made them.
// RUN: relax-opt %s -split-input-file -verify-diagnostics

relax.func @parameter(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
  %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-error @+1 {{must not use a value after it was updated in place}}
  relax.return %x
}

// -----

// The result of an update is nobody else's value.
relax.func @chain(%x: !relax.tensor<[n], f32>) {
  %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
  %1 = relax.call_packed "f"(%0) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-error @+1 {{must not use a value after it was updated in place}}
  %2 = relax.exp %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// Behind other names of the value.
relax.func @renamed(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
  %0 = relax.forget %x : !relax.tensor<[n], f32> -> !relax.tensor<[?], f32>
  // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
  %1 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-error @+1 {{must not use a value after it was updated in place}}
  relax.return %0
}

// -----

relax.func @renamed_before(%x: !relax.tensor<*, f32>) -> !relax.tensor<*, f32> {
  %0, %m = relax.match_cast %x : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
  %1 = relax.call_packed "f"(%0) mutates [0] : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  // expected-error @+1 {{must not use a value after it was updated in place}}
  relax.return %x
}

// -----

relax.func @in_tuple(%x: !relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>> {
  %0 = relax.tuple(%x) : (!relax.tensor<[n], f32>) -> tuple<!relax.tensor<[n], f32>>
  // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
  %1 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-error @+1 {{must not use a value after it was updated in place}}
  relax.return %0
}

// -----

relax.func @other_operand(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{must not use a value that it updates as another operand, got operands 1 and 0}}
  %0 = relax.call_packed "f"(%x, %x) mutates [1] : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// Updated in a branch, used behind it.
relax.func @branch(%x: !relax.tensor<[n], f32>, %c: i1) -> !relax.tensor<[n], f32> {
  relax.if %c : i1 {
    // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
    %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield
  } else {
    relax.yield
  }
  // expected-error @+1 {{must not use a value after it was updated in place}}
  relax.return %x
}

// -----

// Used in a region behind the update.
relax.func @nested_use(%x: !relax.tensor<[n], f32>, %c: i1) {
  // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
  %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.if %c : i1 {
    // expected-error @+1 {{must not use a value after it was updated in place}}
    %1 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield
  } else {
    relax.yield
  }
  relax.return
}

// -----

// The next round would see the value of the round before.
relax.func @loop(%x: !relax.tensor<[n], f32>, %c: i1) {
  // expected-note @+1 {{carry the value through this loop, or update a relax.copy of it}}
  relax.while : () -> () {
    relax.condition(%c)
  } do {
    // expected-error @+1 {{must not update operand 0 in a loop that it is defined outside of: the next round would use the old value}}
    %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    relax.yield
  }
  relax.return
}

// -----

relax.func @carried(%init: !relax.tensor<[n], f32>, %c: i1) {
  %0 = relax.while (%x = %init) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
    // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
    %1 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
    // expected-error @+1 {{must not use a value after it was updated in place}}
    relax.condition(%c) %x
  } do {
  ^bb0(%y: !relax.tensor<[n], f32>):
    relax.yield %y
  }
  relax.return
}

// -----

tir.prim_func @inplace(%X: !tir.buffer<[n], f32>) {}
relax.func @kernel(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-note @+1 {{operand 0 is updated here: use result 0, or update a relax.copy}}
  %0 = relax.call_tir_inplace @inplace(%x) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // expected-error @+1 {{must not use a value after it was updated in place}}
  relax.return %x
}

// -----

relax.func @inplace_packed(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-note @+1 {{operand 0 is updated here: use result 1, or update a relax.copy}}
  %0:2 = relax.call_inplace_packed "f"(%x) inplace [-1, 0] : (!relax.tensor<[n], f32>) -> (!relax.object, !relax.tensor<[n], f32>)
  // expected-error @+1 {{must not use a value after it was updated in place}}
  relax.return %x
}
