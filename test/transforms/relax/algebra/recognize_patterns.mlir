// RUN: relax-opt %s --relax-recognize-patterns | FileCheck %s
// RUN: relax-opt %s --relax-recognize-patterns | relax-opt --relax-recognize-patterns | FileCheck %s

!x = !relax.tensor<[n, 8], f32>
!s = !relax.tensor<[], f32>
!one = !relax.tensor<[1], f32>

// CHECK-LABEL: relax.func @gelu_of_exporter(
// CHECK-NEXT:    %[[Y:.+]] = relax.gelu %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @gelu_of_exporter(%x: !x) -> !x {
  %root = relax.constant dense<1.41421354> : tensor<f32>
  %one = relax.constant dense<1.0> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<1xf32>
  %0 = relax.divide %x, %root : (!x, !s) -> !x
  %1 = relax.erf %0 : (!x) -> !x
  %2 = relax.add %1, %one : (!x, !s) -> !x
  %3 = relax.multiply %x, %2 : (!x, !x) -> !x
  %4 = relax.multiply %3, %half : (!x, !one) -> !x
  relax.return %4
}

// Other places for the constants: (0.5 * x) * (1 + erf(0.7071 * x)), in f16 with its coarser constants.
// CHECK-LABEL: relax.func @gelu_half_first(
// CHECK-NEXT:    %[[Y:.+]] = relax.gelu %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @gelu_half_first(%x: !relax.tensor<[n, 8], f16>) -> !relax.tensor<[n, 8], f16> {
  %root = relax.constant dense<0.7071> : tensor<f16>
  %one = relax.constant dense<1.0> : tensor<f16>
  %half = relax.constant dense<0.5> : tensor<f16>
  %0 = relax.multiply %half, %x : (!relax.tensor<[], f16>, !relax.tensor<[n, 8], f16>) -> !relax.tensor<[n, 8], f16>
  %1 = relax.multiply %root, %x : (!relax.tensor<[], f16>, !relax.tensor<[n, 8], f16>) -> !relax.tensor<[n, 8], f16>
  %2 = relax.erf %1 : (!relax.tensor<[n, 8], f16>) -> !relax.tensor<[n, 8], f16>
  %3 = relax.add %one, %2 : (!relax.tensor<[], f16>, !relax.tensor<[n, 8], f16>) -> !relax.tensor<[n, 8], f16>
  %4 = relax.multiply %3, %0 : (!relax.tensor<[n, 8], f16>, !relax.tensor<[n, 8], f16>) -> !relax.tensor<[n, 8], f16>
  relax.return %4
}

// x * (0.5 * erf(x / sqrt(2)) + 0.5)
// CHECK-LABEL: relax.func @gelu_affine(
// CHECK-NEXT:    %[[Y:.+]] = relax.gelu %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @gelu_affine(%x: !x) -> !x {
  %root = relax.constant dense<0.707106769> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.multiply %x, %root : (!x, !s) -> !x
  %1 = relax.erf %0 : (!x) -> !x
  %2 = relax.multiply %1, %half : (!x, !s) -> !x
  %3 = relax.add %2, %half : (!x, !s) -> !x
  %4 = relax.multiply %3, %x : (!x, !x) -> !x
  relax.return %4
}

// In f32, 0.7071 is another function.
// CHECK-LABEL: relax.func @not_gelu(
// CHECK-NOT:     relax.gelu
// CHECK:         relax.erf
relax.func @not_gelu(%x: !x) -> !x {
  %root = relax.constant dense<0.7071> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<f32>
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.multiply %x, %root : (!x, !s) -> !x
  %1 = relax.erf %0 : (!x) -> !x
  %2 = relax.add %1, %one : (!x, !s) -> !x
  %3 = relax.multiply %2, %x : (!x, !x) -> !x
  %4 = relax.multiply %3, %half : (!x, !s) -> !x
  relax.return %4
}

// What else is asked of a part would be computed twice.
// CHECK-LABEL: relax.func @part_is_used(
// CHECK-NOT:     relax.gelu
// CHECK:         relax.erf
relax.func @part_is_used(%x: !x) -> (!x, !x) {
  %root = relax.constant dense<1.41421354> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<f32>
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.divide %x, %root : (!x, !s) -> !x
  %1 = relax.erf %0 : (!x) -> !x
  %2 = relax.add %1, %one : (!x, !s) -> !x
  %3 = relax.multiply %2, %x : (!x, !x) -> !x
  %4 = relax.multiply %3, %half : (!x, !s) -> !x
  relax.return %4, %1
}

// The constant makes the result larger.
// CHECK-LABEL: relax.func @constant_broadcasts(
// CHECK-NOT:     relax.gelu
// CHECK:         relax.erf
relax.func @constant_broadcasts(%x: !x) -> !relax.tensor<[3, n, 8], f32> {
  %root = relax.constant dense<1.41421354> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<3x1x1xf32>
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.divide %x, %root : (!x, !s) -> !x
  %1 = relax.erf %0 : (!x) -> !x
  %2 = relax.add %1, %one : (!x, !s) -> !x
  %3 = relax.multiply %2, %x : (!x, !x) -> !x
  %4 = relax.multiply %3, %half : (!x, !relax.tensor<[3, 1, 1], f32>) -> !relax.tensor<[3, n, 8], f32>
  relax.return %4
}

// 0.5 * x * (1 + tanh(0.79788 * (x + 0.044715 * x^3)))
// CHECK-LABEL: relax.func @gelu_tanh(
// CHECK-NEXT:    %[[Y:.+]] = relax.gelu_tanh %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @gelu_tanh(%x: !x) -> !x {
  %three = relax.constant dense<3.0> : tensor<f32>
  %a = relax.constant dense<0.044715> : tensor<f32>
  %c = relax.constant dense<0.797884583> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<f32>
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.power %x, %three : (!x, !s) -> !x
  %1 = relax.multiply %0, %a : (!x, !s) -> !x
  %2 = relax.add %x, %1 : (!x, !x) -> !x
  %3 = relax.multiply %2, %c : (!x, !s) -> !x
  %4 = relax.tanh %3 : (!x) -> !x
  %5 = relax.add %4, %one : (!x, !s) -> !x
  %6 = relax.multiply %x, %half : (!x, !s) -> !x
  %7 = relax.multiply %6, %5 : (!x, !x) -> !x
  relax.return %7
}

// The same with the polynomial as 0.79788 * x * (1 + 0.044715 * x * x).
// CHECK-LABEL: relax.func @gelu_tanh_factored(
// CHECK-NEXT:    %[[Y:.+]] = relax.gelu_tanh %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @gelu_tanh_factored(%x: !x) -> !x {
  %a = relax.constant dense<0.044715> : tensor<f32>
  %c = relax.constant dense<0.797884583> : tensor<f32>
  %half = relax.constant dense<0.5> : tensor<f32>
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.multiply %x, %x : (!x, !x) -> !x
  %1 = relax.multiply %a, %0 : (!s, !x) -> !x
  %2 = relax.add %one, %1 : (!s, !x) -> !x
  %3 = relax.multiply %x, %c : (!x, !s) -> !x
  %4 = relax.multiply %3, %2 : (!x, !x) -> !x
  %5 = relax.tanh %4 : (!x) -> !x
  %6 = relax.add %one, %5 : (!s, !x) -> !x
  %7 = relax.multiply %x, %6 : (!x, !x) -> !x
  %8 = relax.multiply %half, %7 : (!s, !x) -> !x
  relax.return %8
}

// CHECK-LABEL: relax.func @silu(
// CHECK-NEXT:    %[[Y:.+]] = relax.silu %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @silu(%x: !x) -> !x {
  %0 = relax.sigmoid %x : (!x) -> !x
  %1 = relax.multiply %0, %x : (!x, !x) -> !x
  relax.return %1
}

// x * sigmoid(1.0 * x), as some exporters write a swish with a parameter.
// CHECK-LABEL: relax.func @silu_with_beta(
// CHECK-NEXT:    %[[Y:.+]] = relax.silu %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @silu_with_beta(%x: !x) -> !x {
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.multiply %x, %one : (!x, !s) -> !x
  %1 = relax.sigmoid %0 : (!x) -> !x
  %2 = relax.multiply %x, %1 : (!x, !x) -> !x
  relax.return %2
}

// CHECK-LABEL: relax.func @other_beta(
// CHECK-NOT:     relax.silu
// CHECK:         relax.sigmoid
relax.func @other_beta(%x: !x) -> !x {
  %beta = relax.constant dense<1.702> : tensor<f32>
  %0 = relax.multiply %x, %beta : (!x, !s) -> !x
  %1 = relax.sigmoid %0 : (!x) -> !x
  %2 = relax.multiply %x, %1 : (!x, !x) -> !x
  relax.return %2
}

// CHECK-LABEL: relax.func @sigmoid(
// CHECK-NEXT:    %[[Y:.+]] = relax.sigmoid %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @sigmoid(%x: !x) -> !x {
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.negative %x : (!x) -> !x
  %1 = relax.exp %0 : (!x) -> !x
  %2 = relax.add %one, %1 : (!s, !x) -> !x
  %3 = relax.divide %one, %2 : (!s, !x) -> !x
  relax.return %3
}

// CHECK-LABEL: relax.func @silu_as_quotient(
// CHECK-NEXT:    %[[Y:.+]] = relax.silu %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @silu_as_quotient(%x: !x) -> !x {
  %one = relax.constant dense<1.0> : tensor<f32>
  %0 = relax.negative %x : (!x) -> !x
  %1 = relax.exp %0 : (!x) -> !x
  %2 = relax.add %1, %one : (!x, !s) -> !x
  %3 = relax.divide %x, %2 : (!x, !x) -> !x
  relax.return %3
}

// x * clip(x + 3, 0, 6) / 6, the clip in parts.
// CHECK-LABEL: relax.func @hard_swish(
// CHECK-NEXT:    %[[Y:.+]] = relax.hard_swish %x
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @hard_swish(%x: !x) -> !x {
  %zero = relax.constant dense<0.0> : tensor<f32>
  %three = relax.constant dense<3.0> : tensor<f32>
  %six = relax.constant dense<6.0> : tensor<f32>
  %0 = relax.add %x, %three : (!x, !s) -> !x
  %1 = relax.maximum %0, %zero : (!x, !s) -> !x
  %2 = relax.minimum %1, %six : (!x, !s) -> !x
  %3 = relax.multiply %x, %2 : (!x, !x) -> !x
  %4 = relax.divide %3, %six : (!x, !s) -> !x
  relax.return %4
}

// x * hard_sigmoid(x), and the clip divided first.
// CHECK-LABEL: relax.func @hard_swish_of_hard_sigmoid(
// CHECK-NEXT:    %[[Y:.+]] = relax.hard_swish %x
// CHECK-NEXT:    %[[Z:.+]] = relax.hard_swish %[[Y]]
// CHECK-NEXT:    relax.return %[[Z]]
relax.func @hard_swish_of_hard_sigmoid(%x: !x) -> !x {
  %three = relax.constant dense<3.0> : tensor<f32>
  %sixth = relax.constant dense<0.166666672> : tensor<f32>
  %0 = relax.hard_sigmoid %x alpha = 0.16666667163372 beta = 0.5 : (!x) -> !x
  %1 = relax.multiply %0, %x : (!x, !x) -> !x
  %2 = relax.add %1, %three : (!x, !s) -> !x
  %3 = relax.clip %2 min = 0.0 max = 6.0 : (!x) -> !x
  %4 = relax.multiply %3, %sixth : (!x, !s) -> !x
  %5 = relax.multiply %1, %4 : (!x, !x) -> !x
  relax.return %5
}

// The gate of another tensor is no hard swish.
// CHECK-LABEL: relax.func @gate_of_another(
// CHECK-NEXT:    %[[G:.+]] = relax.hard_sigmoid %y
// CHECK-NEXT:    relax.multiply %x, %[[G]]
relax.func @gate_of_another(%x: !x, %y: !x) -> !x {
  %0 = relax.hard_sigmoid %y alpha = 0.16666667163372 beta = 0.5 : (!x) -> !x
  %1 = relax.multiply %x, %0 : (!x, !x) -> !x
  relax.return %1
}

// CHECK-LABEL: relax.func @hard_sigmoid(
// CHECK-NEXT:    %[[Y:.+]] = relax.hard_sigmoid %x alpha = 0.16666666666666666
// CHECK-NOT:     relax.clip
relax.func @hard_sigmoid(%x: !x) -> !x {
  %three = relax.constant dense<3.0> : tensor<f32>
  %six = relax.constant dense<6.0> : tensor<f32>
  %0 = relax.add %x, %three : (!x, !s) -> !x
  %1 = relax.relu %0 : (!x) -> !x
  %2 = relax.minimum %1, %six : (!x, !s) -> !x
  %3 = relax.divide %2, %six : (!x, !s) -> !x
  relax.return %3
}

// Bounds alone are a clip; they need not be in this order.
// CHECK-LABEL: relax.func @clip(
// CHECK-NEXT:    %[[Y:.+]] = relax.clip %x min = 0.000000e+00 max = 6.000000e+00
// CHECK-NEXT:    %[[Z:.+]] = relax.clip %[[Y]] min = -1.000000e+00 max = 5.000000e-01
// CHECK-NEXT:    relax.return %[[Z]]
relax.func @clip(%x: !x) -> !x {
  %zero = relax.constant dense<0.0> : tensor<f32>
  %six = relax.constant dense<6.0> : tensor<f32>
  %low = relax.constant dense<-1.0> : tensor<f32>
  %high = relax.constant dense<0.5> : tensor<f32>
  %0 = relax.maximum %x, %zero : (!x, !s) -> !x
  %1 = relax.minimum %0, %six : (!x, !s) -> !x
  %2 = relax.minimum %high, %1 : (!s, !x) -> !x
  %3 = relax.maximum %low, %2 : (!s, !x) -> !x
  relax.return %3
}

// Crossed bounds, integers, and types that are not known.
// CHECK-LABEL: relax.func @no_clip(
// CHECK-NOT:     relax.clip
// CHECK:         relax.return
relax.func @no_clip(%x: !x, %i: !relax.tensor<[n], i32>, %u: !relax.tensor<[?], f32>)
    -> (!x, !relax.tensor<[n], i32>, !relax.tensor<[?], f32>) {
  %zero = relax.constant dense<0.0> : tensor<f32>
  %six = relax.constant dense<6.0> : tensor<f32>
  %0 = relax.maximum %x, %six : (!x, !s) -> !x
  %1 = relax.minimum %0, %zero : (!x, !s) -> !x
  %izero = relax.constant dense<0> : tensor<i32>
  %isix = relax.constant dense<6> : tensor<i32>
  %2 = relax.maximum %i, %izero : (!relax.tensor<[n], i32>, !relax.tensor<[], i32>) -> !relax.tensor<[n], i32>
  %3 = relax.minimum %2, %isix : (!relax.tensor<[n], i32>, !relax.tensor<[], i32>) -> !relax.tensor<[n], i32>
  %4 = relax.maximum %u, %zero : (!relax.tensor<[?], f32>, !s) -> !relax.tensor<[?], f32>
  %5 = relax.minimum %4, %six : (!relax.tensor<[?], f32>, !s) -> !relax.tensor<[?], f32>
  relax.return %1, %3, %5
}
