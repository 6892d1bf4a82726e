// Every operator in its custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: relax.func @unary
relax.func @unary(%x: !relax.tensor<[n, 2 * m], f32>, %m: !sym.int<m>) -> !relax.tensor<[n, 2 * m], f32> {
  // CHECK: relax.exp %{{.*}} : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  %0 = relax.exp %x : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.tanh
  %1 = relax.tanh %0 : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.sigmoid
  %2 = relax.sigmoid %1 : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.relu
  %3 = relax.relu %2 : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.softmax %{{.*}} axis = -1 :
  %4 = relax.softmax %3 axis = -1 : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f32>
  // CHECK: relax.astype %{{.*}} dtype = f16 : ({{.*}}) -> !relax.tensor<[n, 2 * m], f16>
  %5 = relax.astype %4 dtype = f16 : (!relax.tensor<[n, 2 * m], f32>) -> !relax.tensor<[n, 2 * m], f16>
  // A result may be written with less knowledge than was deduced.
  // CHECK: relax.exp %{{.*}} {note = "kept"} : ({{.*}}) -> !relax.tensor<[?, 2 * m], f16>
  %6 = relax.exp %5 {note = "kept"} : (!relax.tensor<[n, 2 * m], f16>) -> !relax.tensor<[?, 2 * m], f16>
  // CHECK: relax.exp %{{.*}} : ({{.*}}) -> !relax.tensor<*, ?>
  %7 = relax.exp %6 : (!relax.tensor<[?, 2 * m], f16>) -> !relax.tensor<*, ?>
  // CHECK: relax.tanh %{{.*}} : (!relax.tensor<*, ?>) -> !relax.tensor<*, ?>
  %8 = relax.tanh %7 : (!relax.tensor<*, ?>) -> !relax.tensor<*, ?>
  relax.return %4 : !relax.tensor<[n, 2 * m], f32>
}

// CHECK-LABEL: relax.func @binary
relax.func @binary(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[4], f32>, %z: !relax.tensor<[m, 1], f32>) -> !relax.tensor<[n, 4], f32> {
  // CHECK: relax.add %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  %0 = relax.add %x, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.subtract
  %1 = relax.subtract %0, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.multiply
  %2 = relax.multiply %1, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.divide
  %3 = relax.divide %2, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.maximum
  %4 = relax.maximum %3, %y : (!relax.tensor<[n, 4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.add {{.*}} -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  %5 = relax.add %4, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[select(n == 1, m, n), 4], f32>
  // Another dimension that nobody can tell apart from the deduced one is a condition for the run time.
  // CHECK: relax.add {{.*}} -> !relax.tensor<[n, 4], f32>
  %6 = relax.add %4, %z : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 1], f32>) -> !relax.tensor<[n, 4], f32>
  relax.return %6 : !relax.tensor<[n, 4], f32>
}

// CHECK-LABEL: relax.func @matmul
relax.func @matmul(%x: !relax.tensor<[b, n, k], f32>, %w: !relax.tensor<[k, 4], f32>, %v: !relax.tensor<[k], f32>) -> !relax.tensor<[4], f32> {
  // CHECK: relax.matmul %{{.*}}, %{{.*}} : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[b, n, 4], f32>
  %0 = relax.matmul %x, %w : (!relax.tensor<[b, n, k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[b, n, 4], f32>
  // CHECK: relax.matmul %{{.*}}, %{{.*}} : (!relax.tensor<[k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[4], f32>
  %1 = relax.matmul %v, %w : (!relax.tensor<[k], f32>, !relax.tensor<[k, 4], f32>) -> !relax.tensor<[4], f32>
  relax.return %1 : !relax.tensor<[4], f32>
}

// CHECK-LABEL: relax.func @reductions
relax.func @reductions(%x: !relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[], f32> {
  // CHECK: relax.sum %{{.*}} : ({{.*}}) -> !relax.tensor<[], f32>
  %0 = relax.sum %x : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[], f32>
  // CHECK: relax.sum %{{.*}} axis = [0, -1] keepdims : ({{.*}}) -> !relax.tensor<[1, m, 1], f32>
  %1 = relax.sum %x axis = [0, -1] keepdims : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[1, m, 1], f32>
  // CHECK: relax.max %{{.*}} keepdims : ({{.*}}) -> !relax.tensor<[1, 1, 1], f32>
  %2 = relax.max %x keepdims : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[1, 1, 1], f32>
  // CHECK: relax.mean %{{.*}} axis = [1] : ({{.*}}) -> !relax.tensor<[n, 4], f32>
  %3 = relax.mean %x axis = [1] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, 4], f32>
  // CHECK: relax.mean %{{.*}} axis = [] : ({{.*}}) -> !relax.tensor<[n, m, 4], f32>
  %4 = relax.mean %x axis = [] : (!relax.tensor<[n, m, 4], f32>) -> !relax.tensor<[n, m, 4], f32>
  relax.return %0 : !relax.tensor<[], f32>
}

// CHECK-LABEL: relax.func @manipulation
relax.func @manipulation(%x: !relax.tensor<[n, 4], f32>, %y: !relax.tensor<[m, 4], f32>, %s: !relax.shape<[2 * n, 2]>, %t: !relax.shape<[k, n, 4]>) -> !relax.tensor<[m + n, 4], f32> {
  // CHECK: relax.reshape %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.shape<[2 * n, 2]>) -> !relax.tensor<[2 * n, 2], f32>
  %0 = relax.reshape %x, %s : (!relax.tensor<[n, 4], f32>, !relax.shape<[2 * n, 2]>) -> !relax.tensor<[2 * n, 2], f32>
  // CHECK: relax.flatten %{{.*}} : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  %1 = relax.flatten %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4 * n], f32>
  // CHECK: relax.permute_dims %{{.*}} : ({{.*}}) -> !relax.tensor<[4, n], f32>
  %2 = relax.permute_dims %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4, n], f32>
  // CHECK: relax.permute_dims %{{.*}} axes = [-1, 0] : ({{.*}}) -> !relax.tensor<[4, n], f32>
  %3 = relax.permute_dims %x axes = [-1, 0] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[4, n], f32>
  // CHECK: relax.broadcast_to %{{.*}}, %{{.*}} : (!relax.tensor<[n, 4], f32>, !relax.shape<[k, n, 4]>) -> !relax.tensor<[k, n, 4], f32>
  %4 = relax.broadcast_to %x, %t : (!relax.tensor<[n, 4], f32>, !relax.shape<[k, n, 4]>) -> !relax.tensor<[k, n, 4], f32>
  // CHECK: relax.concat %{{.*}}, %{{.*}} axis = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 4], f32>) -> !relax.tensor<[m + n, 4], f32>
  %5 = relax.concat %x, %y axis = 0 : (!relax.tensor<[n, 4], f32>, !relax.tensor<[m, 4], f32>) -> !relax.tensor<[m + n, 4], f32>
  relax.return %5 : !relax.tensor<[m + n, 4], f32>
}
