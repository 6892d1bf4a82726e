// Normalizations and attention in their custom form, through the generic form, and through bytecode.
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s --mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s --emit-bytecode | relax-opt | FileCheck %s

// CHECK-LABEL: func.func @normalizations
func.func @normalizations(%x: !relax.tensor<[n, 4, h], f32>, %c: !relax.tensor<[4], f32>, %w: !relax.tensor<[4, h], f32>,
                          %u: !relax.tensor<*, f32>) {
  // CHECK: relax.batch_norm %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} epsilon = 1.000000e-05 :
  %0 = relax.batch_norm %x, %c, %c, %c, %c epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.batch_norm %{{.*}} epsilon = 1.000000e-05 axis = -2 :
  %1 = relax.batch_norm %x, %c, %c, %c, %c epsilon = 1.0e-5 axis = -2 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.layer_norm %{{.*}}, %{{.*}}, %{{.*}} axes = [-2, -1] epsilon = 1.000000e-05 :
  %2 = relax.layer_norm %x, %w, %w axes = [-2, -1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4, h], f32>, !relax.tensor<[4, h], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.layer_norm %{{[a-z0-9]+}}, %{{[a-z0-9]+}} axes = [1] epsilon = 1.000000e-05 :
  %3 = relax.layer_norm %x, %c axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.rms_norm %{{.*}}, %{{.*}} axes = [1] epsilon = 1.000000e-05 :
  %4 = relax.rms_norm %x, %c axes = [1] epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.group_norm %{{.*}}, %{{.*}}, %{{.*}} num_groups = 2 epsilon = 1.000000e-05 :
  %5 = relax.group_norm %x, %c, %c num_groups = 2 epsilon = 1.0e-5 : (!relax.tensor<[n, 4, h], f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<[n, 4, h], f32>
  // CHECK: relax.instance_norm %{{.*}}, %{{.*}}, %{{.*}} epsilon = 1.000000e-05 : (!relax.tensor<*, f32>, {{.*}}) -> !relax.tensor<*, f32>
  %6 = relax.instance_norm %u, %c, %c epsilon = 1.0e-5 : (!relax.tensor<*, f32>, !relax.tensor<[4], f32>, !relax.tensor<[4], f32>) -> !relax.tensor<*, f32>
  // CHECK: relax.dropout %{{.*}} rate = 5.000000e-01 :
  %7 = relax.dropout %x rate = 0.5 : (!relax.tensor<[n, 4, h], f32>) -> !relax.tensor<[n, 4, h], f32>
  return
}

// CHECK-LABEL: func.func @attention
func.func @attention(%q: !relax.tensor<[b, n, 8, 64], f32>, %k: !relax.tensor<[b, m, 8, 64], f32>, %v: !relax.tensor<[b, m, 8, 32], f32>,
                     %y: !relax.tensor<[n, m], f32>) {
  // CHECK: relax.attention %{{.*}}, %{{.*}}, %{{.*}} causal_mask = "TopLeft" : {{.*}} -> !relax.tensor<[b, n, 8, 32], f32>
  %0 = relax.attention %q, %k, %v causal_mask = "TopLeft" : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>) -> !relax.tensor<[b, n, 8, 32], f32>
  // CHECK: relax.attention %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} scale = 1.250000e-01 :
  %1 = relax.attention %q, %k, %v, %y scale = 0.125 : (!relax.tensor<[b, n, 8, 64], f32>, !relax.tensor<[b, m, 8, 64], f32>, !relax.tensor<[b, m, 8, 32], f32>, !relax.tensor<[n, m], f32>) -> !relax.tensor<[b, n, 8, 32], f32>
  return
}

// CHECK-LABEL: func.func @attention_var_len
func.func @attention_var_len(%q: !relax.tensor<[n, 8, 64], f32>, %k: !relax.tensor<[k, 8, 64], f32>, %v: !relax.tensor<[k, 8, 32], f32>, %i: !relax.tensor<[b + 1], i32>, %j: !relax.tensor<[c], ui8>, %m: !sym.int<m>, %u: !relax.tensor<*, f32>, %w: !relax.tensor<*, i64>) {
  // CHECK: relax.attention_var_len %{{.*}}, %{{.*}}, %{{.*}} seqstart_q = %{{.*}} seqstart_k = %{{.*}} max_seqlen_k = %{{.*}} causal_mask = "BottomRight" window_size = 64 : ({{.*}}) -> !relax.tensor<[n, 8, 32], f32>
  %0 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %i max_seqlen_k = %m causal_mask = "BottomRight" window_size = 64 : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b + 1], i32>, !relax.tensor<[b + 1], i32>, !sym.int<m>) -> !relax.tensor<[n, 8, 32], f32>
  // CHECK: relax.attention_var_len %{{.*}}, %{{.*}}, %{{.*}} seqstart_q = %{{.*}} seqstart_k = %{{.*}} max_seqlen_k = %{{.*}} scale = 1.250000e-01 : ({{.*}}) -> !relax.tensor<[n, 8, 32], f32>
  %1 = relax.attention_var_len %q, %k, %v seqstart_q = %i seqstart_k = %j max_seqlen_k = %m scale = 0.125 : (!relax.tensor<[n, 8, 64], f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<[b + 1], i32>, !relax.tensor<[c], ui8>, !sym.int<m>) -> !relax.tensor<[n, 8, 32], f32>
  // CHECK: relax.attention_var_len %{{.*}} : ({{.*}}) -> !relax.tensor<[?, 8, 32], f32>
  %2 = relax.attention_var_len %u, %k, %v seqstart_q = %w seqstart_k = %w max_seqlen_k = %m : (!relax.tensor<*, f32>, !relax.tensor<[k, 8, 64], f32>, !relax.tensor<[k, 8, 32], f32>, !relax.tensor<*, i64>, !relax.tensor<*, i64>, !sym.int<m>) -> !relax.tensor<[?, 8, 32], f32>
  return
}

// CHECK-LABEL: func.func @rotary_embedding
func.func @rotary_embedding(%x: !relax.tensor<[b, 8, n, 64], f32>, %c: !relax.tensor<[b, 1, n, 64], f32>, %t: !relax.tensor<[m, 16], f32>, %p: !relax.tensor<[b, n], i64>, %r: !relax.tensor<[n], i32>, %y: !relax.tensor<[n, s], f16>, %z: !relax.tensor<[k], f16>, %u: !relax.tensor<*, f32>) {
  // CHECK: relax.rotary_embedding %{{[a-z0-9]+}}, %{{[a-z0-9]+}}, %{{[a-z0-9]+}} : ({{.*}}) -> !relax.tensor<[b, 8, n, 64], f32>
  %0 = relax.rotary_embedding %x, %c, %c : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>, !relax.tensor<[b, 1, n, 64], f32>) -> !relax.tensor<[b, 8, n, 64], f32>
  // CHECK: relax.rotary_embedding %{{.*}}, %{{.*}}, %{{.*}} positions = %{{.*}} interleaved rotary_dim = 32 : ({{.*}}) -> !relax.tensor<[b, 8, n, 64], f32>
  %1 = relax.rotary_embedding %x, %t, %t positions = %p interleaved rotary_dim = 32 : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[m, 16], f32>, !relax.tensor<[m, 16], f32>, !relax.tensor<[b, n], i64>) -> !relax.tensor<[b, 8, n, 64], f32>
  // CHECK: relax.rotary_embedding %{{.*}}, %{{.*}}, %{{.*}} positions = %{{.*}} rotary_dim = 16 :
  %2 = relax.rotary_embedding %x, %t, %t positions = %r rotary_dim = 16 : (!relax.tensor<[b, 8, n, 64], f32>, !relax.tensor<[m, 16], f32>, !relax.tensor<[m, 16], f32>, !relax.tensor<[n], i32>) -> !relax.tensor<[b, 8, n, 64], f32>
  // Whether an entry is for an element or for a pair is asked at run time.
  // CHECK: relax.rotary_embedding %{{.*}}, %{{.*}}, %{{.*}} interleaved : ({{.*}}) -> !relax.tensor<[n, s], f16>
  %3 = relax.rotary_embedding %y, %z, %z interleaved : (!relax.tensor<[n, s], f16>, !relax.tensor<[k], f16>, !relax.tensor<[k], f16>) -> !relax.tensor<[n, s], f16>
  // CHECK: relax.rotary_embedding %{{.*}}, %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<[?, ?, ?, ?], f32>
  %4 = relax.rotary_embedding %u, %t, %t positions = %p : (!relax.tensor<*, f32>, !relax.tensor<[m, 16], f32>, !relax.tensor<[m, 16], f32>, !relax.tensor<[b, n], i64>) -> !relax.tensor<[?, ?, ?, ?], f32>
  // CHECK: relax.rotary_embedding %{{.*}}, %{{.*}}, %{{.*}} : ({{.*}}) -> !relax.tensor<*, f32>
  %5 = relax.rotary_embedding %u, %t, %t : (!relax.tensor<*, f32>, !relax.tensor<[m, 16], f32>, !relax.tensor<[m, 16], f32>) -> !relax.tensor<*, f32>
  return
}
