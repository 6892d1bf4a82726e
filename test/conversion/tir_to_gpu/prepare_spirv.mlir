// RUN: relax-opt %s --tir-prepare-spirv --split-input-file --verify-diagnostics | FileCheck %s

// CHECK: module attributes {{.*}}spirv.target_env = #spirv.target_env<#spirv.vce<v1.3, [Shader], [SPV_KHR_storage_buffer_storage_class]>, api=Vulkan
module attributes {gpu.container_module} {
  gpu.module @kernels {
    // CHECK: gpu.func @first(%{{.+}}: memref<?xf32, #spirv.storage_class<StorageBuffer>>, %{{.+}}: memref<?xi32, #spirv.storage_class<StorageBuffer>>) kernel
    // CHECK-SAME: spirv.entry_point_abi = #spirv.entry_point_abi<workgroup_size = [8, 2, 1]>
    // CHECK: memref.alloc() : memref<16xf32, #spirv.storage_class<Workgroup>>
    // CHECK: memref.alloca() : memref<4xf32, #spirv.storage_class<Function>>
    gpu.func @first(%x: memref<?xf32>, %sizes: memref<?xi32>) kernel attributes {known_block_size = array<i32: 8, 2, 1>} {
      %a = memref.alloc() : memref<16xf32, #gpu.address_space<workgroup>>
      %b = memref.alloca() : memref<4xf32>
      gpu.return
    }
    // CHECK: gpu.func @size_as_float
    // CHECK: %[[I:.+]] = arith.index_cast %{{.+}} : index to i32
    // CHECK: arith.sitofp %[[I]] : i32 to f32
    gpu.func @size_as_float(%x: memref<?xf32>) kernel {
      %i = gpu.thread_id x
      %j = arith.index_cast %i : index to i64
      %f = arith.sitofp %j : i64 to f32
      memref.store %f, %x[%i] : memref<?xf32>
      gpu.return
    }
    // CHECK: gpu.func @second
    // CHECK-SAME: workgroup_size = [1, 1, 1]
    gpu.func @second(%sizes: memref<?xi32>) kernel {
      gpu.return
    }
  }
  // CHECK: func.func @host
  // CHECK: memref.memory_space_cast %{{.+}} : memref<?xi32> to memref<?xi32, #spirv.storage_class<StorageBuffer>>
  func.func @host(%sizes: memref<?xi32>, %n: index) {
    gpu.launch_func @kernels::@second blocks in (%n, %n, %n) threads in (%n, %n, %n) args(%sizes : memref<?xi32>)
    return
  }
}

// -----

// No kernel, nothing to do.
// CHECK-LABEL: func.func @plain
func.func @plain() {
  return
}

// -----

gpu.module @kernels {
  // expected-error @below {{parameter 1 of kernel 'pointer' must be a buffer for vulkan, got 'i64': use abi=storage-buffers}}
  gpu.func @pointer(%x: memref<?xf32>, %n: i64) kernel {
    gpu.return
  }
}
