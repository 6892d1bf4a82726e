// RUN: relax-opt %s -split-input-file -relax-remove-unused-outputs | FileCheck %s
// RUN: relax-opt %s -split-input-file -relax-remove-unused-outputs -relax-remove-unused-outputs | FileCheck %s

// One call uses the first result, another one the third: the second goes, with its name.
// CHECK-LABEL: relax.func private @three(
//  CHECK-SAME: -> (!relax.tensor<[s], f32> {relax.name = "a"}, !relax.tensor<[2 * s], f32> {relax.name = "c"})
//       CHECK: relax.return %x, %{{.+}}
// CHECK-LABEL: relax.func @main
//       CHECK: %[[A:.+]]:2 = relax.call @three(%x) : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>)
//       CHECK: %[[B:.+]]:2 = relax.call @three(%x)
//       CHECK: relax.return %[[A]]#0, %[[B]]#1
relax.func private @three(%x: !relax.tensor<[s], f32>)
    -> (!relax.tensor<[s], f32> {relax.name = "a"}, !relax.tensor<[s], f32> {relax.name = "b"}, !relax.tensor<[2 * s], f32> {relax.name = "c"}) {
  %0 = relax.exp %x : (!relax.tensor<[s], f32>) -> !relax.tensor<[s], f32>
  %1 = relax.concat %x, %x axis = 0 : (!relax.tensor<[s], f32>, !relax.tensor<[s], f32>) -> !relax.tensor<[2 * s], f32>
  relax.return %x, %0, %1 : !relax.tensor<[s], f32>, !relax.tensor<[s], f32>, !relax.tensor<[2 * s], f32>
}
relax.func @main(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>) {
  %0:3 = relax.call @three(%x) : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>)
  %1:3 = relax.call @three(%x) : (!relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>)
  relax.return %0#0, %1#2 : !relax.tensor<[n], f32>, !relax.tensor<[2 * n], f32>
}

// -----

// Left alone: what a public function returns, and what a closure may return.
// CHECK-LABEL: relax.func @public(%x: !relax.object) -> (!relax.object, !relax.object)
// CHECK-LABEL: relax.func private @closure(%x: !relax.object) -> (!relax.object, !relax.object)
relax.func @public(%x: !relax.object) -> (!relax.object, !relax.object) {
  %0 = relax.make_closure @closure() : () -> !relax.object
  %1:2 = relax.call @closure(%x) : (!relax.object) -> (!relax.object, !relax.object)
  relax.return %0, %x : !relax.object, !relax.object
}
relax.func private @closure(%x: !relax.object) -> (!relax.object, !relax.object) {
  relax.return %x, %x : !relax.object, !relax.object
}
