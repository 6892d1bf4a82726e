// What a module asks for is done at every level.
// RUN: relax-opt %s --split-input-file --relax-legalize-pipeline=opt-level=0 | FileCheck %s
// RUN: relax-opt %s --split-input-file --relax-legalize-pipeline=opt-level=2 | FileCheck %s
// RUN: relax-opt %s --split-input-file --relax-legalize-pipeline="opt-level=0 backends=one" | FileCheck %s --check-prefix=ONE --implicit-check-not=relax.patterns
// RUN: relax-opt %s --split-input-file --relax-legalize-pipeline="opt-level=2 backends=two,one" | FileCheck %s --check-prefix=ONE --implicit-check-not=relax.patterns

// Values of parameters tell sizes; copies are made for what is left.
// CHECK-LABEL: relax.func @values(
// CHECK-SAME: %x: !relax.tensor<[3, n, 2], f32>) -> !relax.tensor<[3, n, 2], f32>
// CHECK-NOT: relax.dims
// CHECK-NOT: relax.specializations
// CHECK: relax.if
// CHECK-DAG: tir.prim_func {{.*}}@add{{.*}}!tir.buffer<[3, 1, 2], f32>
// CHECK-DAG: tir.prim_func {{.*}}@add{{.*}}!tir.buffer<[3, s0, 2], f32>
relax.func @values(%x: !relax.tensor<[m, n, k], f32>, %w: !relax.tensor<[k], f32> {relax.value = dense<[1.0, 2.0]> : tensor<2xf32>})
    -> !relax.tensor<[m, n, k], f32> attributes {relax.dims = {m = 3 : i64}, relax.specializations = [{n = 1 : i64}]} {
  %0 = relax.add %x, %w : (!relax.tensor<[m, n, k], f32>, !relax.tensor<[k], f32>) -> !relax.tensor<[m, n, k], f32>
  relax.return %0
}

// -----

// A pattern alone changes no result and leaves no module behind; with a backend its function is called, in every function.
// CHECK-LABEL: relax.func @first(
// CHECK-NOT: relax.patterns
// CHECK-NOT: call_dps_packed
// ONE-LABEL: relax.func @first(
// ONE-DAG: relax.call_dps_packed "one.exp"({{.*}}) : (!relax.tensor<[n], f32>)
// ONE-DAG: relax.call_dps_packed "one.exp"({{.*}}) : (!relax.tensor<[4], f32>)
// ONE-DAG: relax.call_tir @tanh
relax.func @first(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.tanh %0 : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %1
}
relax.func @second(%x: !relax.tensor<[4], f32>) -> !relax.tensor<[4], f32> {
  %0 = relax.exp %x : (!relax.tensor<[4], f32>) -> !relax.tensor<[4], f32>
  relax.return %0
}
module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %name = attribute = "one.exp"
    %x = operand
    %type = type
    %exp = operation "relax.exp"(%x : !pdl.value) -> (%type : !pdl.type)
    rewrite %exp with "relax.group"(%name, %exp : !pdl.attribute, !pdl.operation)
  }
}

// -----

// Patterns that are kernels find those of the compiler and name the function themselves.
// CHECK-LABEL: relax.func @kernels(
// CHECK: relax.call_dps_packed "my.exp"
// CHECK-NOT: relax.tir_patterns
relax.func @kernels(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
module attributes {relax.tir_patterns} {
  tir.prim_func @exp(%A: !tir.buffer<[k], f32>, %B: !tir.buffer<[k], f32>) attributes {relax.library = "my.exp"} {
    %k = sym.value k : !sym.int<k>
    tir.for %i = 0 to %k {
      tir.block "exp" iters(%v: spatial [0, %k) = %i) {
        %a = tir.load %A[%v]
        %b = math.exp %a : f32
        tir.store %b, %B[%v]
      }
    }
  }
}
