// RUN: relax-opt %s -split-input-file -relax-to-nondataflow | FileCheck %s


// Symbols that the region exports are defined by their definers from here on.
// CHECK-LABEL: relax.func @dissolves
//   CHECK-NOT: relax.dataflow
//       CHECK: %[[W:.+]], %[[WS:.+]] = relax.match_cast %w
//       CHECK: %[[E:.+]] = relax.exp %[[W]]
//   CHECK-NOT: relax.output
//       CHECK: relax.call_packed "use"(%[[E]], %[[WS]])
relax.func @dissolves(%w: !relax.tensor<*, f32>) {
  %0, %m = relax.dataflow {
    %1, %k = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[k], f32>, !sym.int<k>
    %2 = relax.exp %1 : (!relax.tensor<[k], f32>) -> !relax.tensor<[k], f32>
    relax.output %2, %k : !relax.tensor<[k], f32>, !sym.int<k>
  }
  relax.call_packed "use"(%0, %m) : (!relax.tensor<[k], f32>, !sym.int<k>) -> ()
  relax.return
}

// -----

// CHECK-LABEL: relax.func @inside_a_branch
//       CHECK: relax.if
//  CHECK-NEXT:   %[[E:.+]] = relax.exp %x
//  CHECK-NEXT:   relax.yield %[[E]]
//       CHECK: else
//  CHECK-NEXT:   relax.yield %x
relax.func @inside_a_branch(%c: i1, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
    %1 = relax.dataflow {
      %2 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
      relax.output %2 : !relax.tensor<[n], f32>
    }
    relax.yield %1 : !relax.tensor<[n], f32>
  } else {
    %1 = relax.dataflow {
      relax.output %x : !relax.tensor<[n], f32>
    }
    relax.yield %1 : !relax.tensor<[n], f32>
  }
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

// CHECK-LABEL: relax.func @nested
//   CHECK-NOT: relax.dataflow
//       CHECK: %[[A:.+]] = relax.exp %x
//       CHECK: %[[B:.+]] = relax.exp %[[A]]
//       CHECK: relax.return %[[B]]
relax.func @nested(%x: !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32> {
  %0 = relax.dataflow {
    %1 = relax.dataflow {
      %2 = relax.exp %x : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
      relax.output %2 : !relax.tensor<[4], f32>
    }
    %3 = relax.exp %1 : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
    relax.output %3 : !relax.tensor<[4], f32>
  }
  relax.return %0 : !relax.tensor<[4], f32>
}

// -----

// CHECK-LABEL: relax.func @leaves_others_alone
//  CHECK-NEXT: relax.return %x
relax.func @leaves_others_alone(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  relax.return %x : !relax.tensor<[n], f32>
}
