// RUN: relax-opt %s -split-input-file -relax-expand-tuple-arguments | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-expand-tuple-arguments -relax-expand-tuple-arguments | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-expand-tuple-arguments -canonicalize | FileCheck %s --check-prefix=FOLDED

// Tuples inside tuples, names that are taken, and inputs that are counted.
// CHECK-LABEL: relax.func private @nested(
//  CHECK-SAME: %t_0_0: !relax.tensor<[s], f32>, %t_1: !relax.object, %t_2: !sym.int<m>, %t_0: !relax.object)
//  CHECK-SAME: attributes {num_input = 3 : i64}
//       CHECK: relax.tuple(
// CHECK-LABEL: relax.func @main
//       CHECK: relax.call @nested(%{{.+}}, %{{.+}}, %{{.+}}, %o)
// FOLDED-LABEL: relax.func private @nested(
//       FOLDED: relax.return %t_2
// FOLDED-LABEL: relax.func @main
//       FOLDED: relax.call @nested(%x, %o, %m, %o)
relax.func private @nested(%t: tuple<!relax.tensor<[s], f32>, tuple<!relax.object, !sym.int<m>>>, %t_0: !relax.object) -> !sym.int<m>
    attributes {num_input = 1 : i64} {
  %0 = relax.tuple_get_item %t[1] : tuple<!relax.tensor<[s], f32>, tuple<!relax.object, !sym.int<m>>> -> tuple<!relax.object, !sym.int<m>>
  %1 = relax.tuple_get_item %0[1] : tuple<!relax.object, !sym.int<m>> -> !sym.int<m>
  relax.return %1 : !sym.int<m>
}
relax.func @main(%x: !relax.tensor<[n], f32>, %o: !relax.object, %m: !sym.int<m>) -> !sym.int<m> {
  %0 = relax.tuple(%o, %m) : (!relax.object, !sym.int<m>) -> tuple<!relax.object, !sym.int<m>>
  %1 = relax.tuple(%x, %0) : (!relax.tensor<[n], f32>, tuple<!relax.object, !sym.int<m>>) -> tuple<!relax.tensor<[n], f32>, tuple<!relax.object, !sym.int<m>>>
  %2 = relax.call @nested(%1, %o) : (tuple<!relax.tensor<[n], f32>, tuple<!relax.object, !sym.int<m>>>, !relax.object) -> !sym.int<m>
  relax.return %2 : !sym.int<m>
}

// -----

// An empty tuple is nothing to pass; public functions and closures are left alone.
// CHECK-LABEL: relax.func private @empty() -> tuple<>
// CHECK-LABEL: relax.func @public(%t: tuple<!relax.object>)
//       CHECK: relax.call @empty() : () -> tuple<>
// CHECK-LABEL: relax.func private @closure(%t: tuple<!relax.object>)
relax.func private @empty(%t: tuple<>) -> tuple<> {
  relax.return %t : tuple<>
}
relax.func @public(%t: tuple<!relax.object>) -> (tuple<>, !relax.object) {
  %0 = relax.tuple() : () -> tuple<>
  %1 = relax.call @empty(%0) : (tuple<>) -> tuple<>
  %2 = relax.make_closure @closure() : () -> !relax.object
  relax.return %1, %2 : tuple<>, !relax.object
}
relax.func private @closure(%t: tuple<!relax.object>) -> !relax.object {
  %0 = relax.tuple_get_item %t[0] : tuple<!relax.object> -> !relax.object
  relax.return %0 : !relax.object
}
