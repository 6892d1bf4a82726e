// Inlining makes an update visible to uses that the callee knew nothing of: it then works on a copy.
// RUN: relax-opt %s -relax-inline-functions | FileCheck %s

relax.func private @update(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.call_packed "update"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
relax.func private @identity(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  relax.return %x
}

// CHECK-LABEL: relax.func @argument_used_later(
relax.func @argument_used_later(%x: !relax.tensor<[m], f32>) -> (!relax.tensor<[m], f32>, !relax.tensor<[m], f32>) {
  // CHECK: %[[COPY:.*]] = relax.copy %x
  // CHECK: %[[NEW:.*]] = relax.call_packed "update"(%[[COPY]]) mutates [0]
  // CHECK: relax.return %x, %[[NEW]]
  %0 = relax.call @update(%x) : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  relax.return %x, %0
}

// CHECK-LABEL: relax.func @result_is_argument(
relax.func @result_is_argument(%x: !relax.tensor<[m], f32>) -> (!relax.tensor<[m], f32>, !relax.tensor<[m], f32>) {
  // CHECK: %[[COPY:.*]] = relax.copy %x
  // CHECK: %[[NEW:.*]] = relax.call_packed "again"(%[[COPY]]) mutates [0]
  // CHECK: relax.return %x, %[[NEW]]
  %0 = relax.call @identity(%x) : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  %1 = relax.call_packed "again"(%0) mutates [0] : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  relax.return %x, %1
}

// CHECK-LABEL: relax.func @in_a_loop(
relax.func @in_a_loop(%x: !relax.tensor<[m], f32>, %c: i1) {
  relax.while : () -> () {
    relax.condition(%c)
  } do {
    // CHECK: %[[COPY:.*]] = relax.copy %x
    // CHECK: relax.call_packed "update"(%[[COPY]]) mutates [0]
    %0 = relax.call @update(%x) : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
    relax.yield
  }
  relax.return
}

// Nobody else uses the argument: no copy.
// CHECK-LABEL: relax.func @last_use(
relax.func @last_use(%x: !relax.tensor<[m], f32>) -> !relax.tensor<[m], f32> {
  // CHECK-NEXT: relax.call_packed "update"(%x) mutates [0]
  %0 = relax.call @update(%x) : (!relax.tensor<[m], f32>) -> !relax.tensor<[m], f32>
  relax.return %0
}
