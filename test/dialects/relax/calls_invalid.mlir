// RUN: relax-opt %s -split-input-file -verify-diagnostics

relax.func @unknown(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{callee must be a kernel of the module, got @nowhere}}
  %0 = relax.call_tir @nowhere(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// expected-note @+1 {{the symbol is a 'relax.func', which takes no outputs as parameters}}
relax.func private @f(!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
relax.func @other_level(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{callee must be a kernel of the module, got @f}}
  %0 = relax.call_tir @f(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @count(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{must have as many operands and new results as the callee has parameters, got 3 and 2}}
  %0 = relax.call_tir @unary(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @rank(%x: !relax.tensor<[n, n], f32>) {
  // expected-error @+1 {{rank of operand 0 must be that of the callee, 1, got 2}}
  %0 = relax.call_tir @unary(%x) : (!relax.tensor<[n, n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @unknown_rank(%x: !relax.tensor<*, f32>) {
  // expected-error @+1 {{operand 0 of a kernel call must have a known rank and element type, got '!relax.tensor<*, f32>'}}
  %0 = relax.call_tir @unary(%x) : (!relax.tensor<*, f32>) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @unknown_dtype(%x: !relax.tensor<[4], ?>) {
  // expected-error @+1 {{operand 0 of a kernel call must have a known rank and element type, got '!relax.tensor<[4], ?>'}}
  %0 = relax.call_tir @unary(%x) : (!relax.tensor<[4], ?>) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @dtype(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{element type of result 0 must be that of the callee, 'f32', got 'f16'}}
  %0 = relax.call_tir @unary(%x) : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f16>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @kind(%x: !relax.object) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, '!tir.buffer<[n], f32>', got '!relax.object'}}
  %0 = relax.call_tir @unary(%x) : (!relax.object) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @dimension(%x: !relax.tensor<[m], f32>) {
  // expected-error @+1 {{dimension 0 of result 0 must be equal to 'n' of the callee, that is m, got m + 1}}
  %0 = relax.call_tir @unary(%x) : (!relax.tensor<[m], f32>) -> !relax.tensor<[m + 1], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @halve(%X: !tir.buffer<[2 * n], f32>, %n: !sym.int<n>, %Y: !tir.buffer<[n], f32>) {}
relax.func @composite(%x: !relax.tensor<[7], f32>) {
  %n = sym.value 4 : !sym.int<4>
  // expected-error @+1 {{dimension 0 of operand 0 must be equal to '2 * n' of the callee, that is 8, got 7}}
  %0 = relax.call_tir @halve(%x, %n) : (!relax.tensor<[7], f32>, !sym.int<4>) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @integer(%n: !sym.int<n>, %Y: !tir.buffer<[n], f32>) {}
relax.func @integer_operand(%n: i64) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, '!sym.int<n>', got 'i64'}}
  %0 = relax.call_tir @integer(%n) : (i64) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @scalar(%f: f32, %Y: !tir.buffer<[4], f32>) {}
relax.func @scalar_operand(%f: f64) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, 'f32', got 'f64'}}
  %0 = relax.call_tir @scalar(%f) : (f64) -> !relax.tensor<[4], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
func.func private @memref(%x: memref<?x4xf32>, %y: memref<?xf32>)
relax.func @memref_static(%x: !relax.tensor<[n, 5], f32>) {
  // expected-error @+1 {{dimension 1 of operand 0 must be equal to '4' of the callee, that is 4, got 5}}
  %0 = relax.call_tir @memref(%x) : (!relax.tensor<[n, 5], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @strided(%X: !tir.buffer<[n, m], f32, strides [8, 1]>, %Y: !tir.buffer<[n], f32>) {}
relax.func @stride(%x: !relax.tensor<[n, 4], f32>) {
  // expected-error @+1 {{stride 0 of operand 0 must be equal to '8' of the callee, that is 8, got 4}}
  %0 = relax.call_tir @strided(%x) : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @grad_name(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{name of the gradient must not be empty}}
  %0 = relax.call_tir_with_grad @unary(%x) grad "" : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @grad_types(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{dimension 0 of result 0 must be equal to 'n' of the callee, that is n, got n + 1}}
  %0 = relax.call_tir_with_grad @unary(%x) grad "g" : (!relax.tensor<[n], f32>) -> !relax.tensor<[n + 1], f32>
  relax.return
}

// -----

tir.prim_func @inplace(%X: !tir.buffer<[n], f32>) {}
relax.func @inplace_count(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{must have one in-place index for each result, got 2 and 1}}
  %0 = relax.call_tir_inplace @inplace(%x) inplace [0, -1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

tir.prim_func @inplace(%X: !tir.buffer<[n], f32>) {}
relax.func @inplace_index(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{in-place index must be -1 or the number of an operand, got 1 with 1 operands}}
  %0 = relax.call_tir_inplace @inplace(%x) inplace [1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

tir.prim_func @inplace(%X: !tir.buffer<[n], f32>) {}
relax.func @inplace_twice(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{in-place indices must differ, got 0 twice}}
  %0:2 = relax.call_tir_inplace @inplace(%x) inplace [0, 0] : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
  relax.return
}

// -----

tir.prim_func @inplace(%X: !tir.buffer<[n], f32>) {}
relax.func @inplace_type(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{a result that is an operand must have its type, a tensor type, got '!relax.tensor<[?], f32>' for result 0 and '!relax.tensor<[n], f32>' for operand 0}}
  %0 = relax.call_tir_inplace @inplace(%x) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[?], f32>
  relax.return
}

// -----

tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @inplace_none(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{must update at least one operand, got in-place indices of -1 only}}
  %0 = relax.call_tir_inplace @unary(%x) inplace [-1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
tir.prim_func @unary(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {}
relax.func @inplace_parameters(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{must have as many operands and new results as the callee has parameters, got 1 and 2}}
  %0 = relax.call_tir_inplace @unary(%x) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

relax.func @packed_name() {
  // expected-error @+1 {{name of the packed function must not be empty}}
  relax.call_packed ""() : () -> ()
  relax.return
}

// -----

relax.func @packed_results(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{must have a result for each operand that it mutates, got 0 results for 1 operands}}
  relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> ()
  relax.return
}

// -----

relax.func @packed_index(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{mutates must list numbers of operands, got -1 with 1 operands}}
  %0 = relax.call_packed "f"(%x) mutates [-1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

relax.func @packed_twice(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{mutates must list different operands, got 0 twice}}
  %0:2 = relax.call_packed "f"(%x) mutates [0, 0] : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>)
  relax.return
}

// -----

relax.func @packed_object(%x: !relax.object) {
  // expected-error @+1 {{a mutated operand must be a tensor, got '!relax.object' for operand 0}}
  %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.object) -> !relax.object
  relax.return
}

// -----

relax.func @packed_type(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{the result of a mutated operand must have its type, got '!relax.object' for result 0 and '!relax.tensor<[n], f32>' for operand 0}}
  %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.object
  relax.return
}

// -----

relax.func @pure_packed_name() {
  // expected-error @+1 {{name of the packed function must not be empty}}
  relax.call_pure_packed ""() : () -> ()
  relax.return
}

// -----

relax.func @dps_packed_name() {
  // expected-error @+1 {{name of the packed function must not be empty}}
  relax.call_dps_packed ""() : () -> ()
  relax.return
}

// -----

relax.func @dps_packed_unknown() {
  // expected-error @+1 {{rank, dimensions and element type of a result must be known, got '!relax.tensor<[?], f32>' for result 0}}
  %0 = relax.call_dps_packed "f"() : () -> !relax.tensor<[?], f32>
  relax.return
}

// -----

relax.func @inplace_packed_name(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{name of the packed function must not be empty}}
  %0 = relax.call_inplace_packed ""(%x) inplace [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}

// -----

relax.func @inplace_packed_none(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{must update at least one operand, got in-place indices of -1 only}}
  %0 = relax.call_inplace_packed "f"(%x) inplace [-1] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return
}
