// RUN: relax-opt %s --tir-expand-math | FileCheck %s
// RUN: relax-opt %s --tir-expand-math=libm | FileCheck %s --check-prefix=LIBM
// RUN: relax-opt %s --tir-expand-math=target=nvptx | FileCheck %s --check-prefix=NVPTX
// RUN: relax-opt %s --tir-expand-math=target=spirv | FileCheck %s --check-prefix=SPIRV
// RUN: not relax-opt %s --tir-expand-math=target=abacus 2>&1 | FileCheck %s --check-prefix=ERROR

// ERROR: error: tir-expand-math target must be 'cpu', 'nvptx' or 'spirv', got 'abacus'

// CHECK-LABEL: func.func @exp
// CHECK-NOT:     math.exp
// CHECK:         math.fma
// CHECK:         arith.cmpf olt, %arg0, %{{.+}} : f32
// CHECK:         arith.select
// LIBM-LABEL:  func.func @exp
// LIBM-NEXT:     math.exp %arg0 : f32
// NVPTX-LABEL: func.func @exp
// NVPTX-NOT:     math.exp
// NVPTX:         return
// SPIRV-LABEL: func.func @exp
// SPIRV-NEXT:    math.exp %arg0 : f32
func.func @exp(%x: f32) -> f32 {
  %y = math.exp %x : f32
  return %y : f32
}

// Other widths are not approximated.
// CHECK-LABEL: func.func @exp_f64
// CHECK-NEXT:    math.exp %arg0 : f64
func.func @exp_f64(%x: f64) -> f64 {
  %y = math.exp %x : f64
  return %y : f64
}

// CHECK-LABEL: func.func @half
// CHECK-NEXT:    %[[A:.+]] = arith.extf %arg0 : f16 to f32
// CHECK-NEXT:    %[[B:.+]] = arith.extf %arg1 : f16 to f32
// CHECK-NEXT:    %[[C:.+]] = arith.addf %[[A]], %[[B]] : f32
// CHECK-NEXT:    %[[D:.+]] = arith.truncf %[[C]] : f32 to f16
// CHECK-NEXT:    return %[[D]]
func.func @half(%a: f16, %b: f16) -> f16 {
  %c = arith.addf %a, %b : f16
  return %c : f16
}

// Conversions of bf16 are integer operations; selections need none.
// CHECK-LABEL: func.func @bf16
// CHECK-NOT:     arith.extf
// CHECK-NOT:     arith.truncf
// CHECK:         arith.shli
// CHECK:         arith.mulf %{{.+}}, %{{.+}} : f32
// CHECK:         arith.select %{{.+}}, %{{.+}}, %{{.+}} : bf16
// LIBM-LABEL: func.func @bf16
// LIBM-NOT:     arith.extf
// LIBM:         return
func.func @bf16(%p: i1, %a: bf16, %b: bf16) -> bf16 {
  %c = arith.mulf %a, %b : bf16
  %d = arith.select %p, %c, %a : bf16
  return %d : bf16
}

// What only the GPU needs.
// CHECK-LABEL: func.func @sine
// CHECK:         math.sin
// NVPTX-LABEL: func.func @sine
// NVPTX-NOT:     math.sin
// NVPTX:         return
// SPIRV-LABEL: func.func @sine
// SPIRV:         math.sin
func.func @sine(%x: f32) -> f32 {
  %y = math.sin %x : f32
  return %y : f32
}

// What only SPIR-V needs.
// CHECK-LABEL: func.func @trunc
// CHECK:         math.trunc
// SPIRV-LABEL: func.func @trunc
// SPIRV-DAG:     math.ceil
// SPIRV-DAG:     math.floor
// SPIRV-NOT:     math.trunc
// SPIRV:         return
func.func @trunc(%x: f32) -> f32 {
  %y = math.trunc %x : f32
  return %y : f32
}

// Nothing to do.
// CHECK-LABEL: func.func @plain
// CHECK-NEXT:    arith.addf %arg0, %arg0 : f32
// CHECK-NEXT:    return
func.func @plain(%x: f32) -> f32 {
  %y = arith.addf %x, %x : f32
  return %y : f32
}

// Rounded once, although it goes through f32.
// CHECK-LABEL: func.func @narrow
// CHECK:         %[[NEAREST:.+]] = arith.truncf %arg0 : f64 to f32
// CHECK:         arith.extf %[[NEAREST]] : f32 to f64
// CHECK:         arith.subi
// CHECK:         arith.ori
// CHECK:         %[[ODD:.+]] = arith.bitcast %{{.+}} : i32 to f32
// CHECK:         arith.truncf %[[ODD]] : f32 to f16
func.func @narrow(%x: f64) -> f16 {
  %y = arith.truncf %x : f64 to f16
  return %y : f16
}
