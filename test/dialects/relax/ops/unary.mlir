// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @abs
func.func @abs(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.abs %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.abs %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.abs %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.abs %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.abs %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.abs %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @ceil
func.func @ceil(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.ceil %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.ceil %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.ceil %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.ceil %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.ceil %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.ceil %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @erf
func.func @erf(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.erf %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.erf %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.erf %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.erf %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.erf %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.erf %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @floor
func.func @floor(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.floor %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.floor %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.floor %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.floor %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.floor %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.floor %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @log
func.func @log(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.log %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.log %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.log %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.log %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.log %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.log %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @negative
func.func @negative(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.negative %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.negative %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.negative %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.negative %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.negative %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.negative %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @round
func.func @round(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.round %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.round %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.round %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.round %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.round %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.round %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @rsqrt
func.func @rsqrt(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.rsqrt %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.rsqrt %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.rsqrt %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.rsqrt %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.rsqrt %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.rsqrt %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @sign
func.func @sign(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.sign %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.sign %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.sign %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.sign %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.sign %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.sign %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @sqrt
func.func @sqrt(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.sqrt %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.sqrt %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.sqrt %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.sqrt %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.sqrt %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.sqrt %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @square
func.func @square(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.square %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.square %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.square %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.square %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.square %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.square %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @trunc
func.func @trunc(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.trunc %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.trunc %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.trunc %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.trunc %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.trunc %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.trunc %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @clip
func.func @clip(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<*, ui8>) {
  // CHECK: relax.clip %{{.*}} min = -5.000000e-01 max = 6.000000e+00 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %0 = relax.clip %x min = -0.5 max = 6.0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  // CHECK: relax.clip %{{.*}} min = 0.000000e+00 max = 2.550000e+02 : (!relax.tensor<*, ui8>) -> !relax.tensor<*, ui8>
  %1 = relax.clip %y min = 0.0 max = 255.0 : (!relax.tensor<*, ui8>) -> !relax.tensor<*, ui8>
  return
}
