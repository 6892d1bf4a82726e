// RUN: relax-opt %s -split-input-file -verify-diagnostics -convert-relax-to-vm

relax.func @operator(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @+1 {{'relax.exp' op has no translation to the virtual machine (see relax-verify-legal)}}
  %0 = relax.exp %x : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

relax.func @dataflow(%x: !relax.object) -> !relax.object {
  // expected-error @+1 {{'relax.dataflow' op has no translation to the virtual machine}}
  %0 = relax.dataflow {
    relax.output %x : !relax.object
  }
  relax.return %0 : !relax.object
}

// -----

relax.func @symbol(%x: !relax.tensor<[n], f32>) {
  // expected-error @+1 {{no value of symbol 'n' is at hand (see relax-lower-shapes)}}
  %0 = sym.value n + 1 : !sym.int<n + 1>
  relax.call_packed "use"(%0) : (!sym.int<n + 1>) -> ()
  relax.return
}

// -----

// expected-error @+1 {{must have a body to be translated to the virtual machine}}
relax.func private @declared(!relax.object) -> !relax.object

// -----

relax.func @in_place(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> {
  // expected-error @+1 {{updates in place must be lowered before (see relax-lower-calls)}}
  %0 = relax.call_packed "f"(%x) mutates [0] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0 : !relax.tensor<[n], f32>
}

// -----

relax.func @unknown_rank(%x: !relax.tensor<*, f32>) -> !relax.shape<*> {
  // expected-error @+1 {{operand must have a known rank, got '!relax.tensor<*, f32>' (see relax.match_cast)}}
  %0 = relax.shape_of %x : !relax.tensor<*, f32> -> !relax.shape<*>
  relax.return %0 : !relax.shape<*>
}

// -----

relax.func @device() {
  // expected-error @+1 {{device must be one that the runtime knows, got #relax.vdevice<"abacus", 0>}}
  %0 = relax.alloc_tensor() : () -> !relax.tensor<[4], f32, #relax.vdevice<"abacus", 0>>
  relax.return
}

// -----

relax.func @narrow(%a: i32) -> i32 {
  // expected-error @+1 {{'arith.shli' op on 'i32' has no translation: the virtual machine adds, multiplies, divides and compares integers of up to 32 or of 64 bits; pass the scalars to a small tir.prim_func that writes the result into a tensor (relax.call_tir)}}
  %0 = arith.shli %a, %a : i32
  relax.return %0 : i32
}

// -----

relax.func @float(%a: f32) -> f32 {
  // expected-error @+1 {{'arith.addf' op on 'f32' has no translation: the virtual machine}}
  %0 = arith.addf %a, %a : f32
  relax.return %0 : f32
}

// -----

relax.func @between(%a: i48, %b: i48) -> i48 {
  // expected-error @+1 {{'arith.addi' op on 'i48' has no translation: the virtual machine}}
  %0 = arith.addi %a, %b : i48
  relax.return %0 : i48
}

// -----

relax.func @unsigned_division(%a: i64, %b: i64) -> i64 {
  // expected-error @+1 {{'arith.divui' op on 'i64' has no translation: the virtual machine}}
  %0 = arith.divui %a, %b : i64
  relax.return %0 : i64
}

// -----

relax.func @to_float(%a: i32) -> f32 {
  // expected-error @+1 {{'arith.sitofp' op on 'i32' has no translation: the virtual machine}}
  %0 = arith.sitofp %a : i32 to f32
  relax.return %0 : f32
}

// -----

relax.func @signed_bits(%a: i1, %b: i1) -> i1 {
  // expected-error @+1 {{'arith.minsi' op on 'i1' has no translation: the virtual machine}}
  %0 = arith.minsi %a, %b : i1
  relax.return %0 : i1
}
