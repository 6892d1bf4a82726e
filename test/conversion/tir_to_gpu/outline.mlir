// RUN: relax-opt %s --convert-tir-to-gpu | FileCheck %s
// RUN: relax-opt %s --convert-tir-to-gpu=abi=storage-buffers | FileCheck %s --check-prefix=VULKAN
// RUN: not relax-opt %s --convert-tir-to-gpu=abi=registers 2>&1 | FileCheck %s --check-prefix=ERROR

// ERROR: error: abi must be 'pointers' or 'storage-buffers', got 'registers'

// CHECK-LABEL: gpu.module @kernels
// CHECK:         gpu.func @scale_kernel(%[[X:.+]]: memref<?xf32>, %[[N:.+]]: i64, %[[F:.+]]: f32) kernel
// CHECK-SAME:        known_block_size = array<i32: 4, 1, 1>
// CHECK:           %[[B:.+]] = gpu.block_id x
// CHECK:           scf.for
// CHECK:             memref.load %[[X]][%[[B]]]
// CHECK:             arith.mulf %{{.+}}, %[[F]] : f32
// CHECK:           gpu.return
// VULKAN-LABEL: gpu.module @kernels
// VULKAN:         gpu.func @scale_kernel(%[[X:.+]]: memref<?xf32>, %[[SIZES:.+]]: memref<?xi32>) kernel
// VULKAN:           %[[WORD:.+]] = memref.load %[[SIZES]][%{{.+}}] : memref<?xi32>
// VULKAN:           %[[F:.+]] = arith.bitcast %{{.+}} : i32 to f32
// VULKAN:           arith.mulf %{{.+}}, %[[F]] : f32

// Two nests of one function: two kernels, and a local buffer that lives through both.
// CHECK:         gpu.func @two_kernel0(%{{.+}}: memref<?xf32>, %[[LOCAL:.+]]: memref<?xf32>, %{{.+}}: i64) kernel
// CHECK:           memref.store %{{.+}}, %[[LOCAL]]
// CHECK:         gpu.func @two_kernel1(%{{.+}}: memref<?xf32>, %[[LOCAL:.+]]: memref<?xf32>, %{{.+}}: i64) kernel
// CHECK:           memref.load %[[LOCAL]]

// CHECK-LABEL: func.func @scale(
// CHECK-SAME:      %[[X:.+]]: memref<?xf32>, %[[N:.+]]: index, %[[F:.+]]: f32)
// CHECK:         %[[N64:.+]] = arith.index_cast %[[N]] : index to i64
// CHECK:         gpu.launch_func @kernels::@scale_kernel blocks in (%[[N]], %{{.+}}, %{{.+}}) threads in (%{{.+}}, %{{.+}}, %{{.+}}) args(%[[X]] : memref<?xf32>, %[[N64]] : i64, %[[F]] : f32)
// VULKAN-LABEL: func.func @scale(
// VULKAN:         %[[SIZES:.+]] = memref.alloc(%{{.+}}) : memref<?xi32>
// VULKAN:         memref.store %{{.+}}, %[[SIZES]]
// VULKAN:         gpu.launch_func @kernels::@scale_kernel {{.+}} args(%{{.+}} : memref<?xf32>, %[[SIZES]] : memref<?xi32>)
tir.prim_func @scale(%X: !tir.buffer<[n], f32>, %factor: f32) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  tir.for thread_binding "blockIdx.x" %b = 0 to %n {
    tir.for thread_binding "threadIdx.y" %t = 0 to 1 {
      tir.for thread_binding "threadIdx.x" %u = 0 to 4 {
        tir.for thread_binding "vthread" %s = 0 to 2 {
          %v = memref.load %x[%b] : memref<?xf32>
          %w = arith.mulf %v, %factor : f32
          memref.store %w, %x[%b] : memref<?xf32>
        }
      }
    }
  }
}

// CHECK-LABEL: func.func @two(
// CHECK:         %[[LOCAL:.+]] = memref.alloc(%{{.+}}) : memref<?xf32>
// CHECK:         gpu.launch_func @kernels::@two_kernel0 {{.+}} args(%{{.+}} : memref<?xf32>, %[[LOCAL]] : memref<?xf32>
// CHECK:         gpu.launch_func @kernels::@two_kernel1 {{.+}} args(%{{.+}} : memref<?xf32>, %[[LOCAL]] : memref<?xf32>
tir.prim_func @two(%X: !tir.buffer<[n], f32>) {
  %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
  %n = sym.value n : !sym.int<n>
  %size = sym.to_index %n : !sym.int<n> -> index
  %a = memref.alloc(%size) : memref<?xf32>
  tir.for thread_binding "blockIdx.x" %b = 0 to %n {
    %v = memref.load %x[%b] : memref<?xf32>
    memref.store %v, %a[%b] : memref<?xf32>
  }
  tir.for thread_binding "blockIdx.x" %b = 0 to %n {
    %v = memref.load %a[%b] : memref<?xf32>
    memref.store %v, %x[%b] : memref<?xf32>
  }
}

// A declaration is left alone.
// CHECK: tir.prim_func private @declared
tir.prim_func private @declared(!tir.buffer<[n], f32>)
