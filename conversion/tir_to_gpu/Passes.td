//===- Passes.td - From tir to PTX and SPIR-V -----------------------------===//

#ifndef CONVERSION_TIR_TO_GPU_PASSES_TD
#define CONVERSION_TIR_TO_GPU_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertTIRToGPU : Pass<"convert-tir-to-gpu", "::mlir::ModuleOp"> {
  let summary = "Outline thread-bound loops into GPU kernels";
  let description = [{
    Every thread-bound loop nest at the top level of a `tir.prim_func` becomes a `gpu.func` in the `gpu.module @kernels` of
    the module; the function itself becomes a `func.func` that computes the sizes of the launches and launches them one after
    the other. Kernels of a function `@f` are named `f_kernel`, or `f_kernel0`, `f_kernel1` .. when there are several.

    All kernels of a function have the same parameters, in the order of the binary interface of kernels for the processor:
    the buffers, local buffers that outlive a launch, then the sizes.

    - `abi=pointers` (CUDA): a flat `memref` for each buffer, then an `i64` for each symbol, then the scalar parameters.
    - `abi=storage-buffers` (Vulkan): a flat `memref` for each buffer, then one `memref<?xi32>` with the symbols and the
      scalar parameters (bit-cast; 32 bits at most).

    The loops over `threadIdx` must have constant extents (they are the known block size), those over `blockIdx` extents that
    are known where the function starts. `vthread` loops run serially.

    Before:
    ```mlir
    tir.prim_func @negate(%X: !tir.buffer<[n], f32>) {
      %x = tir.flat_view %X : !tir.buffer<[n], f32> -> memref<?xf32>
      %n = sym.value n : !sym.int<n>
      tir.for thread_binding "blockIdx.x" %b = 0 to %n {
        tir.for thread_binding "threadIdx.x" %t = 0 to 1 {
          %v = memref.load %x[%b] : memref<?xf32>
          %w = arith.negf %v : f32
          memref.store %w, %x[%b] : memref<?xf32>
        }
      }
    }
    ```
    After:
    ```mlir
    module attributes {gpu.container_module} {
      gpu.module @kernels {
        gpu.func @negate_kernel(%x: memref<?xf32>, %n: i64) kernel attributes {known_block_size = array<i32: 1, 1, 1>} {
          %b = gpu.block_id x
          %v = memref.load %x[%b] : memref<?xf32>
          %w = arith.negf %v : f32
          memref.store %w, %x[%b] : memref<?xf32>
          gpu.return
        }
      }
      func.func @negate(%x: memref<?xf32>, %n: index) {
        %blocks_y = arith.constant 1 : index
        %blocks_z = arith.constant 1 : index
        %threads_x = arith.constant 1 : index
        %threads_y = arith.constant 1 : index
        %threads_z = arith.constant 1 : index
        %n64 = arith.index_cast %n : index to i64
        gpu.launch_func @kernels::@negate_kernel blocks in (%n, %blocks_y, %blocks_z)
            threads in (%threads_x, %threads_y, %threads_z)
            args(%x : memref<?xf32>, %n64 : i64)
        return
      }
    }
    ```

    Input: functions after `tir-bind-default-threads` (or a schedule), `tir-lower-blocks` and `tir-flatten-buffers`. A
    statement with effects outside of thread-bound loops is an error.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::gpu::GPUDialect", "::mlir::memref::MemRefDialect",
    "::mlir::scf::SCFDialect"
  ];
  let options = [
    Option<"abi", "abi", "std::string", /*default=*/"\"pointers\"",
           "how kernels receive their parameters: pointers or storage-buffers">
  ];
  let statistics = [
    Statistic<"numKernels", "num-kernels", "GPU kernels made">
  ];
}

def ConvertGPUToNVVM : Pass<"tir-convert-gpu-to-nvvm", "::mlir::gpu::GPUModuleOp"> {
  let summary = "Turn GPU kernels over flat buffers into NVVM kernels";
  let description = [{
    Lowers the `gpu.func` of a `gpu.module` to `llvm.func` with the attribute `nvvm.kernel`. Flat memrefs become bare
    pointers, so a kernel has one parameter for each buffer and each size. No device library is linked: a function of `math`
    that LLVM has no instructions for (those of f64; f32 is expanded by `tir-expand-math{target=nvptx}`) is an error.

    Before:
    ```mlir
    gpu.module @kernels {
      gpu.func @first(%x: memref<?xf32>, %n: i64) kernel attributes {known_block_size = array<i32: 1, 1, 1>} {
        %i = gpu.block_id x
        %v = memref.load %x[%i] : memref<?xf32>
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    gpu.module @kernels [#nvvm.target<O = 3, chip = "sm_80", features = "+ptx80">] {
      llvm.func @first(%x: !llvm.ptr {llvm.noalias}, %n: i64)
          attributes {gpu.kernel, nvvm.kernel, nvvm.maxntid = array<i32: 1, 1, 1>} {
        %b = nvvm.read.ptx.sreg.ctaid.x : i32
        %i = llvm.sext %b : i32 to i64
        %at = llvm.getelementptr inbounds|nuw %x[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
        %v = llvm.load %at : !llvm.ptr -> f32
        llvm.return
      }
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::cf::ControlFlowDialect", "::mlir::LLVM::LLVMDialect", "::mlir::NVVM::NVVMDialect"
  ];
  let options = [
    Option<"chip", "chip", "std::string", /*default=*/"\"sm_80\"", "the virtual architecture of the PTX">,
    Option<"features", "features", "std::string", /*default=*/"\"+ptx80\"", "the version of PTX, as a feature of LLVM">
  ];
  let statistics = [Statistic<"numKernels", "num-kernels", "kernels converted">];
}

def PrepareSPIRV : Pass<"tir-prepare-spirv", "::mlir::ModuleOp"> {
  let summary = "Make GPU kernels ready for Vulkan's SPIR-V, or say why not";
  let description = [{
    Checks and completes what the upstream conversion needs: the target environment (Vulkan 1.1, SPIR-V 1.3, capability
    `Shader`), the workgroup size as the entry point's interface, memory spaces as storage classes.

    Shaders of this environment have buffers of 32-bit integers and floats only. Others (f16, bf16, f64, i1, i8, i16, i64)
    are an error that names the kernel and the parameter; silently they would become 32 bits wide or atomic.

    Before:
    ```mlir
    gpu.module @kernels {
      gpu.func @first(%x: memref<?xf32>, %sizes: memref<?xi32>) kernel attributes {known_block_size = array<i32: 1, 1, 1>} {
        gpu.return
      }
    }
    ```
    After:
    ```mlir
    module attributes {
      spirv.target_env = #spirv.target_env<#spirv.vce<v1.3, [Shader], [SPV_KHR_storage_buffer_storage_class]>, api=Vulkan,
                                           #spirv.resource_limits<>>
    } {
      gpu.module @kernels {
        gpu.func @first(%x: memref<?xf32, #spirv.storage_class<StorageBuffer>>,
                        %sizes: memref<?xi32, #spirv.storage_class<StorageBuffer>>) kernel
            attributes {known_block_size = array<i32: 1, 1, 1>,
                        spirv.entry_point_abi = #spirv.entry_point_abi<workgroup_size = [1, 1, 1]>} {
          gpu.return
        }
      }
    }
    ```
  }];
  let statistics = [Statistic<"numKernels", "num-kernels", "kernels prepared">];
  let dependentDialects = ["::mlir::gpu::GPUDialect", "::mlir::memref::MemRefDialect", "::mlir::spirv::SPIRVDialect"];
}

#endif // CONVERSION_TIR_TO_GPU_PASSES_TD
