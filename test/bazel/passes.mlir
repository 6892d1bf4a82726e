// RUN: relax-opt %s | FileCheck %s

// CHECK-LABEL: func @identity
func.func @identity(%x: i32) -> i32 {
  // CHECK: return %{{.*}} : i32
  return %x : i32
}
