// RUN: relax-opt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

// expected-error @+1 {{parameters must be relax values, got 'memref<4xf32>' for parameter 1}}
relax.func private @parameter(!relax.object, memref<4xf32>)

// -----

// expected-error @+1 {{results must be relax values, got 'tuple<memref<4xf32>>' for result 0}}
relax.func private @result() -> tuple<memref<4xf32>>

// -----

// expected-error @+1 {{each symbol in the signature must stand bare in a dimension of a parameter or be passed as '!sym.int', got 'n' in parameter 0, '!relax.tensor<[2 * n], f32>'}}
relax.func private @composite(!relax.tensor<[2 * n], f32>)

// -----

// expected-error @+1 {{got 'n' in result 0, '!relax.tensor<[n], f32>'}}
relax.func private @result_symbol() -> !relax.tensor<[n], f32>

// -----

// expected-error @+1 {{num_input must not be greater than the number of parameters, got 2 and 1}}
relax.func private @num_input(!relax.object) attributes {num_input = 2 : i64}

// -----

// expected-error @+1 {{attribute 'num_input' failed to satisfy constraint}}
relax.func private @num_input(!relax.object) attributes {num_input = -1 : i64}

// -----

// expected-error @+1 {{name of parameter 0 must be a string that is not empty, got 3 : i64}}
relax.func private @name(!relax.object {relax.name = 3 : i64})

// -----

// expected-error @+1 {{name of result 0 must be a string that is not empty, got ""}}
relax.func private @name() -> (!relax.object {relax.name = ""})

// -----

// expected-error @+1 {{parameters must have different names, got "x" for parameters 0 and 1}}
relax.func private @names(!relax.object {relax.name = "x"}, !relax.object {relax.name = "x"})

// -----

// expected-error @+1 {{attribute 'pure' has a syntax of its own and must not be in the attribute dictionary}}
relax.func private @attribute() attributes {pure}

// -----

// expected-error @+1 {{expected a body that ends in relax.return}}
relax.func @empty() {}

// -----

// expected-error @+1 {{body must be one block, got 2}}
"relax.func"() <{sym_name = "f", function_type = () -> ()}> ({
  "relax.return"() : () -> ()
^bb1:
  "relax.return"() : () -> ()
}) : () -> ()

// -----

// expected-error @+1 {{body must end in relax.return}}
"relax.func"() <{sym_name = "f", function_type = () -> ()}> ({
  "test.terminator"() : () -> ()
}) : () -> ()

// -----

// expected-note @+1 {{the function is declared pure here}}
relax.func pure @pure(%x: !relax.object) {
  // expected-error @+1 {{must have no memory effects in a pure function}}
  relax.call_packed "print"(%x) : (!relax.object) -> ()
  relax.return
}

// -----

relax.func @return_count(%x: !relax.object) -> !relax.object {
  // expected-error @+1 {{must return as many values as the function has results, got 2 and 1}}
  relax.return %x, %x
}

// -----

relax.func @return_type(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
  // expected-note @+2 {{relax.forget weakens a type}}
  // expected-error @+1 {{type of value 0 must be that of the function's result, got '!relax.tensor<[n], f32>' and '!relax.tensor<[?], f32>'}}
  relax.return %x
}

// -----

func.func @return_parent() {
  // expected-error @+1 {{expects parent op 'relax.func'}}
  relax.return
}

// -----

relax.func @return_undefined() {
  // expected-error @+1 {{'%x' must be defined before this use, whose type is taken from the definition}}
  relax.return %x
}

// -----

relax.func @return_types(%x: !relax.object) -> !relax.object {
  // expected-error @+1 {{expected as many types as operands, got 2 and 1}}
  relax.return %x : !relax.object, !relax.object
}

// -----

relax.func @call_unknown() {
  // expected-error @+1 {{callee must be a relax.func of the module, got @nowhere}}
  relax.call @nowhere() : () -> ()
  relax.return
}

// -----

// expected-note @+1 {{the symbol is a 'func.func'}}
func.func private @other()
relax.func @call_other() {
  // expected-error @+1 {{callee must be a relax.func of the module, got @other}}
  relax.call @other() : () -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.object)
relax.func @call_operands() {
  // expected-error @+1 {{must have as many operands as the callee has parameters, got 0 and 1}}
  relax.call @f() : () -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f()
relax.func @call_results() {
  // expected-error @+1 {{must have as many results as the callee, got 1 and 0}}
  %0 = relax.call @f() : () -> !relax.object
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f()
relax.func @call_pure() {
  // expected-error @+1 {{is marked pure, but the callee is not}}
  relax.call pure @f() : () -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n], f32>)
relax.func @call_kind(%x: !relax.object) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, '!relax.tensor<[n], f32>', got '!relax.object'}}
  relax.call @f(%x) : (!relax.object) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n], f32>)
relax.func @call_dtype(%x: !relax.tensor<[4], f16>) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, '!relax.tensor<[n], f32>', got '!relax.tensor<[4], f16>'}}
  relax.call @f(%x) : (!relax.tensor<[4], f16>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n], f32>)
relax.func @call_rank(%x: !relax.tensor<[4, 4], f32>) {
  // expected-error @+1 {{rank of operand 0 must be that of the callee, 1, got 2}}
  relax.call @f(%x) : (!relax.tensor<[4, 4], f32>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n], f32>)
relax.func @call_unknown_dimension(%x: !relax.tensor<[?], f32>) {
  // expected-error @+1 {{dimension 0 of operand 0 must be as in the callee, 'n', got '?'; relax.match_cast names it}}
  relax.call @f(%x) : (!relax.tensor<[?], f32>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[?], f32>)
relax.func @call_known_dimension(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{dimension 0 of operand 0 must be as in the callee, '?', got 'n'; relax.forget makes it unknown}}
  relax.call @f(%x) : (!relax.tensor<[n], f32>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n, 2 * n], f32>)
relax.func @call_composite(%x: !relax.tensor<[3, 7], f32>) {
  // expected-error @+1 {{dimension 1 of operand 0 must be equal to '2 * n' of the callee, that is 6, got 7}}
  relax.call @f(%x) : (!relax.tensor<[3, 7], f32>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n, n], f32>)
relax.func @call_repeated(%x: !relax.tensor<[m, m + 1], f32>, %m: !sym.int<m>) {
  // expected-error @+1 {{dimension 1 of operand 0 must be equal to 'n' of the callee, that is m, got m + 1}}
  relax.call @f(%x) : (!relax.tensor<[m, m + 1], f32>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(tuple<!relax.shape<[n]>, !sym.int<n>>)
relax.func @call_tuple(%x: tuple<!relax.shape<[3]>, !sym.int<4>>) {
  // expected-error @+1 {{field 1 of operand 0 must be equal to 'n' of the callee, that is 3, got 4}}
  relax.call @f(%x) : (tuple<!relax.shape<[3]>, !sym.int<4>>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(tuple<!relax.object>)
relax.func @call_tuple_length(%x: tuple<>) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, 'tuple<!relax.object>', got 'tuple<>'}}
  relax.call @f(%x) : (tuple<>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.shape<[n]>)
relax.func @call_shape(%x: !relax.shape<*>) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, '!relax.shape<[n]>', got '!relax.shape<*>'}}
  relax.call @f(%x) : (!relax.shape<*>) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!sym.int<n>)
relax.func @call_integer(%x: i64) {
  // expected-error @+1 {{type of operand 0 must be that of the callee, '!sym.int<n>', got 'i64'}}
  relax.call @f(%x) : (i64) -> ()
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n], f32>) -> !relax.tensor<[2 * n], f32>
relax.func @call_result_type(%x: !relax.tensor<[3], f32>) {
  // expected-error @+1 {{type of result 0 must be that of the callee, '!relax.tensor<[6], f32>', got '!relax.tensor<[7], f32>'}}
  %0 = relax.call @f(%x) : (!relax.tensor<[3], f32>) -> !relax.tensor<[7], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n], f32>) -> !relax.tensor<[9223372036854775807 * n], f32>
relax.func @call_overflow(%x: !relax.tensor<[3], f32>) {
  // expected-error @+1 {{type of result 0 does not fit in 64 bits at this call: '!relax.tensor<[9223372036854775807 * n], f32>'}}
  %0 = relax.call @f(%x) : (!relax.tensor<[3], f32>) -> !relax.tensor<[7], f32>
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n, 9223372036854775807 * n], f32>)
relax.func @call_overflow(%x: !relax.tensor<[3, 4], f32>) {
  // expected-error @+1 {{dimension 1 of operand 0 is '9223372036854775807 * n' in the callee, which does not fit in 64 bits at this call}}
  relax.call @f(%x) : (!relax.tensor<[3, 4], f32>) -> ()
  relax.return
}

// -----

relax.func @closure_unknown() {
  // expected-error @+1 {{callee must be a relax.func of the module, got @nowhere}}
  %0 = relax.make_closure @nowhere() : () -> !relax.object
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f()
relax.func @closure_captured(%x: !relax.object) {
  // expected-error @+1 {{must capture at most as many values as the callee has parameters, got 1 and 0}}
  %0 = relax.make_closure @f(%x) : (!relax.object) -> !relax.object
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n, 4], f32>)
relax.func @closure_captured_type(%x: !relax.tensor<[3, 5], f32>) {
  // expected-error @+1 {{captured value 0 must fit the parameter: dimension 1 must be equal, got 4 and 5}}
  %0 = relax.make_closure @f(%x) : (!relax.tensor<[3, 5], f32>) -> !relax.object
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!sym.int<n>)
relax.func @closure_captured_integer(%x: i64) {
  // expected-error @+1 {{captured value 0 must fit the parameter: the type of one of them is '!sym.int'}}
  %0 = relax.make_closure @f(%x) : (i64) -> !relax.object
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!sym.int<n>)
relax.func @closure_open() {
  // expected-error @+1 {{a remaining parameter or result must not be a symbolic integer: a closed type cannot say it}}
  %0 = relax.make_closure @f() : () -> !relax.object
  relax.return
}

// -----

// expected-note @+1 {{the callee is defined here}}
relax.func private @f(!relax.tensor<[n], f32>) -> !relax.tensor<[n, 4], f32>
relax.func @closure_type() {
  // expected-error @+1 {{result type must be the closed type of the callee, '!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?, 4], f32>>', or above it, got '!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?, 5], f32>>'}}
  %0 = relax.make_closure @f() : () -> !relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?, 5], f32>>
  relax.return
}

// -----

relax.func @invoke_unknown(%f: !relax.object) {
  // expected-error @+1 {{results of a closure of unknown signature must be '!relax.object', got 'i64' for result 1}}
  %0:2 = relax.invoke_closure %f() : (!relax.object) -> (!relax.object, i64)
  relax.return
}

// -----

relax.func @invoke_arguments(%f: !relax.callable<(!relax.object) -> ()>) {
  // expected-error @+1 {{types of the arguments must be those of the closure, ('!relax.object'), got ()}}
  relax.invoke_closure %f() : (!relax.callable<(!relax.object) -> ()>) -> ()
  relax.return
}

// -----

relax.func @invoke_results(%f: !relax.callable<() -> !relax.object>) {
  // expected-error @+1 {{types of the results must be those of the closure, ('!relax.object'), got ('i64')}}
  %0 = relax.invoke_closure %f() : (!relax.callable<() -> !relax.object>) -> i64
  relax.return
}

// -----

relax.func @invoke_pure(%f: !relax.callable<() -> ()>) {
  // expected-error @+1 {{must have a pure closure, got '!relax.callable<() -> ()>'}}
  relax.invoke_pure_closure %f() : (!relax.callable<() -> ()>) -> ()
  relax.return
}

// -----

relax.func @invoke_pure_results(%f: !relax.object) {
  // expected-error @+1 {{results of a closure of unknown signature must be '!relax.object', got 'i64' for result 0}}
  %0 = relax.invoke_pure_closure %f() : (!relax.object) -> i64
  relax.return
}
