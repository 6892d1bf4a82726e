// RUN: relax-opt %s -split-input-file -relax-split-call-tir-by-pattern | FileCheck %s
// RUN: relax-opt %s -split-input-file -pass-pipeline='builtin.module(relax-split-call-tir-by-pattern,relax-split-call-tir-by-pattern)' | FileCheck %s

// What relax-fuse-tir makes of a product and a rectifier: the second one works in place. Other sizes, loops in another order, operands
// swapped, flags.
// CHECK-LABEL: relax.func @matmul_relu
//  CHECK-NEXT:   %[[C:.+]] = relax.call_dps_packed "my.gemm"(%x, %w) : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32>
//  CHECK-NEXT:   %[[Y:.+]] = relax.call_tir_inplace @matmul_relu_kernel_rest(%[[C]]) inplace [0] : (!relax.tensor<[n, 8], f32>) -> !relax.tensor<[n, 8], f32>
//  CHECK-NEXT:   relax.return %[[Y]]
//   CHECK-NOT: module
//   CHECK-NOT: @matmul_relu_kernel(
//       CHECK: tir.prim_func private @matmul_relu_kernel_rest(%Y: !tir.buffer<[s0, 8], f32>)
//  CHECK-SAME:   sym.ranges = {s0 = array<i64: 1>}
//   CHECK-NOT:   "matmul"
//       CHECK:   tir.block "relu"
relax.func @matmul_relu(%x: !relax.tensor<[n, 4], f32>, %w: !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32> {
  %0 = relax.call_tir @matmul_relu_kernel(%x, %w) : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4, 8], f32>) -> !relax.tensor<[n, 8], f32>
  relax.return %0
}
tir.prim_func private @matmul_relu_kernel(%A: !tir.buffer<[s0, 4], f32>, %B: !tir.buffer<[4, 8], f32>, %Y: !tir.buffer<[s0, 8], f32>) attributes {sym.ranges = {s0 = array<i64: 1>}, tir.op_pattern = "out_elementwise_fusable"} {
  %n = sym.value s0 : !sym.int<s0>
  tir.for %i = 0 to %n {
    tir.for %k = 0 to 4 {
      tir.for %j = 0 to 8 {
        tir.block "matmul" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 8) = %j, %vk: reduce [0, 4) = %k) {
          tir.reads %A[%vi, %vk]
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %Y[%vi, %vj]
          }
          %b = tir.load %B[%vk, %vj]
          %a = tir.load %A[%vi, %vk]
          %c = tir.load %Y[%vi, %vj]
          %p = arith.mulf %b, %a fastmath<contract> : f32
          %s = arith.addf %p, %c fastmath<contract> : f32
          tir.store %s, %Y[%vi, %vj] {tir.unguarded}
        }
      }
    }
  }
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 8 {
      tir.block "relu" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 8) = %j) {
        %y = tir.load %Y[%vi, %vj]
        %zero = arith.constant 0.0 : f32
        %r = arith.maximumf %y, %zero : f32
        tir.store %r, %Y[%vi, %vj]
      }
    }
  }
}
module attributes {relax.tir_patterns} {
  tir.prim_func @gemm(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>, %C: !tir.buffer<[n, m], f32>) attributes {relax.library = "my.gemm"} {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    %k = sym.value k : !sym.int<k>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.for %kk = 0 to %k {
          tir.block "gemm" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j, %vk: reduce [0, %k) = %kk) {
            tir.init {
              %zero = arith.constant 0.0 : f32
              tir.store %zero, %C[%vi, %vj]
            }
            %c = tir.load %C[%vi, %vj]
            %a = tir.load %A[%vi, %vk]
            %b = tir.load %B[%vk, %vj]
            %p = arith.mulf %a, %b : f32
            %s = arith.addf %c, %p : f32
            tir.store %s, %C[%vi, %vj]
          }
        }
      }
    }
  }
}

// -----

// In the middle, with a local buffer on both sides, called at two sizes; a parameter that only the end needs. Without a library the
// match is a kernel, shared by the calls.
// CHECK-LABEL: relax.func @middle
//  CHECK-NEXT:   %[[A:.+]] = relax.call_tir @kernel_rest(%x) : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
//  CHECK-NEXT:   %[[B:.+]] = relax.call_tir @gemm(%w, %[[A]]) : (!relax.tensor<[3, 5], f32>, !relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 5], f32>
//  CHECK-NEXT:   %[[C:.+]] = relax.call_tir @[[$LAST:kernel_rest_.*]](%b, %[[B]]) : (!relax.tensor<[5], f32>, !relax.tensor<[n, 5], f32>) -> !relax.tensor<[n, 5], f32>
//  CHECK-NEXT:   relax.return %[[C]]
// CHECK-LABEL: relax.func @again
//       CHECK:   relax.call_tir @kernel_rest(
//       CHECK:   relax.call_tir @gemm(
//       CHECK:   relax.call_tir @[[$LAST]](
//       CHECK: tir.prim_func @kernel(
//       CHECK: tir.prim_func private @kernel_rest(%A: !tir.buffer<[n, k], f32>, %T: !tir.buffer<[n, k], f32>)
//       CHECK: tir.prim_func private @gemm(%B: !tir.buffer<[k, m], f32>, %T: !tir.buffer<[n, k], f32>, %T_1: !tir.buffer<[n, m], f32>)
//       CHECK: tir.prim_func private @[[$LAST]](%D: !tir.buffer<[m], f32>, %T: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[n, m], f32>)
relax.func @middle(%x: !relax.tensor<[n, 3], f32>, %w: !relax.tensor<[3, 5], f32>, %b: !relax.tensor<[5], f32>) -> !relax.tensor<[n, 5], f32> {
  %0 = relax.call_tir @kernel(%x, %w, %b) : (!relax.tensor<[n, 3], f32>, !relax.tensor<[3, 5], f32>, !relax.tensor<[5], f32>) -> !relax.tensor<[n, 5], f32>
  relax.return %0
}
relax.func @again(%x: !relax.tensor<[2, h], f32>, %w: !relax.tensor<[h, h], f32>, %b: !relax.tensor<[h], f32>) -> !relax.tensor<[2, h], f32> {
  %0 = relax.call_tir @kernel(%x, %w, %b) : (!relax.tensor<[2, h], f32>, !relax.tensor<[h, h], f32>, !relax.tensor<[h], f32>) -> !relax.tensor<[2, h], f32>
  relax.return %0
}
tir.prim_func @kernel(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>, %D: !tir.buffer<[m], f32>, %Y: !tir.buffer<[n, m], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  %k = sym.value k : !sym.int<k>
  %E = tir.alloc_buffer : !tir.buffer<[n, k], f32>
  %F = tir.alloc_buffer : !tir.buffer<[n, m], f32>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %k {
      %a = tir.load %A[%i, %j]
      %e = math.exp %a : f32
      tir.store %e, %E[%i, %j]
    }
  }
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.for %kk = 0 to %k {
        tir.block "product" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j, %vk: reduce [0, %k) = %kk) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %F[%vi, %vj]
          }
          %c = tir.load %F[%vi, %vj]
          %a = tir.load %E[%vi, %vk]
          %b = tir.load %B[%vk, %vj]
          %p = arith.mulf %a, %b : f32
          %s = arith.addf %c, %p : f32
          tir.store %s, %F[%vi, %vj]
        }
      }
    }
  }
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      %f = tir.load %F[%i, %j]
      %d = tir.load %D[%j]
      %y = arith.addf %f, %d : f32
      tir.store %y, %Y[%i, %j]
    }
  }
}
module attributes {relax.tir_patterns} {
  tir.prim_func @gemm(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>, %C: !tir.buffer<[n, m], f32>) {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    %k = sym.value k : !sym.int<k>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.for %kk = 0 to %k {
          tir.block "gemm" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j, %vk: reduce [0, %k) = %kk) {
            tir.init {
              %zero = arith.constant 0.0 : f32
              tir.store %zero, %C[%vi, %vj]
            }
            %c = tir.load %C[%vi, %vj]
            %a = tir.load %A[%vi, %vk]
            %b = tir.load %B[%vk, %vj]
            %p = arith.mulf %a, %b : f32
            %s = arith.addf %c, %p : f32
            tir.store %s, %C[%vi, %vj]
          }
        }
      }
    }
  }
}

// -----

// All of a kernel, and at its end behind a kernel that needs a size that no buffer of its own tells.
// CHECK-LABEL: relax.func @whole
//  CHECK-NEXT:   %[[C:.+]] = relax.call_dps_packed "my.gemm"(%x, %w)
//  CHECK-NEXT:   relax.return %[[C]]
// CHECK-LABEL: relax.func @behind
//  CHECK-NEXT:   %[[T:.+]] = relax.call_tir @ones_matmul_rest(%h) : (!sym.int<h>) -> !relax.tensor<[2 * h, 3], f32>
//  CHECK-NEXT:   %[[C:.+]] = relax.call_dps_packed "my.gemm"(%[[T]], %w)
//  CHECK-NEXT:   relax.return %[[C]]
//   CHECK-NOT: @matmul(
//       CHECK: tir.prim_func private @ones_matmul_rest(%k: !sym.int<k>, %T: !tir.buffer<[2 * k, 3], f32>)
relax.func @whole(%x: !relax.tensor<[n, k], f32>, %w: !relax.tensor<[k, k], f32>) -> !relax.tensor<[n, k], f32> {
  %0 = relax.call_tir @matmul(%x, %w) : (!relax.tensor<[n, k], f32>, !relax.tensor<[k, k], f32>) -> !relax.tensor<[n, k], f32>
  relax.return %0
}
relax.func @behind(%w: !relax.tensor<[3, 5], f32>, %h: !sym.int<h>) -> !relax.tensor<[2 * h, 5], f32> {
  %0 = relax.call_tir @ones_matmul(%w, %h) : (!relax.tensor<[3, 5], f32>, !sym.int<h>) -> !relax.tensor<[2 * h, 5], f32>
  relax.return %0
}
tir.prim_func private @matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, k], f32>, %Y: !tir.buffer<[n, k], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %k {
      tir.for %kk = 0 to %k {
        tir.block "product" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %k) = %j, %vk: reduce [0, %k) = %kk) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %Y[%vi, %vj]
          }
          %c = tir.load %Y[%vi, %vj]
          %a = tir.load %A[%vi, %vk]
          %b = tir.load %B[%vk, %vj]
          %p = arith.mulf %a, %b : f32
          %s = arith.addf %c, %p : f32
          tir.store %s, %Y[%vi, %vj]
        }
      }
    }
  }
}
tir.prim_func private @ones_matmul(%B: !tir.buffer<[3, 5], f32>, %h: !sym.int<k>, %Y: !tir.buffer<[2 * k, 5], f32>) {
  %n = sym.value 2 * k : !sym.int<2 * k>
  %one = arith.constant 1.0 : f32
  %T = tir.alloc_buffer : !tir.buffer<[2 * k, 3], f32>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 3 {
      tir.store %one, %T[%i, %j]
    }
  }
  tir.for %i = 0 to %n {
    tir.for %j = 0 to 5 {
      tir.for %kk = 0 to 3 {
        tir.block "product" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, 5) = %j, %vk: reduce [0, 3) = %kk) {
          tir.init {
            %zero = arith.constant 0.0 : f32
            tir.store %zero, %Y[%vi, %vj]
          }
          %c = tir.load %Y[%vi, %vj]
          %a = tir.load %T[%vi, %vk]
          %b = tir.load %B[%vk, %vj]
          %p = arith.mulf %a, %b : f32
          %s = arith.addf %c, %p : f32
          tir.store %s, %Y[%vi, %vj]
        }
      }
    }
  }
}
module attributes {relax.tir_patterns} {
  tir.prim_func @gemm(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>, %C: !tir.buffer<[n, m], f32>) attributes {relax.library = "my.gemm"} {
    %n = sym.value n : !sym.int<n>
    %m = sym.value m : !sym.int<m>
    %k = sym.value k : !sym.int<k>
    tir.for %i = 0 to %n {
      tir.for %j = 0 to %m {
        tir.for %kk = 0 to %k {
          tir.block "gemm" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j, %vk: reduce [0, %k) = %kk) {
            tir.init {
              %zero = arith.constant 0.0 : f32
              tir.store %zero, %C[%vi, %vj]
            }
            %c = tir.load %C[%vi, %vj]
            %a = tir.load %A[%vi, %vk]
            %b = tir.load %B[%vk, %vj]
            %p = arith.mulf %a, %b : f32
            %s = arith.addf %c, %p : f32
            tir.store %s, %C[%vi, %vj]
          }
        }
      }
    }
  }
}

// -----

// Scalars, sizes that are passed, and facts: the library takes lengths that are multiples of 4 and up to 64.
// CHECK-LABEL: relax.func @facts
//  CHECK-NEXT:   %[[SIZE:.+]] = sym.value 4 * n of (%x
//  CHECK-NEXT:   relax.call_dps_packed "my.scale"(%x, %s, %[[SIZE]]) : (!relax.tensor<[4 * n], f32>, f32, !sym.int<4 * n>) -> !relax.tensor<[4 * n], f32>
//  CHECK-NEXT:   relax.call_tir @not_divisible(
//  CHECK-NEXT:   relax.call_tir @too_long(
relax.func @facts(%x: !relax.tensor<[4 * n], f32>, %y: !relax.tensor<[6], f32>, %z: !relax.tensor<[128], f32>, %s: f32, %n: !sym.int<n>)
    -> (!relax.tensor<[4 * n], f32>, !relax.tensor<[6], f32>, !relax.tensor<[128], f32>) {
  %0 = relax.call_tir @fits(%x, %s, %n) : (!relax.tensor<[4 * n], f32>, f32, !sym.int<n>) -> !relax.tensor<[4 * n], f32>
  %1 = relax.call_tir @not_divisible(%y, %s) : (!relax.tensor<[6], f32>, f32) -> !relax.tensor<[6], f32>
  %2 = relax.call_tir @too_long(%z, %s) : (!relax.tensor<[128], f32>, f32) -> !relax.tensor<[128], f32>
  relax.return %0, %1, %2
}
tir.prim_func private @fits(%A: !tir.buffer<[4 * n], f32>, %s: f32, %n: !sym.int<n>, %B: !tir.buffer<[4 * n], f32>) attributes {sym.ranges = {n = array<i64: 1, 16>}} {
  %k = sym.value 4 * n : !sym.int<4 * n>
  tir.for %i = 0 to %k {
    %a = tir.load %A[%i]
    %b = arith.mulf %a, %s : f32
    tir.store %b, %B[%i]
  }
}
tir.prim_func private @not_divisible(%A: !tir.buffer<[6], f32>, %s: f32, %B: !tir.buffer<[6], f32>) {
  tir.for %i = 0 to 6 {
    %a = tir.load %A[%i]
    %b = arith.mulf %a, %s : f32
    tir.store %b, %B[%i]
  }
}
tir.prim_func private @too_long(%A: !tir.buffer<[128], f32>, %s: f32, %B: !tir.buffer<[128], f32>) {
  tir.for %i = 0 to 128 {
    %a = tir.load %A[%i]
    %b = arith.mulf %a, %s : f32
    tir.store %b, %B[%i]
  }
}
module attributes {relax.tir_patterns} {
  tir.prim_func @scale(%A: !tir.buffer<[k], f32>, %s: f32, %k: !sym.int<k>, %B: !tir.buffer<[k], f32>) attributes {relax.library = "my.scale", sym.divisible = {k = 4 : i64}, sym.ranges = {k = array<i64: 1, 64>}} {
    tir.for %i = 0 to %k {
      %a = tir.load %A[%i]
      %b = arith.mulf %a, %s : f32
      tir.store %b, %B[%i]
    }
  }
}
