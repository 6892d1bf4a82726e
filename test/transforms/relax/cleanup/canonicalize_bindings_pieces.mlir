// Tensors that are cut where they were put together, and the other way round.
// RUN: relax-opt %s -relax-canonicalize-bindings | FileCheck %s
// RUN: relax-opt %s -relax-canonicalize-bindings -relax-canonicalize-bindings | FileCheck %s

!x = !relax.tensor<[n, 4], f32>
!y = !relax.tensor<[m, 4], f32>
!xy = !relax.tensor<[m + n, 4], f32>

// CHECK-LABEL: relax.func @concat_of_split(
//  CHECK-NEXT: relax.return %x
relax.func @concat_of_split(%x: !relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32> {
  %a = sym.value 4 : !sym.int<4>
  %0:2 = relax.split %x sizes = [%a, %a] axis = 1 : (!relax.tensor<[n, 8], f32>, !sym.int<4>, !sym.int<4>) -> (!x, !x)
  %1 = relax.concat %0#0, %0#1 axis = -1 : (!x, !x) -> !relax.tensor<[n, 8], f32>
  relax.return %1
}

// Both are sizes of tensors, and so not negative.
// CHECK-LABEL: relax.func @symbolic_pieces(
//  CHECK-NEXT: relax.return %z, %y, %x
relax.func @symbolic_pieces(%x: !x, %y: !y, %z: !xy, %n: !sym.int<n>, %m: !sym.int<m>) -> (!xy, !y, !x) {
  %0:2 = relax.split %z sizes = [%n, %m] axis = 0 : (!xy, !sym.int<n>, !sym.int<m>) -> (!x, !y)
  %1 = relax.concat %0#0, %0#1 axis = -2 : (!x, !y) -> !xy
  %2 = relax.concat %x, %y axis = 0 : (!x, !y) -> !xy
  %3:2 = relax.split %2 sizes = [%n, %m] axis = 0 : (!xy, !sym.int<n>, !sym.int<m>) -> (!x, !y)
  relax.return %1, %3#1, %3#0
}

// Nobody says that n and m are not negative: the split checks it.
// CHECK-LABEL: relax.func @checked(
//       CHECK: relax.split
//       CHECK: relax.concat
relax.func @checked(%x: !xy, %n: !sym.int<n>, %m: !sym.int<m>) -> !xy {
  %0:2 = relax.split %x sizes = [%n, %m] axis = 0 : (!xy, !sym.int<n>, !sym.int<m>) -> (!x, !y)
  %1 = relax.concat %0#0, %0#1 axis = -2 : (!x, !y) -> !xy
  relax.return %1
}

// Another order, another axis, a part that is missing.
// CHECK-LABEL: relax.func @other_concats(
//       CHECK: relax.concat
//       CHECK: relax.concat
//       CHECK: relax.concat
relax.func @other_concats(%x: !xy, %z: !relax.tensor<[n, n], f32>, %n: !sym.int<n>, %m: !sym.int<m>)
    -> (!xy, !relax.tensor<[2, 8], f32>, !relax.tensor<[2 * n, 4], f32>) {
  %0:2 = relax.split %x sizes = [%n, %m] axis = 0 : (!xy, !sym.int<n>, !sym.int<m>) -> (!x, !y)
  %1 = relax.concat %0#1, %0#0 axis = 0 : (!y, !x) -> !xy
  %2 = relax.constant dense<"0x0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F40"> : tensor<4x4xf32>
  %c2 = sym.value 2 : !sym.int<2>
  %3:2 = relax.split %2 sizes = [%c2, %c2] axis = 0 : (!relax.tensor<[4, 4], f32>, !sym.int<2>, !sym.int<2>) -> (!relax.tensor<[2, 4], f32>, !relax.tensor<[2, 4], f32>)
  %4 = relax.concat %3#0, %3#1 axis = 1 : (!relax.tensor<[2, 4], f32>, !relax.tensor<[2, 4], f32>) -> !relax.tensor<[2, 8], f32>
  %5 = relax.concat %0#0, %0#0 axis = 0 : (!x, !x) -> !relax.tensor<[2 * n, 4], f32>
  relax.return %1, %4, %5
}

// CHECK-LABEL: relax.func @split_of_concat(
//  CHECK-NEXT: relax.return %y, %x
relax.func @split_of_concat(%x: !x, %y: !x) -> (!x, !x) {
  %a = sym.value 4 : !sym.int<4>
  %0 = relax.concat %x, %y axis = 1 : (!x, !x) -> !relax.tensor<[n, 8], f32>
  %1:2 = relax.split %0 sizes = [%a, %a] axis = 1 : (!relax.tensor<[n, 8], f32>, !sym.int<4>, !sym.int<4>) -> (!x, !x)
  relax.return %1#1, %1#0
}

// Some of the parts; the rest is still cut.
// CHECK-LABEL: relax.func @some_parts(
//       CHECK: %[[C:.+]] = relax.concat %a, %b, %c
//       CHECK: %[[S:.+]]:3 = relax.split %[[C]]
//  CHECK-NEXT: relax.return %[[S]]#0, %[[S]]#1, %c
relax.func @some_parts(%a: !relax.tensor<[2], f32>, %b: !relax.tensor<[4], f32>, %c: !relax.tensor<[3], f32>)
    -> (!relax.tensor<[3], f32>, !relax.tensor<[3], f32>, !relax.tensor<[3], f32>) {
  %0 = relax.concat %a, %b, %c axis = 0 : (!relax.tensor<[2], f32>, !relax.tensor<[4], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[9], f32>
  %c3 = sym.value 3 : !sym.int<3>
  %1:3 = relax.split %0 sizes = [%c3, %c3, %c3] axis = 0 : (!relax.tensor<[9], f32>, !sym.int<3>, !sym.int<3>, !sym.int<3>) -> (!relax.tensor<[3], f32>, !relax.tensor<[3], f32>, !relax.tensor<[3], f32>)
  relax.return %1#0, %1#1, %1#2
}

// n and m are other sizes, in general.
// CHECK-LABEL: relax.func @other_sizes(
//       CHECK: relax.split
relax.func @other_sizes(%x: !x, %y: !y, %n: !sym.int<n>, %m: !sym.int<m>) -> (!y, !x) {
  %0 = relax.concat %x, %y axis = 0 : (!x, !y) -> !xy
  %1:2 = relax.split %0 sizes = [%m, %n] axis = 0 : (!xy, !sym.int<m>, !sym.int<n>) -> (!y, !x)
  relax.return %1#0, %1#1
}

// CHECK-LABEL: relax.func @slices(
//  CHECK-NEXT: relax.return %a, %b, %b
relax.func @slices(%a: !x, %b: !x) -> (!x, !x, !x) {
  %0 = relax.concat %a, %b axis = 1 : (!x, !x) -> !relax.tensor<[n, 8], f32>
  %c0 = sym.value 0 : !sym.int<0>
  %c4 = sym.value 4 : !sym.int<4>
  %max = sym.value 9223372036854775807 : !sym.int<9223372036854775807>
  %minus = sym.value -4 : !sym.int<-4>
  %one = sym.value 1 : !sym.int<1>
  %1 = relax.strided_slice %0 begin = [%c0] end = [%c4] strides = [%one] axes = [1] : (!relax.tensor<[n, 8], f32>, !sym.int<0>, !sym.int<4>, !sym.int<1>) -> !x
  %2 = relax.strided_slice %0 begin = [%c4] end = [%max] axes = [-1] : (!relax.tensor<[n, 8], f32>, !sym.int<4>, !sym.int<9223372036854775807>) -> !x
  %3 = relax.strided_slice %0 begin = [%minus] end = [%max] axes = [1] : (!relax.tensor<[n, 8], f32>, !sym.int<-4>, !sym.int<9223372036854775807>) -> !x
  relax.return %1, %2, %3
}

// CHECK-LABEL: relax.func @symbolic_slices(
//  CHECK-NEXT: relax.return %x, %y
relax.func @symbolic_slices(%x: !x, %y: !y, %n: !sym.int<n>, %e: !sym.int<m + n>) -> (!x, !y) {
  %0 = relax.concat %x, %y axis = 0 : (!x, !y) -> !xy
  %c0 = sym.value 0 : !sym.int<0>
  %1 = relax.strided_slice %0 begin = [%c0] end = [%n] axes = [0] : (!xy, !sym.int<0>, !sym.int<n>) -> !x
  %2 = relax.strided_slice %0 begin = [%n] end = [%e] axes = [0] : (!xy, !sym.int<n>, !sym.int<m + n>) -> !y
  relax.return %1, %2
}

// Over an edge, backwards, along another axis.
// CHECK-LABEL: relax.func @other_slices(
//       CHECK: relax.strided_slice
//       CHECK: relax.strided_slice
//       CHECK: relax.strided_slice
relax.func @other_slices(%a: !relax.tensor<[4, 4], f32>, %b: !relax.tensor<[4, 4], f32>) -> (!relax.tensor<[4, 4], f32>, !relax.tensor<[4, 4], f32>, !relax.tensor<[0, 8], f32>) {
  %0 = relax.concat %a, %b axis = 1 : (!relax.tensor<[4, 4], f32>, !relax.tensor<[4, 4], f32>) -> !relax.tensor<[4, 8], f32>
  %c3 = sym.value 3 : !sym.int<3>
  %c4 = sym.value 4 : !sym.int<4>
  %c7 = sym.value 7 : !sym.int<7>
  %c8 = sym.value 8 : !sym.int<8>
  %minus = sym.value -1 : !sym.int<-1>
  %1 = relax.strided_slice %0 begin = [%c3] end = [%c7] axes = [1] : (!relax.tensor<[4, 8], f32>, !sym.int<3>, !sym.int<7>) -> !relax.tensor<[4, 4], f32>
  %2 = relax.strided_slice %0 begin = [%c7] end = [%c3] strides = [%minus] axes = [1] : (!relax.tensor<[4, 8], f32>, !sym.int<7>, !sym.int<3>, !sym.int<-1>) -> !relax.tensor<[4, 4], f32>
  %3 = relax.strided_slice %0 begin = [%c4] end = [%c8] axes = [0] : (!relax.tensor<[4, 8], f32>, !sym.int<4>, !sym.int<8>) -> !relax.tensor<[0, 8], f32>
  relax.return %1, %2, %3
}

// CHECK-LABEL: relax.func @updated(
//       CHECK: relax.concat
//       CHECK: relax.split
relax.func @updated(%x: !x, %y: !y, %n: !sym.int<n>, %m: !sym.int<m>) -> (!x, !x) {
  %0 = relax.concat %x, %y axis = 0 : (!x, !y) -> !xy
  %1:2 = relax.split %0 sizes = [%n, %m] axis = 0 : (!xy, !sym.int<n>, !sym.int<m>) -> (!x, !y)
  %2 = relax.call_packed "scale"(%x) mutates [0] : (!x) -> !x
  relax.return %1#0, %2
}
