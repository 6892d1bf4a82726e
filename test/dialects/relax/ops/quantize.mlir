// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @quantize
func.func @quantize(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[n, 4], i8>, %s0: !relax.tensor<[], f32>, %z0: !relax.tensor<[], i8>, %s4: !relax.tensor<[4], f32>, %z4: !relax.tensor<[4], i8>) {
  // CHECK: relax.quantize %{{.*}}, %{{.*}}, %{{.*}} axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  %0 = relax.quantize %x, %s0, %z0 axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  // CHECK: relax.quantize %{{.*}}, %{{.*}}, %{{.*}} axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], i8>) -> !relax.tensor<[n, 4], i8>
  %1 = relax.quantize %x, %s4, %z4 axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], i8>) -> !relax.tensor<[n, 4], i8>
  // CHECK: relax.quantize %{{.*}}, %{{.*}}, %{{.*}} axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  %2 = relax.quantize %x, %s4, %z0 axis = 1 dtype = i8 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], i8>
  // CHECK: relax.dequantize %{{.*}}, %{{.*}}, %{{.*}} axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  %3 = relax.dequantize %y, %s0, %z0 axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.dequantize %{{.*}}, %{{.*}}, %{{.*}} axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[4], f32>, !relax.tensor<[4], i8>) -> !relax.tensor<[n, 4], f32>
  %4 = relax.dequantize %y, %s4, %z4 axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[4], f32>, !relax.tensor<[4], i8>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.dequantize %{{.*}}, %{{.*}}, %{{.*}} axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  %5 = relax.dequantize %y, %s4, %z0 axis = 1 dtype = f32 : (!relax.tensor<[n, 4], i8>, !relax.tensor<[4], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, 4], f32>
  return
}

// CHECK-LABEL: func.func @blocks
func.func @blocks(%x: !relax.tensor<[n, m], f32>, %s: !relax.tensor<[n, m ceildiv 32], f32>, %z: !relax.tensor<[n, m ceildiv 32], i8>, %z0: !relax.tensor<[], i8>) {
  // CHECK: relax.quantize %{{.*}}, %{{.*}}, %{{.*}} axis = -1 block_size = 32 dtype = i8 : ({{.*}}) -> !relax.tensor<[n, m], i8>
  %0 = relax.quantize %x, %s, %z axis = -1 block_size = 32 dtype = i8 : (!relax.tensor<[n, m], f32>, !relax.tensor<[n, m ceildiv 32], f32>, !relax.tensor<[n, m ceildiv 32], i8>) -> !relax.tensor<[n, m], i8>
  // CHECK: relax.dequantize %{{.*}}, %{{.*}}, %{{.*}} axis = 1 block_size = 32 dtype = f32 : ({{.*}}) -> !relax.tensor<[n, m], f32>
  %1 = relax.dequantize %0, %s, %z0 axis = 1 block_size = 32 dtype = f32 : (!relax.tensor<[n, m], i8>, !relax.tensor<[n, m ceildiv 32], f32>, !relax.tensor<[], i8>) -> !relax.tensor<[n, m], f32>
  return
}
