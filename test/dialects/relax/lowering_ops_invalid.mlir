// RUN: relax-opt %s -split-input-file -verify-diagnostics

relax.func @alloc_c1(%n: !sym.int<n>) {
  // expected-error @+1 {{result must have a known rank and element type, got '!relax.tensor<*, f32>'}}
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<*, f32>
  relax.return
}

// -----

relax.func @alloc_c1(%n: !sym.int<n>) {
  // expected-error @+1 {{dimension 1 of the result must be known, got '?' in '!relax.tensor<[n, ?], f32>'}}
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n, ?], f32>
  relax.return
}

// -----

relax.func @alloc_c2(%n: !sym.int<n>) {
  // expected-error @+1 {{must have one operand for each dimension that is not a constant, got 1 for '!relax.tensor<[n, n], f32>'}}
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n, n], f32>
  relax.return
}

// -----

relax.func @alloc_c2(%n: !sym.int<n>) {
  // expected-error @+1 {{must have one operand for each dimension that is not a constant, got 1 for '!relax.tensor<[4], f32>'}}
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

relax.func @alloc_c3(%n: !sym.int<n>, %m: !sym.int<m>) {
  // expected-error @+1 {{operand of dimension 1 must equal it, got m and n}}
  %0 = relax.alloc_tensor(%m) : (!sym.int<m>) -> !relax.tensor<[4, n], f32>
  relax.return
}

// -----

relax.func @view_element_type(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{source and result must have one element type, got 'f32' and 'i32'}}
  %0 = relax.view_tensor %x() : (!relax.tensor<[4], f32>) -> !relax.tensor<[2, 2], i32>
  relax.return
}

// -----

relax.func @call_c1(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{callee must be a kernel of the module, got @nobody}}
  relax.call_destination @nobody ins(%x : !relax.tensor<[4], f32>)
  relax.return
}

// -----

func.func private @k(memref<?xf32>, memref<?xf32>)
relax.func @call_c1(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{must pass one tensor for each buffer of @k, got 1 for 2}}
  relax.call_destination @k ins(%x : !relax.tensor<[4], f32>)
  relax.return
}

// -----

func.func private @k(memref<?xf32>)
relax.func @call_c1(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{must pass one scalar for each symbol and scalar parameter of @k, got 0 for 1}}
  relax.call_destination @k ins(%x : !relax.tensor<[4], f32>)
  relax.return
}

// -----

relax.func @call_c2(%x: !relax.object) {
  // expected-error @+1 {{ins of a kernel must be tensors, got '!relax.object'}}
  relax.call_destination @k ins(%x : !relax.object)
  relax.return
}

// -----

relax.func @call_c2(%x: !relax.object) {
  // expected-error @+1 {{scalars must have a scalar type, got '!relax.object'}}
  relax.call_destination @k scalars(%x : !relax.object)
  relax.return
}

// -----

relax.func @call_c3(%i: i64) {
  // expected-error @+1 {{a packed function must have no scalars, got 1}}
  relax.call_destination "f" scalars(%i : i64)
  relax.return
}

// -----

relax.func @call_c4(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{inplace must name operands of ins, got 1 of 1}}
  relax.call_destination "f" ins(%x : !relax.tensor<[4], f32>) inplace [1]
  relax.return
}

// -----

relax.func @call_c4(%i: i64) {
  // expected-error @+1 {{inplace must name tensors, got 'i64'}}
  relax.call_destination "f" ins(%i : i64) inplace [0]
  relax.return
}

// -----

relax.func @dim_c1(%x: !relax.object) {
  // expected-error @+1 {{operand must be a tensor or a shape, got '!relax.object'}}
  %0 = relax.dim %x[0] symbols ["n"] : !relax.object -> !sym.int<n>
  relax.return
}

// -----

relax.func @dim_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{dimension must be below the rank, got 1 of 1}}
  %0 = relax.dim %x[1] : !relax.tensor<[n], f32> -> !sym.int<n>
  relax.return
}

// -----

relax.func @dim_c2(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @+1 {{result must be the dimension of the operand or a symbol that the op defines, got m and n}}
  %0 = relax.dim %x[0] : !relax.tensor<[n, m], f32> -> !sym.int<m>
  relax.return
}

// -----

relax.func @dim_c2(%x: !relax.tensor<[?], f32>) {
  // expected-error @+1 {{must define the symbol of its result}}
  %0 = relax.dim %x[0] symbols ["k"] : !relax.tensor<[?], f32> -> !sym.int<2 * k>
  relax.return
}

// -----

relax.func @refine_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{operand and result must have values in common}}
  %0 = relax.refine %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return
}

// -----

relax.func @check_dim(%x: !relax.object, %n: !sym.int<n>) {
  // expected-error @+1 {{operand must be a tensor or a shape, got '!relax.object'}}
  relax.check_dim %x[0] = %n subject "x" : !relax.object, !sym.int<n>
  relax.return
}
