// RUN: relax-opt %s -split-input-file -verify-diagnostics

relax.func @match_cast_dtype(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{can never succeed: element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.match_cast %x : !relax.tensor<[n], f32> -> !relax.tensor<[n], f16>
  relax.return
}

// -----

relax.func @match_cast_rank(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{can never succeed: ranks must be equal, got 1 and 2}}
  %0 = relax.match_cast %x : !relax.tensor<[n], f32> -> !relax.tensor<[n, ?], f32>
  relax.return
}

// -----

relax.func @match_cast_dimension(%x: !relax.tensor<[?, n], f32>) {
  // expected-error @+1 {{can never succeed: dimension 1 must be equal, got n and n + 1}}
  %0 = relax.match_cast %x : !relax.tensor<[?, n], f32> -> !relax.tensor<[?, n + 1], f32>
  relax.return
}

// -----

relax.func @match_cast_device(%x: !relax.tensor<[4], f32, #relax.vdevice<"cuda", 0>>) {
  // expected-error @+1 {{can never succeed: devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.match_cast %x : !relax.tensor<[4], f32, #relax.vdevice<"cuda", 0>> -> !relax.tensor<[4], f32, #relax.vdevice<"cpu", 0>>
  relax.return
}

// -----

relax.func @match_cast_kind(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{can never succeed: no value is both '!relax.tensor<[4], f32>' and '!relax.shape<[4]>'}}
  %0 = relax.match_cast %x : !relax.tensor<[4], f32> -> !relax.shape<[4]>
  relax.return
}

// -----

relax.func @match_cast_tuple(%x: tuple<!relax.object>) {
  // expected-error @+1 {{can never succeed: tuples must have the same length, got 1 and 2}}
  %0 = relax.match_cast %x : tuple<!relax.object> -> tuple<!relax.object, !relax.object>
  relax.return
}

// -----

relax.func @match_cast_callable(%x: !relax.callable<() -> ()>) {
  // expected-error @+1 {{can never succeed: callables must take equally many values, got 0 and 1}}
  %0 = relax.match_cast %x : !relax.callable<() -> ()> -> !relax.callable<(!relax.object) -> ()>
  relax.return
}

// -----

relax.func @match_cast_integers(%x: tuple<!sym.int<3>>) {
  // expected-error @+1 {{can never succeed: integers must be equal, got 3 and 4}}
  %0 = relax.match_cast %x : tuple<!sym.int<3>> -> tuple<!sym.int<4>>
  relax.return
}

// -----

relax.func @match_cast_not_bare(%x: !relax.tensor<*, f32>) {
  // expected-error @+1 {{fresh symbol must stand bare in a dimension of the result type, got 'm' and '!relax.tensor<[2 * m], f32>'}}
  %0, %m = relax.match_cast %x : !relax.tensor<*, f32> -> !relax.tensor<[2 * m], f32>, !sym.int<m>
  relax.return
}

// -----

relax.func @match_cast_not_a_symbol(%x: !relax.tensor<*, f32>) {
  // expected-error @+1 {{expected the '!sym.int' of one symbol, got '!sym.int<2 * m>'}}
  %0, %m = relax.match_cast %x : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<2 * m>
  relax.return
}

// -----

relax.func @match_cast_scalar(%x: i64) {
  // expected-error @+1 {{operand #0 must be relax tensor, shape, object, callable or tuple, but got 'i64'}}
  %0 = relax.match_cast %x : i64 -> !relax.object
  relax.return
}

// -----

relax.func @match_cast_sizes(%x: !relax.tensor<*, f32>) {
  // expected-error @+1 {{must return one '!sym.int' for each fresh symbol, got 0 for 1 symbols}}
  %0 = "relax.match_cast"(%x) <{symbols = ["m"]}> : (!relax.tensor<*, f32>) -> !relax.tensor<[m], f32>
  relax.return
}

// -----

relax.func @match_cast_order(%x: !relax.tensor<*, f32>) {
  // expected-error @+1 {{must return its symbols last and in order, got '!sym.int<b>' where '!sym.int<a>' is due}}
  %0:3 = "relax.match_cast"(%x) <{symbols = ["a", "b"]}> : (!relax.tensor<*, f32>) -> (!relax.tensor<[a, b], f32>, !sym.int<b>, !sym.int<a>)
  relax.return
}

// -----

relax.func @forget(%x: !relax.tensor<[?], f32>) {
  // expected-error @+1 {{result type must know at most what the operand type knows, got '!relax.tensor<[?], f32>' and '!relax.tensor<[4], f32>'}}
  %0 = relax.forget %x : !relax.tensor<[?], f32> -> !relax.tensor<[4], f32>
  relax.return
}

// -----

relax.func @copy(%x: !relax.object) {
  // expected-error @+1 {{operand #0 must be relax tensor, but got '!relax.object'}}
  %0 = relax.copy %x : !relax.object
  relax.return
}

// -----

relax.func @copy(%x: !relax.tensor<[4], f32>) {
  // expected-error @+1 {{failed to verify that all of {value, result} have same type}}
  %0 = "relax.copy"(%x) : (!relax.tensor<[4], f32>) -> !relax.tensor<[?], f32>
  relax.return
}

// -----

relax.func @shape(%n: !sym.int<n>) {
  // expected-error @+2 {{'relax.shape' op failed to infer returned types}}
  // expected-error @+1 {{op inferred type(s) '!relax.shape<[n]>' are incompatible with return type(s) of operation '!relax.shape<[4]>'}}
  %0 = relax.shape(%n) : (!sym.int<n>) -> !relax.shape<[4]>
  relax.return
}

// -----

relax.func @shape_negative() {
  %n = sym.value -4 : !sym.int<-4>
  // expected-error @+2 {{'relax.shape' op dimension 0 must not be negative, got -4}}
  // expected-error @+1 {{'relax.shape' op failed to infer returned types}}
  %0 = relax.shape(%n) : (!sym.int<-4>) -> !relax.shape<[4]>
  relax.return
}

// -----

relax.func @shape_of(%x: !relax.tensor<[n], f32>) {
  // expected-error @+2 {{'relax.shape_of' op failed to infer returned types}}
  // expected-error @+1 {{op inferred type(s) '!relax.shape<[n]>' are incompatible with return type(s) of operation '!relax.shape<*>'}}
  %0 = relax.shape_of %x : !relax.tensor<[n], f32> -> !relax.shape<*>
  relax.return
}

// -----

relax.func @constant() {
  // expected-error @+1 {{'relax.constant' op must have a value of a builtin tensor type with a static shape and an element type of tensors}}
  %0 = relax.constant dense<0> : vector<4xi64>
  relax.return
}

// -----

relax.func @constant() {
  // expected-error @+1 {{'relax.constant' op must have a value of a builtin tensor type with a static shape and an element type of tensors}}
  %0 = relax.constant dense<"a"> : tensor<1x!relax.object>
  relax.return
}

// -----

relax.func @constant() {
  // expected-error @+1 {{value must be 'dense' or 'dense_resource', got sparse<0, 1.000000e+00> : tensor<4xf32>}}
  %0 = relax.constant sparse<[[0]], [1.0]> : tensor<4xf32>
  relax.return
}

// -----

relax.func @constant() {
  // expected-error @+1 {{resource must have as many bytes as the type, got 4 and 16}}
  %0 = relax.constant dense_resource<small> : tensor<4xf32>
  relax.return
}
{-#
  dialect_resources: {
    builtin: {
      small: "0x040000000000803F"
    }
  }
#-}

// -----

relax.func @constant_type() {
  // expected-error @+2 {{'relax.constant' op failed to infer returned types}}
  // expected-error @+1 {{op inferred type(s) '!relax.tensor<[1], f32>' are incompatible with return type(s) of operation '!relax.tensor<[2], f32>'}}
  %0 = "relax.constant"() <{value = dense<0.0> : tensor<1xf32>}> : () -> !relax.tensor<[2], f32>
  relax.return
}

// -----

relax.func @tuple(%x: !relax.object) {
  // expected-error @+2 {{'relax.tuple' op failed to infer returned types}}
  // expected-error @+1 {{op inferred type(s) 'tuple<!relax.object>' are incompatible with return type(s) of operation 'tuple<>'}}
  %0 = relax.tuple(%x) : (!relax.object) -> tuple<>
  relax.return
}

// -----

relax.func @tuple_get_item(%x: tuple<!relax.object>) {
  // expected-error @+2 {{'relax.tuple_get_item' op index must be below the length of the tuple, got 1 and 1}}
  // expected-error @+1 {{'relax.tuple_get_item' op failed to infer returned types}}
  %0 = relax.tuple_get_item %x[1] : tuple<!relax.object> -> !relax.object
  relax.return
}

// -----

relax.func @tuple_get_item(%x: tuple<!relax.object>) {
  // expected-error @+1 {{attribute 'index' failed to satisfy constraint: 64-bit signless integer attribute whose value is non-negative}}
  %0 = relax.tuple_get_item %x[-1] : tuple<!relax.object> -> !relax.object
  relax.return
}
