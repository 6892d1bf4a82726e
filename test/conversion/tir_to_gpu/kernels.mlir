// From blocks to PTX that the assembler takes (where there is one), and to SPIR-V that the validator takes.
// RUN: relax-translate --mlir-to-ptx %s -o %t.ptx
// RUN: FileCheck %s --input-file=%t.ptx --check-prefix=PTX
// RUN: bash -c "PATH=$PATH:/usr/local/cuda/bin; if command -v ptxas; then ptxas -arch=sm_80 %t.ptx -o %t.cubin; fi"
// RUN: relax-translate --mlir-to-spirv %s -o %t.spv
// RUN: spirv-val --target-env vulkan1.1 %t.spv
// RUN: spirv-dis %t.spv | FileCheck %s --check-prefix=SPIRV
// RUN: relax-opt %s --tir-to-nvvm=max-threads=64 | FileCheck %s --check-prefix=NVVM
// RUN: relax-opt %s --tir-to-spirv | FileCheck %s --check-prefix=MODULE

// PTX:       .target sm_80
// PTX-NOT:   .extern
// PTX:       .visible .entry exp_kernel(
// PTX-SAME:  {{$}}
// PTX:       .param .u64 {{.*}}exp_kernel_param_0
// PTX:       .param .u64 exp_kernel_param_2
// PTX:       .maxntid 256
// PTX:       .visible .entry add_kernel(
// PTX:       .visible .entry matmul_kernel(
// PTX:       .visible .entry softmax_kernel0(
// PTX:       .visible .entry softmax_kernel1(
// PTX:       .visible .entry softmax_kernel2(

// SPIRV-DAG: OpCapability Shader
// SPIRV-DAG: OpEntryPoint GLCompute %{{.+}} "exp_kernel"
// SPIRV-DAG: OpEntryPoint GLCompute %{{.+}} "matmul_kernel"
// SPIRV-DAG: OpExecutionMode %{{.+}} LocalSize 128 1 1
// SPIRV-DAG: OpDecorate %{{.+}} Binding 3

// NVVM: nvvm.maxntid = array<i32: 64, 1, 1>
// MODULE: spirv.module

tir.prim_func @exp(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.block "exp" iters(%vi: spatial [0, %n) = %i) {
      %x = tir.load %X[%vi]
      %y = math.exp %x : f32
      tir.store %y, %Y[%vi]
    }
  }
}

tir.prim_func @add(%A: !tir.buffer<[n, m], i32>, %B: !tir.buffer<[m], i32>, %C: !tir.buffer<[n, m], i32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.block "add" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j) {
        %a = tir.load %A[%vi, %vj]
        %b = tir.load %B[%vj]
        %c = arith.addi %a, %b : i32
        tir.store %c, %C[%vi, %vj]
      }
    }
  }
}

tir.prim_func @matmul(%A: !tir.buffer<[n, k], f32>, %B: !tir.buffer<[k, m], f32>, %C: !tir.buffer<[n, m], f32>) {
  %n = sym.value n : !sym.int<n>
  %k = sym.value k : !sym.int<k>
  %m = sym.value m : !sym.int<m>
  %zero = arith.constant 0.0 : f32
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.for %kk = 0 to %k {
        tir.block "matmul" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j, %vk: reduce [0, %k) = %kk) {
          tir.init {
            tir.store %zero, %C[%vi, %vj]
          }
          %a = tir.load %A[%vi, %vk]
          %b = tir.load %B[%vk, %vj]
          %c = tir.load %C[%vi, %vj]
          %p = arith.mulf %a, %b : f32
          %s = arith.addf %c, %p : f32
          tir.store %s, %C[%vi, %vj]
        }
      }
    }
  }
}

tir.prim_func @softmax(%X: !tir.buffer<[n, m], f32>, %Y: !tir.buffer<[n, m], f32>) {
  %n = sym.value n : !sym.int<n>
  %m = sym.value m : !sym.int<m>
  %zero = arith.constant 0.0 : f32
  %low = arith.constant 0xFF800000 : f32
  %max = tir.alloc_buffer : !tir.buffer<[n], f32>
  %sum = tir.alloc_buffer : !tir.buffer<[n], f32>
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.block "max" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %m) = %j) {
        tir.init {
          tir.store %low, %max[%vi]
        }
        %x = tir.load %X[%vi, %vj]
        %a = tir.load %max[%vi]
        %b = arith.maximumf %x, %a : f32
        tir.store %b, %max[%vi]
      }
    }
  }
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.block "sum" iters(%vi: spatial [0, %n) = %i, %vj: reduce [0, %m) = %j) {
        tir.init {
          tir.store %zero, %sum[%vi]
        }
        %x = tir.load %X[%vi, %vj]
        %a = tir.load %max[%vi]
        %d = arith.subf %x, %a : f32
        %e = math.exp %d : f32
        %s = tir.load %sum[%vi]
        %t = arith.addf %s, %e : f32
        tir.store %t, %sum[%vi]
      }
    }
  }
  tir.for %i = 0 to %n {
    tir.for %j = 0 to %m {
      tir.block "divide" iters(%vi: spatial [0, %n) = %i, %vj: spatial [0, %m) = %j) {
        %x = tir.load %X[%vi, %vj]
        %a = tir.load %max[%vi]
        %d = arith.subf %x, %a : f32
        %e = math.exp %d : f32
        %s = tir.load %sum[%vi]
        %t = arith.divf %e, %s : f32
        tir.store %t, %Y[%vi, %vj]
      }
    }
  }
}

// Every f32 function with an operator; an index computed by division.
tir.prim_func @functions(%X: !tir.buffer<[n], f32>, %Y: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  %three = arith.constant 3 : index
  tir.for %i = 0 to %n {
    tir.block "functions" iters(%vi: spatial [0, %n) = %i) {
      %at = arith.floordivsi %vi, %three : index
      %x = tir.load %X[%at]
      %a = math.tanh %x : f32
      %b = math.log %a : f32
      %c = math.erf %b : f32
      %d = math.rsqrt %c : f32
      %e = math.sin %d : f32
      %f = math.trunc %e : f32
      %g = math.absf %f : f32
      %h = math.floor %g : f32
      tir.store %h, %Y[%vi]
    }
  }
}
