// RUN: relax-opt %s --pass-pipeline='builtin.module(builtin.module(relax-fold-constants))' 2>%t | FileCheck %s
// RUN: FileCheck %s --check-prefix=QUIET --allow-empty < %t
// RUN: relax-opt %s --pass-pipeline='builtin.module(builtin.module(relax-fold-constants))' --mlir-disable-threading | FileCheck %s

// Constants are folded by compiling in the context of the pass: what goes wrong there is no message of it, and modules
// side by side do not get into each other's way.

// QUIET-NOT: {{.}}

// A kernel of upstream dialects, which nothing but the compilation needs.
// CHECK-LABEL: module @upstream
//       CHECK: relax.constant dense<[2.000000e+00, 3.000000e+00]> : tensor<2xf32>
//   CHECK-NOT: relax.call_tir
module @upstream {
  func.func private @root(%x: memref<?xf32>, %y: memref<?xf32>) {
    linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%x : memref<?xf32>) outs(%y : memref<?xf32>) {
    ^bb0(%a: f32, %b: f32):
      %0 = math.sqrt %a : f32
      linalg.yield %0 : f32
    }
    return
  }
  relax.func @f() -> !relax.tensor<[2], f32> {
    %a = relax.constant dense<[4.0, 9.0]> : tensor<2xf32>
    %0 = relax.call_tir @root(%a) : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
    relax.return %0 : !relax.tensor<[2], f32>
  }
}

// A kernel that does not compile, as one of its accesses is outside of the buffer: it is the program's to fail.
// CHECK-LABEL: module @refused
//       CHECK: relax.call_tir @outside
//       CHECK: relax.constant dense<[8.000000e+00, 1.800000e+01]> : tensor<2xf32>
module @refused {
  tir.prim_func private @outside(%X: !tir.buffer<[2], f32>, %Y: !tir.buffer<[2], f32>) {
    %c7 = arith.constant 7 : index
    tir.for %i = 0 to 2 {
      tir.block "Y" iters(%v: spatial [0, 2) = %i) {
        tir.reads %X[%c7]
        tir.writes %Y[%v]
        %x = tir.load %X[%c7]
        tir.store %x, %Y[%v]
      }
    }
  }
  relax.func @f() -> (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) {
    %a = relax.constant dense<[4.0, 9.0]> : tensor<2xf32>
    %0 = relax.call_tir @outside(%a) : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
    %1 = relax.add %a, %a : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
    relax.return %0, %1 : !relax.tensor<[2], f32>, !relax.tensor<[2], f32>
  }
}

// Sizes are parameters of the kernels that compute, equal ones and 1 are not.
// CHECK-LABEL: module @sizes
//   CHECK-DAG: dense<[4.000000e+00, 6.000000e+00]> : tensor<2xf32>
//   CHECK-DAG: dense<[5.000000e+00, 7.000000e+00, 9.000000e+00]> : tensor<3xf32>
//   CHECK-DAG: dense<{{\[}}[2.000000e+00, 3.000000e+00, 4.000000e+00], [3.000000e+00, 4.000000e+00, 5.000000e+00]]> : tensor<2x3xf32>
//   CHECK-DAG: dense<{{\[}}[2.000000e+00, 3.000000e+00], [3.000000e+00, 4.000000e+00]]> : tensor<2x2xf32>
//   CHECK-DAG: dense<> : tensor<0x2xf32>
module @sizes {
  relax.func @f() -> (!relax.tensor<[2], f32>, !relax.tensor<[3], f32>, !relax.tensor<[2, 3], f32>, !relax.tensor<[2, 2], f32>, !relax.tensor<[0, 2], f32>) {
    %a = relax.constant dense<[1.0, 2.0]> : tensor<2xf32>
    %b = relax.constant dense<[3.0, 4.0]> : tensor<2xf32>
    %c = relax.constant dense<[1.0, 2.0, 3.0]> : tensor<3xf32>
    %d = relax.constant dense<[4.0, 5.0, 6.0]> : tensor<3xf32>
    %e = relax.constant dense<[[1.0], [2.0]]> : tensor<2x1xf32>
    %z = relax.constant dense<> : tensor<0x1xf32>
    %0 = relax.add %a, %b : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
    %1 = relax.add %c, %d : (!relax.tensor<[3], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[3], f32>
    %2 = relax.add %e, %c : (!relax.tensor<[2, 1], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[2, 3], f32>
    %3 = relax.add %e, %a : (!relax.tensor<[2, 1], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2, 2], f32>
    %4 = relax.add %z, %a : (!relax.tensor<[0, 1], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[0, 2], f32>
    relax.return %0, %1, %2, %3, %4 : !relax.tensor<[2], f32>, !relax.tensor<[3], f32>, !relax.tensor<[2, 3], f32>, !relax.tensor<[2, 2], f32>, !relax.tensor<[0, 2], f32>
  }
}
