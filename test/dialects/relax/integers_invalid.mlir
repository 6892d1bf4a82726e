// RUN: relax-opt %s -split-input-file -verify-diagnostics

relax.func @element_type(%t: !relax.tensor<[2], f32>) {
  // expected-error @+1 {{operand must have an integer element type other than bool, got '!relax.tensor<[2], f32>'}}
  %a, %b = relax.tensor_to_ints %t symbols ["a", "b"] : !relax.tensor<[2], f32> -> !sym.int<a>, !sym.int<b>
  relax.return
}

// -----

relax.func @bool(%t: !relax.tensor<[], i1>) {
  // expected-error @+1 {{operand must have an integer element type other than bool, got '!relax.tensor<[], i1>'}}
  %a = relax.tensor_to_ints %t symbols ["a"] : !relax.tensor<[], i1> -> !sym.int<a>
  relax.return
}

// -----

relax.func @rank(%t: !relax.tensor<[1, 1], i64>) {
  // expected-error @+1 {{operand must have rank 0 or 1, got '!relax.tensor<[1, 1], i64>'}}
  %a = relax.tensor_to_ints %t symbols ["a"] : !relax.tensor<[1, 1], i64> -> !sym.int<a>
  relax.return
}

// -----

relax.func @length(%t: !relax.tensor<[n], i64>) {
  // expected-error @+1 {{operand must have a known number of elements, got '!relax.tensor<[n], i64>'}}
  %a = relax.tensor_to_ints %t symbols ["a"] : !relax.tensor<[n], i64> -> !sym.int<a>
  relax.return
}

// -----

relax.func @count(%t: !relax.tensor<[2], i64>) {
  // expected-error @+1 {{operand must have one element for each symbol and result, got 2 elements, 1 symbols and 1 results}}
  %a = relax.tensor_to_ints %t symbols ["a"] : !relax.tensor<[2], i64> -> !sym.int<a>
  relax.return
}

// -----

relax.func @result(%t: !relax.tensor<[1], i64>) {
  // expected-error @+1 {{result type must be that of the symbol it defines, got '!sym.int<2 * a>' and '!sym.int<a>'}}
  %a = "relax.tensor_to_ints"(%t) <{symbols = ["a"]}> : (!relax.tensor<[1], i64>) -> !sym.int<2 * a>
  relax.return
}

// -----

relax.func @ints_length(%a: !sym.int<a>) -> !relax.tensor<[2], i64> {
  // expected-error @+1 {{dimension 0 of the result must be 1, got 2}}
  %0 = relax.ints_to_tensor(%a) : (!sym.int<a>) -> !relax.tensor<[2], i64>
  relax.return %0 : !relax.tensor<[2], i64>
}
