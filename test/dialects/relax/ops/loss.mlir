// Losses in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @losses
func.func @losses(%x: !relax.tensor<[n, c, d], f32>, %t: !relax.tensor<[n, d], i64>, %w: !relax.tensor<[c], f32>, %v: !relax.tensor<[c], f32>, %o: !relax.tensor<[], ui8>, %y: !relax.tensor<[n, c], f32>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.nll_loss %{{.*}}, %{{.*}}, %{{.*}} reduction = "mean" : ({{.*}}) -> !relax.tensor<[], f32>
  %r0 = relax.nll_loss %x, %t, %w reduction = "mean" : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], i64>, !relax.tensor<[c], f32>) -> !relax.tensor<[], f32>
  // CHECK: relax.nll_loss %{{.*}}, %{{.*}} reduction = "none" {ignore_index = 0 : i64} : ({{.*}}) -> !relax.tensor<[n, d], f32>
  %r1 = relax.nll_loss %x, %t reduction = "none" {ignore_index = 0 : i64} : (!relax.tensor<[n, c, d], f32>, !relax.tensor<[n, d], i64>) -> !relax.tensor<[n, d], f32>
  // CHECK: relax.nll_loss %{{.*}}, %{{.*}}, %{{.*}} reduction = "none" : ({{.*}}) -> !relax.tensor<[], f32>
  %r2 = relax.nll_loss %v, %o, %w reduction = "none" : (!relax.tensor<[c], f32>, !relax.tensor<[], ui8>, !relax.tensor<[c], f32>) -> !relax.tensor<[], f32>
  // CHECK: relax.nll_loss %{{.*}}, %{{.*}} reduction = "none" : ({{.*}}) -> !relax.tensor<[n, d], f32>
  %r3 = relax.nll_loss %u, %t reduction = "none" : (!relax.tensor<*, f32>, !relax.tensor<[n, d], i64>) -> !relax.tensor<[n, d], f32>
  // CHECK: relax.cross_entropy_with_logits %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[], f32>
  %r4 = relax.cross_entropy_with_logits %y, %y : (!relax.tensor<[n, c], f32>, !relax.tensor<[n, c], f32>) -> !relax.tensor<[], f32>
  // CHECK: relax.cross_entropy_with_logits %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[], f32>
  %r5 = relax.cross_entropy_with_logits %v, %w : (!relax.tensor<[c], f32>, !relax.tensor<[c], f32>) -> !relax.tensor<[], f32>
  // CHECK: relax.cross_entropy_with_logits %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[], f32>
  %r6 = relax.cross_entropy_with_logits %u, %y : (!relax.tensor<*, f32>, !relax.tensor<[n, c], f32>) -> !relax.tensor<[], f32>
  return
}
