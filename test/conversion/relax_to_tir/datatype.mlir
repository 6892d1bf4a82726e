// RUN: relax-opt %s --relax-legalize-ops --split-input-file | FileCheck %s

// CHECK-LABEL: tir.prim_func private @astype(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], i32>)
// CHECK:         arith.fptosi
// CHECK-LABEL: tir.prim_func private @astype_1(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], ui8>)
// CHECK:         arith.fptoui %{{.+}} : f32 to i8
// CHECK-LABEL: tir.prim_func private @astype_2(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], i1>)
// CHECK:         arith.cmpf une
// CHECK-LABEL: tir.prim_func private @astype_3(%X: !tir.buffer<[s0], f32>, %Y: !tir.buffer<[s0], f16>)
// CHECK:         arith.truncf
relax.func @test_from_float(%x: !relax.tensor<[n], f32>) {
  %0 = relax.astype %x dtype = i32 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], i32>
  %1 = relax.astype %x dtype = ui8 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], ui8>
  %2 = relax.astype %x dtype = i1 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], i1>
  %3 = relax.astype %x dtype = f16 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f16>
  relax.return
}

// -----

// CHECK-LABEL: tir.prim_func private @astype(%X: !tir.buffer<[4], i32>, %Y: !tir.buffer<[4], f32>)
// CHECK:         arith.sitofp
// CHECK-LABEL: tir.prim_func private @astype_1(%X: !tir.buffer<[4], i32>, %Y: !tir.buffer<[4], i64>)
// CHECK:         arith.extsi
// CHECK-LABEL: tir.prim_func private @astype_2(%X: !tir.buffer<[4], i32>, %Y: !tir.buffer<[4], i1>)
// CHECK:         arith.cmpi ne
// CHECK-LABEL: tir.prim_func private @astype_3(%X: !tir.buffer<[4], i32>, %Y: !tir.buffer<[4], i8>)
// CHECK:         arith.trunci
// CHECK-LABEL: tir.prim_func private @astype_4(%X: !tir.buffer<[4], i32>, %Y: !tir.buffer<[4], ui32>)
// CHECK:         %[[X:.+]] = tir.load %X
// CHECK-NEXT:    tir.store %[[X]], %Y
relax.func @test_from_signed(%x: !relax.tensor<[4], i32>) {
  %0 = relax.astype %x dtype = f32 : (!relax.tensor<[4], i32>) -> !relax.tensor<[4], f32>
  %1 = relax.astype %x dtype = i64 : (!relax.tensor<[4], i32>) -> !relax.tensor<[4], i64>
  %2 = relax.astype %x dtype = i1 : (!relax.tensor<[4], i32>) -> !relax.tensor<[4], i1>
  %3 = relax.astype %x dtype = i8 : (!relax.tensor<[4], i32>) -> !relax.tensor<[4], i8>
  %4 = relax.astype %x dtype = ui32 : (!relax.tensor<[4], i32>) -> !relax.tensor<[4], ui32>
  relax.return
}

// -----

// bool and unsigned integers are extended by zeros.
// CHECK-LABEL: tir.prim_func private @astype(%X: !tir.buffer<[s0], i1>, %Y: !tir.buffer<[s0], f32>)
// CHECK:         arith.uitofp
// CHECK-LABEL: tir.prim_func private @astype_1(%X: !tir.buffer<[s0], ui8>, %Y: !tir.buffer<[s0], i32>)
// CHECK:         arith.extui
relax.func @test_from_unsigned(%x: !relax.tensor<[n], i1>, %y: !relax.tensor<[n], ui8>) {
  %0 = relax.astype %x dtype = f32 : (!relax.tensor<[n], i1>) -> !relax.tensor<[n], f32>
  %1 = relax.astype %y dtype = i32 : (!relax.tensor<[n], ui8>) -> !relax.tensor<[n], i32>
  relax.return
}

// -----

// Two formats of one width go by way of f32.
// CHECK-LABEL: tir.prim_func private @astype(%X: !tir.buffer<[s0], bf16>, %Y: !tir.buffer<[s0], f16>)
// CHECK:         arith.extf %{{.+}} : bf16 to f32
// CHECK:         arith.truncf %{{.+}} : f32 to f16
relax.func @test_between_halves(%x: !relax.tensor<[n], bf16>) {
  %0 = relax.astype %x dtype = f16 : (!relax.tensor<[n], bf16>) -> !relax.tensor<[n], f16>
  relax.return
}
