// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-recognize-patterns))' | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(relax.func(relax-recognize-patterns,relax-recognize-patterns))' | FileCheck %s

!x = !relax.tensor<[b, 2, n, 8], f32>
!h = !relax.tensor<[b, 2, n, 4], f32>
!c = !relax.tensor<[b, 1, n, 8], f32>
!g = !relax.tensor<[b, 1, n, 4], f32>
!p = !relax.tensor<[b, 2, n, 4, 2], f32>
!q = !relax.tensor<[b, 2, n, 4, 1], f32>
!i = !sym.int<0>
!j = !sym.int<4>
!e = !sym.int<8>
!m = !sym.int<9223372036854775807>
!one = !sym.int<1>
!two = !sym.int<2>

// As the decoders of Hugging Face are exported.
// CHECK-LABEL: relax.func @halves(
// CHECK-NEXT:    %[[Y:.+]] = relax.rotary_embedding %x, %cos, %sin : (
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @halves(%x: !x, %cos: !c, %sin: !c) -> !x {
  %zero = sym.value 0 : !sym.int<0>
  %four = sym.value 4 : !sym.int<4>
  %max = sym.value 9223372036854775807 : !sym.int<9223372036854775807>
  %low = relax.strided_slice %x begin = [%zero] end = [%four] axes = [3] : (!x, !i, !j) -> !h
  %high = relax.strided_slice %x begin = [%four] end = [%max] axes = [3] : (!x, !j, !m) -> !h
  %0 = relax.negative %high : (!h) -> !h
  %1 = relax.concat %0, %low axis = -1 : (!h, !h) -> !x
  %2 = relax.multiply %x, %cos : (!x, !c) -> !x
  %3 = relax.multiply %1, %sin : (!x, !c) -> !x
  %4 = relax.add %2, %3 : (!x, !x) -> !x
  relax.return %4
}

// Other orders, a split, and -1 as a factor.
// CHECK-LABEL: relax.func @other_orders(
// CHECK:         %[[Y:.+]] = relax.rotary_embedding %x, %cos, %sin : (
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @other_orders(%x: !x, %cos: !c, %sin: !c) -> !x {
  %four = sym.value 4 : !sym.int<4>
  %minus = relax.constant dense<-1.0> : tensor<f32>
  %low, %high = relax.split %x sizes = [%four, %four] axis = -1 : (!x, !j, !j) -> (!h, !h)
  %0 = relax.multiply %minus, %high : (!relax.tensor<[], f32>, !h) -> !h
  %1 = relax.concat %0, %low axis = 3 : (!h, !h) -> !x
  %2 = relax.multiply %sin, %1 : (!c, !x) -> !x
  %3 = relax.multiply %cos, %x : (!c, !x) -> !x
  %4 = relax.add %2, %3 : (!x, !x) -> !x
  relax.return %4
}

// Neighbours are pairs.
// CHECK-LABEL: relax.func @neighbours(
// CHECK:         %[[Y:.+]] = relax.rotary_embedding %x, %cos, %sin interleaved : (
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @neighbours(%x: !x, %cos: !c, %sin: !c) -> !x {
  %zero = sym.value 0 : !sym.int<0>
  %first = sym.value 1 : !sym.int<1>
  %step = sym.value 2 : !sym.int<2>
  %max = sym.value 9223372036854775807 : !sym.int<9223372036854775807>
  %shape = relax.shape_of %x : !x -> !relax.shape<[b, 2, n, 8]>
  %even = relax.strided_slice %x begin = [%zero] end = [%max] strides = [%step] axes = [-1] : (!x, !i, !m, !two) -> !h
  %odd = relax.strided_slice %x begin = [%first] end = [%max] strides = [%step] axes = [-1] : (!x, !one, !m, !two) -> !h
  %0 = relax.negative %odd : (!h) -> !h
  %1 = relax.stack %0, %even axis = -1 : (!h, !h) -> !p
  %2 = relax.reshape %1, %shape : (!p, !relax.shape<[b, 2, n, 8]>) -> !x
  %3 = relax.multiply %x, %cos : (!x, !c) -> !x
  %4 = relax.multiply %2, %sin : (!x, !c) -> !x
  %5 = relax.add %3, %4 : (!x, !x) -> !x
  relax.return %5
}

// Both elements of each pair for themselves, with an entry for each pair.
// CHECK-LABEL: relax.func @parts(
// CHECK-NEXT:    %[[Y:.+]] = relax.rotary_embedding %x, %cos, %sin : (
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @parts(%x: !x, %cos: !g, %sin: !g) -> !x {
  %zero = sym.value 0 : !sym.int<0>
  %four = sym.value 4 : !sym.int<4>
  %eight = sym.value 8 : !sym.int<8>
  %a = relax.strided_slice %x begin = [%zero] end = [%four] axes = [3] : (!x, !i, !j) -> !h
  %b = relax.strided_slice %x begin = [%four] end = [%eight] axes = [3] : (!x, !j, !e) -> !h
  %0 = relax.multiply %a, %cos : (!h, !g) -> !h
  %1 = relax.multiply %b, %sin : (!h, !g) -> !h
  %2 = relax.subtract %0, %1 : (!h, !h) -> !h
  %3 = relax.multiply %sin, %a : (!g, !h) -> !h
  %4 = relax.multiply %cos, %b : (!g, !h) -> !h
  %5 = relax.add %3, %4 : (!h, !h) -> !h
  %6 = relax.concat %2, %5 axis = 3 : (!h, !h) -> !x
  relax.return %6
}

// The same for neighbours, as the function body of ONNX has it.
// CHECK-LABEL: relax.func @neighbouring_parts(
// CHECK:         %[[Y:.+]] = relax.rotary_embedding %x, %cos, %sin interleaved : (
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @neighbouring_parts(%x: !x, %cos: !g, %sin: !g) -> !x {
  %zero = sym.value 0 : !sym.int<0>
  %first = sym.value 1 : !sym.int<1>
  %step = sym.value 2 : !sym.int<2>
  %eight = sym.value 8 : !sym.int<8>
  %shape = relax.shape_of %x : !x -> !relax.shape<[b, 2, n, 8]>
  %a = relax.strided_slice %x begin = [%zero] end = [%eight] strides = [%step] axes = [3] : (!x, !i, !e, !two) -> !h
  %b = relax.strided_slice %x begin = [%first] end = [%eight] strides = [%step] axes = [3] : (!x, !one, !e, !two) -> !h
  %0 = relax.multiply %cos, %a : (!g, !h) -> !h
  %1 = relax.multiply %sin, %b : (!g, !h) -> !h
  %2 = relax.subtract %0, %1 : (!h, !h) -> !h
  %3 = relax.multiply %sin, %a : (!g, !h) -> !h
  %4 = relax.multiply %cos, %b : (!g, !h) -> !h
  %5 = relax.add %3, %4 : (!h, !h) -> !h
  %6 = relax.expand_dims %2 axis = [-1] : (!h) -> !q
  %7 = relax.expand_dims %5 axis = [-1] : (!h) -> !q
  %8 = relax.concat %6, %7 axis = -1 : (!q, !q) -> !p
  %9 = relax.reshape %8, %shape : (!p, !relax.shape<[b, 2, n, 8]>) -> !x
  relax.return %9
}

// Several users of one pair of tables; the second one scales what it turns, which stays in front.
// CHECK-LABEL: relax.func @twice(
// CHECK-DAG:     relax.rotary_embedding %x, %cos, %sin : (
// CHECK-DAG:     %[[S:.+]] = relax.multiply %y, %{{.+}} : (
// CHECK-DAG:     relax.rotary_embedding %[[S]], %cos, %sin : (
// CHECK:         relax.return
relax.func @twice(%x: !x, %y: !x, %cos: !c, %sin: !c) -> (!x, !x) {
  %zero = sym.value 0 : !sym.int<0>
  %four = sym.value 4 : !sym.int<4>
  %eight = sym.value 8 : !sym.int<8>
  %half = relax.constant dense<0.5> : tensor<f32>
  %s = relax.multiply %y, %half : (!x, !relax.tensor<[], f32>) -> !x
  %low = relax.strided_slice %x begin = [%zero] end = [%four] axes = [3] : (!x, !i, !j) -> !h
  %high = relax.strided_slice %x begin = [%four] end = [%eight] axes = [3] : (!x, !j, !e) -> !h
  %0 = relax.negative %high : (!h) -> !h
  %1 = relax.concat %0, %low axis = 3 : (!h, !h) -> !x
  %2 = relax.multiply %x, %cos : (!x, !c) -> !x
  %3 = relax.multiply %1, %sin : (!x, !c) -> !x
  %4 = relax.add %2, %3 : (!x, !x) -> !x
  %low_s = relax.strided_slice %s begin = [%zero] end = [%four] axes = [3] : (!x, !i, !j) -> !h
  %high_s = relax.strided_slice %s begin = [%four] end = [%eight] axes = [3] : (!x, !j, !e) -> !h
  %5 = relax.negative %high_s : (!h) -> !h
  %6 = relax.concat %5, %low_s axis = 3 : (!h, !h) -> !x
  %7 = relax.multiply %s, %cos : (!x, !c) -> !x
  %8 = relax.multiply %6, %sin : (!x, !c) -> !x
  %9 = relax.add %7, %8 : (!x, !x) -> !x
  relax.return %4, %9
}

// Not turned: the halves are not swapped; nothing is negative; the wrong half is; the slices are of another tensor; a
// part is used elsewhere.
// CHECK-LABEL: relax.func @no_rotation(
// CHECK-NOT:     relax.rotary_embedding
// CHECK:         relax.return
relax.func @no_rotation(%x: !x, %y: !x, %cos: !c, %sin: !c) -> (!x, !x, !x, !x, !x, !h) {
  %zero = sym.value 0 : !sym.int<0>
  %four = sym.value 4 : !sym.int<4>
  %eight = sym.value 8 : !sym.int<8>
  %low = relax.strided_slice %x begin = [%zero] end = [%four] axes = [3] : (!x, !i, !j) -> !h
  %high = relax.strided_slice %x begin = [%four] end = [%eight] axes = [3] : (!x, !j, !e) -> !h
  %low_y = relax.strided_slice %y begin = [%zero] end = [%four] axes = [3] : (!x, !i, !j) -> !h
  %high_y = relax.strided_slice %y begin = [%four] end = [%eight] axes = [3] : (!x, !j, !e) -> !h
  %minus_low = relax.negative %low : (!h) -> !h
  %minus_high = relax.negative %high : (!h) -> !h
  %minus_y = relax.negative %high_y : (!h) -> !h
  %0 = relax.concat %minus_low, %high axis = 3 : (!h, !h) -> !x
  %1 = relax.concat %high, %low axis = 3 : (!h, !h) -> !x
  %2 = relax.concat %high, %minus_low axis = 3 : (!h, !h) -> !x
  %3 = relax.concat %minus_y, %low_y axis = 3 : (!h, !h) -> !x
  %4 = relax.concat %minus_high, %low axis = 3 : (!h, !h) -> !x
  %c = relax.multiply %x, %cos : (!x, !c) -> !x
  %s0 = relax.multiply %0, %sin : (!x, !c) -> !x
  %s1 = relax.multiply %1, %sin : (!x, !c) -> !x
  %s2 = relax.multiply %2, %sin : (!x, !c) -> !x
  %s3 = relax.multiply %3, %sin : (!x, !c) -> !x
  %s4 = relax.multiply %4, %sin : (!x, !c) -> !x
  %r0 = relax.add %c, %s0 : (!x, !x) -> !x
  %r1 = relax.add %c, %s1 : (!x, !x) -> !x
  %r2 = relax.add %c, %s2 : (!x, !x) -> !x
  %r3 = relax.add %c, %s3 : (!x, !x) -> !x
  %r4 = relax.add %c, %s4 : (!x, !x) -> !x
  relax.return %r0, %r1, %r2, %r3, %r4, %minus_high
}

// A table with one entry for all elements; interleaved parts that are put together as halves.
// CHECK-LABEL: relax.func @other_tables(
// CHECK-NOT:     relax.rotary_embedding
// CHECK:         relax.return
relax.func @other_tables(%x: !x, %narrow: !relax.tensor<[1], f32>, %cos: !g, %sin: !c) -> (!x, !x) {
  %zero = sym.value 0 : !sym.int<0>
  %first = sym.value 1 : !sym.int<1>
  %step = sym.value 2 : !sym.int<2>
  %four = sym.value 4 : !sym.int<4>
  %eight = sym.value 8 : !sym.int<8>
  %low = relax.strided_slice %x begin = [%zero] end = [%four] axes = [3] : (!x, !i, !j) -> !h
  %high = relax.strided_slice %x begin = [%four] end = [%eight] axes = [3] : (!x, !j, !e) -> !h
  %0 = relax.negative %high : (!h) -> !h
  %1 = relax.concat %0, %low axis = 3 : (!h, !h) -> !x
  %2 = relax.multiply %x, %narrow : (!x, !relax.tensor<[1], f32>) -> !x
  %3 = relax.multiply %1, %sin : (!x, !c) -> !x
  %4 = relax.add %2, %3 : (!x, !x) -> !x
  %a = relax.strided_slice %x begin = [%zero] end = [%eight] strides = [%step] axes = [3] : (!x, !i, !e, !two) -> !h
  %b = relax.strided_slice %x begin = [%first] end = [%eight] strides = [%step] axes = [3] : (!x, !one, !e, !two) -> !h
  %10 = relax.multiply %cos, %a : (!g, !h) -> !h
  %11 = relax.multiply %cos, %b : (!g, !h) -> !h
  %12 = relax.subtract %10, %11 : (!h, !h) -> !h
  %13 = relax.add %10, %11 : (!h, !h) -> !h
  %14 = relax.concat %12, %13 axis = 3 : (!h, !h) -> !x
  relax.return %4, %14
}
