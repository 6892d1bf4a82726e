// RUN: relax-opt %s -split-input-file -convert-relax-to-vm | FileCheck %s

// The signature is kept as text.
// CHECK-LABEL: relax_vm.func @signature(
//  CHECK-SAME: !relax_vm.object, %{{.+}}: i64) -> (!relax_vm.object, i64)
//  CHECK-SAME: arg_names = ["x", "n"]
//  CHECK-SAME: arg_signature = ["!relax.tensor<[n], f32>", "!sym.int<n>"]
//  CHECK-SAME: result_names = ["y", "result1"]
//  CHECK-SAME: result_signature = ["!relax.tensor<[n], f32>", "!sym.int<n>"]
//       CHECK: relax_vm.ret %arg0, %arg1 : !relax_vm.object, i64
relax.func @signature(%x: !relax.tensor<[n], f32>, %n: !sym.int<n>) -> (!relax.tensor<[n], f32> {relax.name = "y"}, !sym.int<n>) {
  relax.return %x, %n : !relax.tensor<[n], f32>, !sym.int<n>
}

// CHECK: relax_vm.func private @recursive
// CHECK: relax_vm.call @recursive(%arg0) : (!relax_vm.object) -> !relax_vm.object
relax.func private @recursive(%x: !relax.object) -> !relax.object {
  %0 = relax.call @recursive(%x) : (!relax.object) -> !relax.object
  relax.return %0 : !relax.object
}

// CHECK-LABEL: relax_vm.func @closures
//       CHECK: %[[C:.+]] = relax_vm.make_closure @recursive(%arg0) : !relax_vm.object
//       CHECK: relax_vm.invoke_closure %[[C]]() : () -> !relax_vm.object
//       CHECK: relax_vm.kill %[[C]]
relax.func @closures(%x: !relax.object) -> !relax.object {
  %0 = relax.make_closure @recursive(%x) : (!relax.object) -> !relax.callable<() -> !relax.object>
  %1 = relax.invoke_closure %0() : (!relax.callable<() -> !relax.object>) -> !relax.object
  relax.kill %0 : !relax.callable<() -> !relax.object>
  relax.return %1 : !relax.object
}

// -----

// Memory: one instruction for each op; constant dimensions are registers, too.
// CHECK-LABEL: relax_vm.func @memory
//       CHECK: %[[C4:.+]] = relax_vm.iconst 4
//       CHECK: %[[A:.+]] = relax_vm.alloc_tensor[%arg0, %[[C4]]] : f32
//       CHECK: %[[B:.+]] = relax_vm.copy_tensor %[[A]]
//       CHECK: %[[D:.+]] = relax_vm.imul %arg0, %[[C4]]
//       CHECK: %[[V:.+]] = relax_vm.view_tensor %[[B]][%[[D]]]
//       CHECK: relax_vm.kill %[[A]]
//       CHECK: relax_vm.call_packed "sort"(%[[V]], %arg0, %[[B]]) : (!relax_vm.object, i64, !relax_vm.object) -> ()
//       CHECK: relax_vm.ret %[[V]]
relax.func @memory(%n: !sym.int<n>) -> !relax.tensor<[?], f32> {
  %0 = relax.alloc_tensor(%n) : (!sym.int<n>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.copy_tensor %0 : !relax.tensor<[n, 4], f32>
  %d = sym.value 4 * n : !sym.int<4 * n>
  %2 = relax.view_tensor %1(%d) : (!relax.tensor<[n, 4], f32>, !sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
  relax.kill %0 : !relax.tensor<[n, 4], f32>
  relax.call_destination "sort" ins(%2, %n : !relax.tensor<[4 * n], f32>, !sym.int<n>) outs(%1 : !relax.tensor<[n, 4], f32>)
  %3 = relax.forget %2 : !relax.tensor<[4 * n], f32> -> !relax.tensor<[?], f32>
  relax.return %3 : !relax.tensor<[?], f32>
}

// A device is a word: DLPack's type and the number above it.
// CHECK-LABEL: relax_vm.func @device
//       CHECK: relax_vm.alloc_tensor{{.*}} : f32 device 258
relax.func @device() {
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[4], f32, #relax.vdevice<"cuda", 1>>
  relax.return
}

// -----

// Each constant stands in the table once, whoever loads it.
// CHECK: relax_vm.constant @[[$K:.+]] dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
// CHECK-NOT: relax_vm.constant
// CHECK-LABEL: relax_vm.func @constants
//       CHECK: relax_vm.load_const @[[$K]]
//       CHECK: relax_vm.load_const @[[$K]]
// CHECK-LABEL: relax_vm.func @constant0
//       CHECK: relax_vm.load_const @[[$K]]
relax.func @constants() -> (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) {
  %0 = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %1 = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  relax.return %0, %1 : !relax.tensor<[2], f32>, !relax.tensor<[2], f32>
}
relax.func @constant0() -> !relax.tensor<[2], f32> {
  %0 = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  relax.return %0 : !relax.tensor<[2], f32>
}

// -----

// Scalars in tuples and objects are boxed.
// CHECK-LABEL: relax_vm.func @tuples
//       CHECK: %[[B:.+]] = relax_vm.box_scalar %arg1 : f32
//       CHECK: %[[N:.+]] = relax_vm.box_scalar %arg2 : i64
//       CHECK: %[[T:.+]] = relax_vm.make_tuple(%arg0, %[[B]], %[[N]])
//       CHECK: %[[G:.+]] = relax_vm.tuple_get %[[T]], 1
//       CHECK: %[[U:.+]] = relax_vm.unbox_scalar %[[G]] : f32
//       CHECK: relax_vm.tuple_get %[[T]], 0
//       CHECK: %[[O:.+]] = relax_vm.box_scalar %[[U]] : f32
//       CHECK: relax_vm.ret
relax.func @tuples(%x: !relax.object, %f: f32, %n: !sym.int<n>) -> (!relax.object, !relax.object) {
  %0 = relax.tuple(%x, %f, %n) : (!relax.object, f32, !sym.int<n>) -> tuple<!relax.object, f32, !sym.int<n>>
  %1 = relax.tuple_get_item %0[1] : tuple<!relax.object, f32, !sym.int<n>> -> f32
  %2 = relax.tuple_get_item %0[0] : tuple<!relax.object, f32, !sym.int<n>> -> !relax.object
  %3 = relax.forget %1 : f32 -> !relax.object
  relax.return %2, %3 : !relax.object, !relax.object
}

// CHECK-LABEL: relax_vm.func @shapes
//       CHECK: relax_vm.make_shape[%arg0, %{{.+}}]
//       CHECK: %[[D:.+]] = relax_vm.tensor_dim %arg1, 0
//       CHECK: relax_vm.make_shape[%[[D]]]
relax.func @shapes(%n: !sym.int<n>, %x: !relax.tensor<[?], f32>) -> (!relax.shape<[n, 2]>, !relax.shape<[?]>) {
  %c = sym.value 2 : !sym.int<2>
  %0 = relax.shape(%n, %c) : (!sym.int<n>, !sym.int<2>) -> !relax.shape<[n, 2]>
  %1 = relax.shape_of %x : !relax.tensor<[?], f32> -> !relax.shape<[?]>
  relax.return %0, %1 : !relax.shape<[n, 2]>, !relax.shape<[?]>
}

// Packed functions get floats as objects that say what they are.
// CHECK-LABEL: relax_vm.func @packed
//       CHECK: %[[B:.+]] = relax_vm.box_scalar %arg0 : f32
//       CHECK: %[[R:.+]]:2 = relax_vm.call_packed "f"(%[[B]], %arg1) : (!relax_vm.object, i64) -> (!relax_vm.object, i64)
//       CHECK: %[[U:.+]] = relax_vm.unbox_scalar %[[R]]#0 : f32
//       CHECK: relax_vm.ret %[[U]], %[[R]]#1
relax.func @packed(%f: f32, %i: i64) -> (f32, i64) {
  %0:2 = relax.call_packed "f"(%f, %i) : (f32, i64) -> (f32, i64)
  relax.return %0#0, %0#1 : f32, i64
}

// -----

// CHECK-LABEL: relax_vm.func @checks
//       CHECK: relax_vm.check_tensor %arg0 rank 2 dtype f32, <"w">
//       CHECK: relax_vm.check_tensor %arg0, <"w">
//       CHECK: relax_vm.check_shape %arg1 rank 1, <"s">
//       CHECK: relax_vm.check_tuple %arg2 size 2, <"t">
//       CHECK: %[[M:.+]] = relax_vm.tensor_dim %arg0, 1
//       CHECK: %[[D:.+]] = relax_vm.tensor_dim %arg0, 0
//       CHECK: relax_vm.check_equal %[[D]], %arg3, <"w" dim 0 expr "k">
//       CHECK: %[[S:.+]] = relax_vm.shape_dim %arg1, 0
//       CHECK: relax_vm.check_equal %[[S]], %[[M]], <"s" dim 0 expr "m">
//       CHECK: relax_vm.check_equal %arg3, %[[M]], <"sizes" expr "k == m">
//       CHECK: relax_vm.check_less_equal %arg3, %[[M]], <"sizes" expr "k <= m">
//       CHECK: %[[L:.+]] = relax_vm.icmp_lt %arg3, %[[M]]
//       CHECK: relax_vm.check_equal %[[L]], %{{.+}}, <"sizes" expr "k < m">
//       CHECK: %[[N:.+]] = relax_vm.icmp_ne %arg3, %[[M]]
//       CHECK: relax_vm.check_equal %[[N]], %{{.+}}, <"sizes" expr "k != m">
relax.func @checks(%w: !relax.tensor<*, ?>, %s: !relax.object, %t: !relax.object, %k: !sym.int<k>) {
  relax.check_type %w is !relax.tensor<[?, ?], f32> subject "w" : !relax.tensor<*, ?>
  relax.check_type %w is !relax.tensor<*, ?> subject "w" : !relax.tensor<*, ?>
  relax.check_type %s is !relax.shape<[?]> subject "s" : !relax.object
  relax.check_type %t is tuple<!relax.object, !relax.object> subject "t" : !relax.object
  %m = relax.dim %w[1] symbols ["m"] : !relax.tensor<*, ?> -> !sym.int<m>
  relax.check_dim %w[0] = %k subject "w" : !relax.tensor<*, ?>, !sym.int<k>
  %s1 = relax.refine %s : (!relax.object) -> !relax.shape<[?]>
  relax.check_dim %s1[0] = %m subject "s" : !relax.shape<[?]>, !sym.int<m>
  relax.check_condition %k == %m subject "sizes" : !sym.int<k>, !sym.int<m>
  relax.check_condition %k le %m subject "sizes" : !sym.int<k>, !sym.int<m>
  relax.check_condition %k lt %m subject "sizes" : !sym.int<k>, !sym.int<m>
  relax.check_condition %k ne %m subject "sizes" : !sym.int<k>, !sym.int<m>
  relax.return
}

// -----

// A parameter that is not what its type says goes by its name, the symbol by the place where it was read.
// CHECK-LABEL: relax_vm.func @scalar_parameter
//       CHECK: relax_vm.check_equal %arg1, %{{.+}}, <"" expr "scalar parameter n == symbol n, dimension 0 of x">
relax.func @scalar_parameter(%x: !relax.tensor<[n], f32>, %n: !sym.int<n>) {
  %0 = relax.dim %x[0] : !relax.tensor<[n], f32> -> !sym.int<n>
  relax.check_condition %n == %0 subject "n" : !sym.int<n>, !sym.int<n>
  relax.return
}

// Dead code elimination takes the reads of symbols that only types use: they are read again where a value is wanted, in
// the fields of a tuple, too, and once for each region.
// CHECK-LABEL: relax_vm.func @reads_again
//       CHECK: %[[T:.+]] = relax_vm.tuple_get %arg1, 1
//       CHECK: %[[M:.+]] = relax_vm.tensor_dim %[[T]], 1
//       CHECK: %[[N:.+]] = relax_vm.tensor_dim %arg0, 0
//       CHECK: relax_vm.imul
//       CHECK: relax_vm.alloc_tensor
//       CHECK: relax_vm.ret
relax.func @reads_again(%x: !relax.tensor<[n, 4], f32>, %t: tuple<!relax.tensor<[2], f32>, !relax.tensor<[?, m], f32>>)
    -> !relax.tensor<[m * n], f32> attributes {relax.shapes_checked, relax.memory} {
  %0 = sym.value m * n : !sym.int<m * n>
  %1 = relax.alloc_tensor(%0) : (!sym.int<m * n>) -> !relax.tensor<[m * n], f32>
  relax.return %1
}
