// How much larger than its constants a result may be, where it is above the size that is always kept.
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-fold-constants{max-generated-bytes=4 max-growth=3})' | FileCheck %s --check-prefixes=CHECK,THREE
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-fold-constants{max-generated-bytes=4 max-growth=3},relax-fold-constants{max-generated-bytes=4 max-growth=3})' | FileCheck %s --check-prefixes=CHECK,THREE
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-fold-constants{max-generated-bytes=4 max-growth=2})' | FileCheck %s --check-prefixes=CHECK,TWO
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-fold-constants{max-generated-bytes=4 max-growth=0})' | FileCheck %s --check-prefixes=CHECK,ZERO
// RUN: relax-opt %s -pass-pipeline='builtin.module(relax-fold-constants{max-generated-bytes=24 max-growth=0})' | FileCheck %s --check-prefixes=CHECK,THREE

// 24 bytes of 8.
// CHECK-LABEL: relax.func @three_times
//       THREE: relax.constant dense<[1.000000e+00, 2.000000e+00, 1.000000e+00, 2.000000e+00, 1.000000e+00, 2.000000e+00]>
//   THREE-NOT: relax.concat
//         TWO: relax.concat
//        ZERO: relax.concat
relax.func @three_times() -> !relax.tensor<[6], f32> {
  %a = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %0 = relax.concat %a, %a, %a axis = 0 : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[6], f32>
  relax.return %0 : !relax.tensor<[6], f32>
}

// 8 bytes of 16: what does not grow is kept, unless nothing is.
// CHECK-LABEL: relax.func @shrinks
//       THREE: relax.constant dense<[4.000000e+00, 6.000000e+00]>
//         TWO: relax.constant dense<[4.000000e+00, 6.000000e+00]>
//        ZERO: relax.sum
relax.func @shrinks() -> !relax.tensor<[2], f32> {
  %a = relax.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %0 = relax.sum %a axis = [0] : (!relax.tensor<[2, 2], f32>) -> !relax.tensor<[2], f32>
  relax.return %0 : !relax.tensor<[2], f32>
}

// A symbol has no size, whatever the factor.
// CHECK-LABEL: relax.func @symbolic
//       CHECK: relax.concat
//  CHECK-NEXT: relax.add
relax.func @symbolic(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[3 * n], f32> {
  %0 = relax.concat %x, %x, %x axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[3 * n], f32>
  %1 = relax.add %0, %0 : (!relax.tensor<[3 * n], f32>, !relax.tensor<[3 * n], f32>) -> !relax.tensor<[3 * n], f32>
  relax.return %1 : !relax.tensor<[3 * n], f32>
}
