// RUN: relax-opt %s --pass-pipeline='builtin.module(gpu.module(tir-convert-gpu-to-nvvm))' --split-input-file --verify-diagnostics | FileCheck %s
// RUN: relax-opt %s --pass-pipeline='builtin.module(gpu.module(tir-convert-gpu-to-nvvm{chip=sm_90 features=+ptx81}))' --split-input-file --verify-diagnostics | FileCheck %s --check-prefix=CHIP

// CHECK-LABEL: gpu.module @kernels [#nvvm.target<O = 3, chip = "sm_80", features = "+ptx80">]
// CHIP-LABEL:  gpu.module @kernels [#nvvm.target<O = 3, chip = "sm_90", features = "+ptx81">]
gpu.module @kernels {
  // CHECK: llvm.mlir.global internal @shared_0() {addr_space = 3 : i32, alignment = 16 : i64} : !llvm.array<16 x f32>
  // CHECK: llvm.func @copy(%[[X:.+]]: !llvm.ptr {llvm.noalias}, %[[N:.+]]: i64) attributes {gpu.kernel, nvvm.kernel, nvvm.maxntid = array<i32: 16, 1, 1>} {
  // CHECK:   nvvm.read.ptx.sreg.tid.x
  // CHECK:   llvm.mlir.addressof @shared_0 : !llvm.ptr<3>
  // CHECK:   llvm.getelementptr inbounds|nuw %[[X]][%{{.+}}] : (!llvm.ptr, i64) -> !llvm.ptr, f32
  // CHECK:   llvm.store %{{.+}}, %{{.+}} : f32, !llvm.ptr<3>
  // CHECK:   nvvm.barrier
  // CHECK:   llvm.return
  gpu.func @copy(%x: memref<?xf32>, %n: i64) kernel attributes {known_block_size = array<i32: 16, 1, 1>} {
    %t = gpu.thread_id x
    %a = memref.alloc() : memref<16xf32, #gpu.address_space<workgroup>>
    %v = memref.load %x[%t] : memref<?xf32>
    memref.store %v, %a[%t] : memref<16xf32, #gpu.address_space<workgroup>>
    gpu.barrier
    gpu.return
  }
  // Instructions, no device library.
  // CHECK: llvm.func @math
  // CHECK:   llvm.intr.fma
  // CHECK:   llvm.intr.sqrt
  // CHECK-NOT: __nv_
  // CHECK: llvm.return
  gpu.func @math(%x: memref<?xf64>) kernel {
    %t = gpu.thread_id x
    %v = memref.load %x[%t] : memref<?xf64>
    %w = math.fma %v, %v, %v : f64
    %u = math.sqrt %w : f64
    memref.store %u, %x[%t] : memref<?xf64>
    gpu.return
  }
}

// -----

gpu.module @library {
  gpu.func @exp(%x: memref<?xf64>) kernel {
    %t = gpu.thread_id x
    %v = memref.load %x[%t] : memref<?xf64>
    // expected-error @below {{math.exp on 'f64' needs a device math library, and none is linked for cuda}}
    %w = math.exp %v : f64
    memref.store %w, %x[%t] : memref<?xf64>
    gpu.return
  }
}
