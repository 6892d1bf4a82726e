// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK: relax_vm.kernel @exp buffers 2 scalars 1
relax_vm.kernel @exp buffers 2 scalars 1
// CHECK: relax_vm.kernel @fill buffers 1 scalars 0
relax_vm.kernel @fill buffers 1 scalars 0
// CHECK: relax_vm.constant @w dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
relax_vm.constant @w dense<[1.0, 2.0]> : tensor<2xf32>

// CHECK-LABEL: relax_vm.func @scalars(
// CHECK-SAME: %[[A:.*]]: i64, %[[B:.*]]: i64) -> i64
relax_vm.func @scalars(%a: i64, %b: i64) -> i64 {
  // CHECK: %[[C:.*]] = relax_vm.iconst -5
  %c = relax_vm.iconst -5
  // CHECK: relax_vm.smove %[[A]]
  %m = relax_vm.smove %a
  // CHECK: relax_vm.iadd %[[A]], %[[B]]
  %0 = relax_vm.iadd %a, %b
  // CHECK: relax_vm.isub
  %1 = relax_vm.isub %0, %m
  // CHECK: relax_vm.imul
  %2 = relax_vm.imul %1, %c
  // CHECK: relax_vm.ifloordiv
  %3 = relax_vm.ifloordiv %2, %b
  // CHECK: relax_vm.iceildiv
  %4 = relax_vm.iceildiv %3, %b
  // CHECK: relax_vm.imod
  %5 = relax_vm.imod %4, %b
  // CHECK: relax_vm.imin
  %6 = relax_vm.imin %5, %a
  // CHECK: relax_vm.imax
  %7 = relax_vm.imax %6, %a
  // CHECK: relax_vm.icmp_eq
  %8 = relax_vm.icmp_eq %7, %a
  // CHECK: relax_vm.icmp_ne
  %9 = relax_vm.icmp_ne %7, %a
  // CHECK: relax_vm.icmp_lt
  %10 = relax_vm.icmp_lt %8, %9
  // CHECK: relax_vm.icmp_le
  %11 = relax_vm.icmp_le %8, %9
  // CHECK: %[[S:.*]] = relax_vm.iselect %{{.*}}, %{{.*}}, %[[A]]
  %12 = relax_vm.iselect %10, %11, %a
  // CHECK: relax_vm.ret %[[S]] : i64
  relax_vm.ret %12 : i64
}

// CHECK-LABEL: relax_vm.func @tensors(
// CHECK-SAME: %[[X:.*]]: !relax_vm.object, %[[N:.*]]: i64)
relax_vm.func @tensors(%x: !relax_vm.object, %n: i64) -> !relax_vm.object {
  // CHECK: relax_vm.check_tensor %[[X]] rank 2 dtype f32, <"x">
  relax_vm.check_tensor %x rank 2 dtype f32, <"x">
  // CHECK: relax_vm.check_tensor %[[X]], <"x">
  relax_vm.check_tensor %x, <"x">
  // CHECK: %[[D:.*]] = relax_vm.tensor_dim %[[X]], 1
  %d = relax_vm.tensor_dim %x, 1
  // CHECK: relax_vm.check_equal %[[D]], %[[N]], <"x" dim 1 expr "n">
  relax_vm.check_equal %d, %n, <"x" dim 1 expr "n">
  // CHECK: relax_vm.check_less_equal %[[D]], %[[N]], <"" expr "n <= 4">
  relax_vm.check_less_equal %d, %n, <"" expr "n <= 4">
  // CHECK: %[[W:.*]] = relax_vm.load_const @w
  %w = relax_vm.load_const @w
  // CHECK: relax_vm.omove %[[W]]
  %m = relax_vm.omove %w
  // CHECK: %[[T:.*]] = relax_vm.alloc_tensor[%[[N]], %[[D]]] : f32
  %t = relax_vm.alloc_tensor[%n, %d] : f32
  // CHECK: relax_vm.alloc_tensor[] : i1 device 2
  %t1 = relax_vm.alloc_tensor[] : i1 device 2
  // CHECK: %[[S:.*]] = relax_vm.alloc_storage %[[N]]
  %s = relax_vm.alloc_storage %n
  // CHECK: relax_vm.alloc_tensor_from_storage %[[S]] at %[[N]][%[[D]]] : bf16
  %t2 = relax_vm.alloc_tensor_from_storage %s at %n [%d] : bf16
  // CHECK: %[[A0:.*]] = relax_vm.alloc_arena[] blocks [0, 100, 128, 64] bytes 192
  %a0 = relax_vm.alloc_arena[] blocks [0, 100, 128, 64] bytes 192
  // CHECK: relax_vm.alloc_arena[%[[N]]] blocks [0, 0, 1]
  %a1 = relax_vm.alloc_arena[%n] blocks [0, 0, 1]
  // CHECK: relax_vm.arena_tensor %[[A0]] block 1[%[[D]]] : f16
  %t3 = relax_vm.arena_tensor %a0 block 1[%d] : f16
  // CHECK: relax_vm.copy_tensor %[[T]]
  %c = relax_vm.copy_tensor %t
  // CHECK: relax_vm.view_tensor %{{.*}}[%[[N]]]
  %v = relax_vm.view_tensor %c [%n]
  // CHECK: relax_vm.read_scalar %[[X]]
  %r = relax_vm.read_scalar %x
  // CHECK: relax_vm.kill %{{.*}}, %[[S]]
  relax_vm.kill %t2, %s
  relax_vm.ret %v : !relax_vm.object
}

// CHECK-LABEL: relax_vm.func @objects(
relax_vm.func @objects(%o: !relax_vm.object, %n: i64) -> (!relax_vm.object, i64) {
  // CHECK: %[[S:.*]] = relax_vm.make_shape[%[[N:.*]], %[[N]]]
  %s = relax_vm.make_shape[%n, %n]
  // CHECK: relax_vm.check_shape %[[S]] rank 2, <"s">
  relax_vm.check_shape %s rank 2, <"s">
  // CHECK: relax_vm.check_shape %[[S]], <"s">
  relax_vm.check_shape %s, <"s">
  // CHECK: relax_vm.shape_dim %[[S]], 0
  %d = relax_vm.shape_dim %s, 0
  // CHECK: %[[T:.*]] = relax_vm.make_tuple(%[[S]], %{{.*}})
  %t = relax_vm.make_tuple (%s, %o)
  // CHECK: relax_vm.check_tuple %[[T]] size 2, <"t" dim 1>
  relax_vm.check_tuple %t size 2, <"t" dim 1>
  // CHECK: relax_vm.check_tuple %[[T]], <"t">
  relax_vm.check_tuple %t, <"t">
  // CHECK: relax_vm.tuple_get %[[T]], 1
  %f = relax_vm.tuple_get %t, 1
  // CHECK: %[[B:.*]] = relax_vm.box_scalar %{{.*}} : f16
  %b = relax_vm.box_scalar %d : f16
  // CHECK: relax_vm.unbox_scalar %[[B]] : f16
  %u = relax_vm.unbox_scalar %b : f16
  // CHECK: relax_vm.unbox_scalar %[[B]]{{$}}
  %u1 = relax_vm.unbox_scalar %b
  relax_vm.ret %f, %u : !relax_vm.object, i64
}

// CHECK-LABEL: relax_vm.func @control(
relax_vm.func @control(%o: !relax_vm.object, %n: i64) -> !relax_vm.object {
  // CHECK: relax_vm.jump ^bb1(%{{.*}}, %{{.*}} : !relax_vm.object, i64)
  relax_vm.jump ^head(%o, %n : !relax_vm.object, i64)
^head(%x: !relax_vm.object, %i: i64):
  // CHECK: relax_vm.branch %{{.*}}, ^bb2, ^bb3(%{{.*}} : !relax_vm.object)
  relax_vm.branch %i, ^body, ^exit(%x : !relax_vm.object)
^body:
  %one = relax_vm.iconst 1
  %j = relax_vm.isub %i, %one
  relax_vm.jump ^head(%x, %j : !relax_vm.object, i64)
^exit(%r: !relax_vm.object):
  // CHECK: relax_vm.jump ^bb4{{$}}
  relax_vm.jump ^end
^end:
  relax_vm.ret %r : !relax_vm.object
}

// CHECK-LABEL: relax_vm.func private @calls(
// CHECK-SAME: arg_names = ["x", "n"]
// CHECK-SAME: arg_signature = ["!relax.tensor<[n], f32>", "!sym.int<n>"]
relax_vm.func private @calls(%x: !relax_vm.object, %n: i64)
    attributes {arg_names = ["x", "n"], arg_signature = ["!relax.tensor<[n], f32>", "!sym.int<n>"],
                result_names = [], result_signature = []} {
  // CHECK: relax_vm.call_kernel @exp(%[[X:.*]], %[[X]]) scalars(%[[N:.*]])
  relax_vm.call_kernel @exp(%x, %x) scalars(%n)
  // CHECK: relax_vm.call_kernel @fill(%[[X]])
  relax_vm.call_kernel @fill(%x)
  // CHECK: relax_vm.call_packed "f"(%[[N]], %[[X]]) : (i64, !relax_vm.object) -> (!relax_vm.object, i64)
  %0:2 = relax_vm.call_packed "f"(%n, %x) : (i64, !relax_vm.object) -> (!relax_vm.object, i64)
  // CHECK: relax_vm.call_packed "g"() : () -> ()
  relax_vm.call_packed "g"() : () -> ()
  // CHECK: relax_vm.call @objects(%[[X]], %[[N]]) : (!relax_vm.object, i64) -> (!relax_vm.object, i64)
  %1:2 = relax_vm.call @objects(%x, %n) : (!relax_vm.object, i64) -> (!relax_vm.object, i64)
  // CHECK: %[[C:.*]] = relax_vm.make_closure @objects(%[[N]]) : i64
  %c = relax_vm.make_closure @objects(%n) : i64
  // CHECK: relax_vm.make_closure @objects()
  %c1 = relax_vm.make_closure @objects()
  // CHECK: relax_vm.invoke_closure %[[C]](%[[X]]) : (!relax_vm.object) -> (!relax_vm.object, i64)
  %2:2 = relax_vm.invoke_closure %c(%x) : (!relax_vm.object) -> (!relax_vm.object, i64)
  // CHECK: relax_vm.fail "no way out"
  relax_vm.fail "no way out"
  // CHECK: relax_vm.ret
  relax_vm.ret
}
