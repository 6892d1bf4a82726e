// dataflow, if, while.
// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s -mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s -emit-bytecode | relax-opt | FileCheck %s

// The region exports the symbol that it defines.
// CHECK-LABEL: relax.func @dataflow(
relax.func @dataflow(%w: !relax.tensor<*, f32>, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[?], f32> {
  // CHECK: %[[V:.*]], %[[M:.*]] = relax.dataflow {
  %v, %m = relax.dataflow {
    // CHECK: %[[C:.*]], %[[S:.*]] = relax.match_cast
    %0, %m = relax.match_cast %w : !relax.tensor<*, f32> -> !relax.tensor<[m], f32>, !sym.int<m>
    // CHECK: relax.output %[[C]], %[[S]]{{$}}
    relax.output %0, %m
  }
  // CHECK: relax.dataflow attributes {note} {
  relax.dataflow attributes {note} {
    // CHECK-NEXT: relax.output{{$}}
    relax.output
  }
  %mm = sym.value 2 * m of (%m : !sym.int<m>) : !sym.int<2 * m>
  %1 = relax.forget %v : !relax.tensor<[m], f32> -> !relax.tensor<[?], f32>
  relax.return %1
}

// CHECK-LABEL: relax.func @if(
relax.func @if(%c: !relax.tensor<[], i1>, %b: i1, %x: !relax.tensor<[n], f32>, %y: !relax.tensor<[2 * n], f32>, %n: !sym.int<n>) -> !relax.tensor<[?], f32> {
  // CHECK: relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
  // CHECK-NEXT: relax.yield %x
  // CHECK-NEXT: } else {
  // CHECK-NEXT: relax.yield %x
  // CHECK-NEXT: }
  %0 = relax.if %c : !relax.tensor<[], i1> -> (!relax.tensor<[n], f32>) {
    relax.yield %x
  } else {
    relax.yield %x
  }
  // A fresh symbol from both branches.
  // CHECK: %{{.*}}, %s = relax.if %b : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
  %1, %s = relax.if %b : i1 symbols ["s"] -> (!relax.tensor<[s], f32>, !sym.int<s>) {
    relax.yield %x, %n
  } else {
    %nn = sym.value 2 * n : !sym.int<2 * n>
    relax.yield %y, %nn
  }
  // CHECK: relax.if %b : i1 {
  // CHECK-NEXT: relax.yield{{$}}
  // CHECK-NEXT: } else {
  // CHECK-NEXT: relax.yield{{$}}
  // CHECK-NEXT: } {note}
  relax.if %b : i1 {
    relax.yield
  } else {
    relax.yield
  } {note}
  %2 = relax.forget %1 : !relax.tensor<[s], f32> -> !relax.tensor<[?], f32>
  relax.return %2
}

// CHECK-LABEL: relax.func @while(
relax.func @while(%init: !relax.tensor<[n], f32>, %k: !relax.tensor<[], i64>, %c: i1) -> !relax.tensor<[n], f32> {
  // CHECK: relax.while (%[[A:.*]] = %init, %[[I:.*]] = %k) : (!relax.tensor<[n], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[n], f32> {
  %0 = relax.while (%x = %init, %i = %k) : (!relax.tensor<[n], f32>, !relax.tensor<[], i64>) -> !relax.tensor<[n], f32> {
    %go = relax.call_pure_packed "positive"(%i) : (!relax.tensor<[], i64>) -> !relax.tensor<[], i1>
    // CHECK: relax.condition(%{{.*}}) %[[A]]
    relax.condition(%go) %x
  // CHECK: } do {
  } do {
  // CHECK: ^bb0(%[[Y:.*]]: !relax.tensor<[n], f32>):
  ^bb0(%y: !relax.tensor<[n], f32>):
    // CHECK: relax.yield %[[Y]], %k
    relax.yield %y, %k
  }
  // CHECK: relax.while : () -> () {
  relax.while : () -> () {
    // CHECK: relax.condition(%c){{$}}
    relax.condition(%c)
  } do {
    // CHECK: relax.yield{{$}}
    relax.yield
  // CHECK: } attributes {note}
  } attributes {note}
  relax.return %0
}

// CHECK-LABEL: relax.func pure @pure_control_flow_in_dataflow(
relax.func pure @pure_control_flow_in_dataflow(%c: i1, %x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.dataflow {
    %1 = relax.if %c : i1 -> (!relax.tensor<[n], f32>) {
      %2 = relax.while (%a = %x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
        relax.condition(%c) %a
      } do {
      ^bb0(%b: !relax.tensor<[n], f32>):
        relax.yield %b
      }
      relax.yield %2
    } else {
      relax.yield %x
    }
    relax.output %1
  }
  relax.return %0
}
