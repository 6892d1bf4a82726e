// RUN: relax-opt %s --relax-reorder-permute-dims-after-concat | FileCheck %s
// RUN: relax-opt %s --relax-reorder-permute-dims-after-concat | relax-opt --relax-reorder-permute-dims-after-concat | FileCheck %s

!x = !relax.tensor<[n, 2, 4], f32>
!y = !relax.tensor<[m, 2, 4], f32>
!s = !relax.tensor<[2, 4, n], f32>
!t = !relax.tensor<[2, 4, m], f32>

// CHECK-LABEL: relax.func @three_dims(
// CHECK-NEXT:    %[[C:.+]] = relax.concat %x, %y axis = 0 : (!relax.tensor<[n, 2, 4], f32>, !relax.tensor<[m, 2, 4], f32>) -> !relax.tensor<[m + n, 2, 4], f32>
// CHECK-NEXT:    %[[Y:.+]] = relax.permute_dims %[[C]] axes = [1, 2, 0]
// CHECK-NEXT:    relax.return %[[Y]]
relax.func @three_dims(%x: !x, %y: !y) -> !relax.tensor<[2, 4, m + n], f32> {
  %0 = relax.permute_dims %x axes = [1, 2, 0] : (!x) -> !s
  %1 = relax.permute_dims %y axes = [1, -1, 0] : (!y) -> !t
  %2 = relax.concat %0, %1 axis = -1 : (!s, !t) -> !relax.tensor<[2, 4, m + n], f32>
  relax.return %2
}

// CHECK-LABEL: relax.func @left_alone(
// CHECK:         relax.permute_dims
// CHECK:         relax.permute_dims
// CHECK:         relax.concat
// CHECK:         relax.permute_dims
// CHECK:         relax.concat
relax.func @left_alone(%x: !x, %y: !y, %z: !relax.tensor<[4, 2, m], f32>) -> (!relax.tensor<[2, 4, m + n], f32>, !s, !relax.tensor<[2, 4, 2 * m], f32>) {
  %0 = relax.permute_dims %x axes = [1, 2, 0] : (!x) -> !s
  %1 = relax.permute_dims %y axes = [1, 2, 0] : (!y) -> !t
  %2 = relax.concat %0, %1 axis = 2 : (!s, !t) -> !relax.tensor<[2, 4, m + n], f32>
  %3 = relax.permute_dims %z axes = [1, 0, 2] : (!relax.tensor<[4, 2, m], f32>) -> !t
  %4 = relax.concat %1, %3 axis = 2 : (!t, !t) -> !relax.tensor<[2, 4, 2 * m], f32>
  relax.return %2, %0, %4
}
