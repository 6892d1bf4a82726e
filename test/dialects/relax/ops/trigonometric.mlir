// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @acos
func.func @acos(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.acos %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.acos %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.acos %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.acos %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.acos %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.acos %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @acosh
func.func @acosh(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.acosh %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.acosh %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.acosh %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.acosh %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.acosh %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.acosh %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @asin
func.func @asin(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.asin %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.asin %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.asin %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.asin %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.asin %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.asin %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @asinh
func.func @asinh(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.asinh %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.asinh %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.asinh %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.asinh %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.asinh %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.asinh %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @atan
func.func @atan(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.atan %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.atan %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.atan %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.atan %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.atan %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.atan %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @atanh
func.func @atanh(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.atanh %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.atanh %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.atanh %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.atanh %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.atanh %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.atanh %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @cos
func.func @cos(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.cos %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.cos %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.cos %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.cos %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.cos %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.cos %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @cosh
func.func @cosh(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.cosh %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.cosh %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.cosh %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.cosh %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.cosh %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.cosh %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @sin
func.func @sin(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.sin %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.sin %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.sin %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.sin %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.sin %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.sin %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @sinh
func.func @sinh(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.sinh %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.sinh %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.sinh %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.sinh %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.sinh %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.sinh %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

// CHECK-LABEL: func.func @tan
func.func @tan(%x: !relax.tensor<[n, 2 * m], f32>, %y: !relax.tensor<*, f32>, %z: !relax.tensor<[?], ?>) {
  // CHECK: relax.tan %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.tan %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.tan %{{.*}} : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  %1 = relax.tan %y : (!relax.tensor<*, f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.tan %{{.*}} : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  %2 = relax.tan %z : (!relax.tensor<[?], ?>) -> !relax.tensor<[?], ?>
  return
}

