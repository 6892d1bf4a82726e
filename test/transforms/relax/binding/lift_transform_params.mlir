// RUN: relax-opt %s -split-input-file -relax-lift-transform-params | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-lift-transform-params -relax-lift-transform-params | FileCheck %s

// A weight that is used as it is keeps its name; constants go along; the size that only the old weight told is passed beside.
// CHECK-LABEL: relax.func @mixed(
//  CHECK-SAME: %x: !relax.tensor<[n, k], f32>, %b: !relax.tensor<[m], f32>, %param_1: !relax.tensor<[k], f32>, %param_2: !relax.tensor<[k * m], f32>)
//   CHECK-NOT: relax.flatten
//       CHECK: relax.add %x, %param_1
//       CHECK: relax.call_packed "use"(%{{.+}}, %b, %param_2)
// CHECK-LABEL: relax.func @mixed_transform_params(
//  CHECK-SAME: %w: !relax.tensor<[k, m], f32>, %b: !relax.tensor<[m], f32>)
//  CHECK-SAME: -> (!relax.tensor<[m], f32> {relax.name = "b"}, !relax.tensor<[k], f32> {relax.name = "param_1"}, !relax.tensor<[k * m], f32> {relax.name = "param_2"})
//       CHECK: %[[S:.+]] = relax.sum %w
//       CHECK: %[[C:.+]] = relax.constant
//       CHECK: %[[A:.+]] = relax.add %[[S]], %[[C]]
//       CHECK: %[[F:.+]] = relax.flatten %w
//       CHECK: relax.return %b, %[[A]], %[[F]]
relax.func @mixed(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k, m], f32>, %b: !relax.tensor<[m], f32>) -> !relax.object
    attributes {num_input = 1 : i64} {
  %0 = relax.sum %w axis = [1] : (!relax.tensor<[k, m], f32>) -> !relax.tensor<[k], f32>
  %c = relax.constant dense<1.0> : tensor<f32>
  %1 = relax.add %0, %c : (!relax.tensor<[k], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[k], f32>
  %2 = relax.add %x, %1 : (!relax.tensor<[n, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[n, k], f32>
  %3 = relax.flatten %w : (!relax.tensor<[k, m], f32>) -> !relax.tensor<[k * m], f32>
  %4 = relax.call_packed "use"(%2, %b, %3) : (!relax.tensor<[n, k], f32>, !relax.tensor<[m], f32>, !relax.tensor<[k * m], f32>) -> !relax.object
  relax.return %4 : !relax.object
}

// -----

// The entry compared k of the weight with k of the input, and the body needs m: both are passed.
// CHECK-LABEL: relax.func @sizes(
//  CHECK-SAME: %x: !relax.tensor<[k], f32>, %param_0: !relax.tensor<[k * m], f32>, %k: !sym.int<k>, %m: !sym.int<m>)
//       CHECK: sym.value m
// CHECK-LABEL: relax.func @sizes_transform_params(
//  CHECK-SAME: -> (!relax.tensor<[k * m], f32> {relax.name = "param_0"}, !sym.int<k> {relax.name = "k"}, !sym.int<m> {relax.name = "m"})
relax.func @sizes(%x: !relax.tensor<[k], f32>, %w: !relax.tensor<[k, m], f32>) -> (!relax.tensor<[k * m], f32>, !sym.int<m>)
    attributes {num_input = 1 : i64} {
  %0 = relax.flatten %w : (!relax.tensor<[k, m], f32>) -> !relax.tensor<[k * m], f32>
  %1 = sym.value m of (%w : !relax.tensor<[k, m], f32>) : !sym.int<m>
  relax.return %0, %1 : !relax.tensor<[k * m], f32>, !sym.int<m>
}

// -----

// A size that a cast finds out: `?` for the caller, and its name again in the function.
// CHECK-LABEL: relax.func @cast(
//  CHECK-SAME: %x: !relax.tensor<[n], f32>, %param_0: !relax.tensor<[m], f32>)
//       CHECK: %[[M:.+]] = sym.value m
//       CHECK: relax.call_packed "use"(%param_0, %[[M]])
// CHECK-LABEL: relax.func @cast_transform_params(
//  CHECK-SAME: -> (!relax.tensor<[?], f32> {relax.name = "param_0"})
//       CHECK: relax.forget
relax.func @cast(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<*, f32>) -> !relax.object attributes {num_input = 1 : i64} {
  %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
  %1 = relax.exp %0 : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %2 = relax.call_packed "use"(%1, %m) : (!relax.tensor<[m], f32>, !sym.int<m>) -> !relax.object
  relax.return %2 : !relax.object
}

// -----

// What needs a size of an input stays, and so does what has effects; casts and tuples alone are no work.
// CHECK-LABEL: relax.func @stays(
//  CHECK-SAME: %w: !relax.tensor<[1], f32>)
//       CHECK: relax.broadcast_to %w
//       CHECK: relax.call_packed "init"(%w)
// CHECK-LABEL: relax.func @casts_only(
//       CHECK: relax.tuple_get_item %w[0]
//   CHECK-NOT: transform_params
relax.func @stays(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[1], f32>) -> (!relax.tensor<[n], f32>, !relax.object) attributes {num_input = 1 : i64} {
  %n = sym.value n : !sym.int<n>
  %s = relax.shape(%n) : (!sym.int<n>) -> !relax.shape<[n]>
  %0 = relax.broadcast_to %w, %s : (!relax.tensor<[1], f32>, !relax.shape<[n]>) -> !relax.tensor<[n], f32>
  %1 = relax.call_packed "init"(%w) : (!relax.tensor<[1], f32>) -> !relax.object
  relax.return %0, %1 : !relax.tensor<[n], f32>, !relax.object
}
relax.func @casts_only(%x: !relax.object, %w: tuple<!relax.object>) -> !relax.object attributes {num_input = 1 : i64} {
  %0 = relax.tuple_get_item %w[0] : tuple<!relax.object> -> !relax.object
  relax.return %0 : !relax.object
}

// -----

// Several functions, one of which has the name that a transformation would get; work in a dataflow region.
// CHECK-LABEL: relax.func @a(
//  CHECK-SAME: %param_0: !relax.tensor<[m], f32>)
//       CHECK: relax.dataflow {
//       CHECK:   relax.add %x, %param_0
// CHECK-LABEL: relax.func @a_transform_params_0(
// CHECK-LABEL: relax.func @a_transform_params(%x: !relax.object)
// CHECK-LABEL: relax.func @b(
// CHECK-LABEL: relax.func @b_transform_params(
relax.func @a(%x: !relax.tensor<[m], f32>, %w: !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32> attributes {num_input = 1 : i64} {
  %0 = relax.dataflow {
    %1 = relax.exp %w : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    %2 = relax.add %x, %1 : (!relax.tensor<[m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    relax.output %2 : !relax.tensor<[m], f32>
  }
  relax.return %0 : !relax.tensor<[m], f32>
}
relax.func @a_transform_params(%x: !relax.object) -> !relax.object {
  relax.return %x : !relax.object
}
relax.func @b(%x: !relax.tensor<[m], f32>, %w: !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32> attributes {num_input = 1 : i64} {
  %0 = relax.exp %w : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %1 = relax.add %x, %0 : (!relax.tensor<[m], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  relax.return %1 : !relax.tensor<[m], f32>
}

// -----

// A weight whose size follows from an input passes through, with `?` for what the weights alone do not tell.
// CHECK-LABEL: relax.func @twice(
//  CHECK-SAME: %x: !relax.tensor<[n], f32>, %w: !relax.tensor<[2 * n], f32>, %param_1: !relax.tensor<[m], f32>)
//       CHECK: relax.exp %w
// CHECK-LABEL: relax.func @twice_transform_params(
//  CHECK-SAME: %w: !relax.tensor<[?], f32>, %v: !relax.tensor<[m], f32>) -> (!relax.tensor<[?], f32> {relax.name = "w"}, !relax.tensor<[m], f32>
//       CHECK: %[[E:.+]] = relax.exp %v
//       CHECK: relax.return %w, %[[E]]
relax.func @twice(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[2 * n], f32>, %v: !relax.tensor<[m], f32>) -> (!relax.tensor<[2 * n], f32>, !relax.tensor<[m], f32>)
    attributes {num_input = 1 : i64} {
  %0 = relax.exp %w : (!relax.tensor<[2 * n], f32>) -> !relax.tensor<[2 * n], f32>
  %1 = relax.exp %v : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  relax.return %0, %1
}
