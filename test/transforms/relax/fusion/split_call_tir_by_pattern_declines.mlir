// RUN: relax-opt %s -split-input-file -relax-split-call-tir-by-pattern | FileCheck %s

// What does not match: another operation, operands of an operation that is not commutative, another size, a loop that runs over a part
// of it, a statement more, an element of another type, another constant.
// CHECK-LABEL: relax.func @different
//  CHECK-NEXT:   relax.call_tir @operation(
//  CHECK-NEXT:   relax.call_tir @order(
//  CHECK-NEXT:   relax.call_tir @part(
//  CHECK-NEXT:   relax.call_tir @more(
//  CHECK-NEXT:   relax.call_tir @type(
//  CHECK-NEXT:   relax.call_tir @constant(
//  CHECK-NEXT:   relax.return
relax.func @different(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f32>, %z: !relax.tensor<[n], f64>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f64>) {
  %0 = relax.call_tir @operation(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_tir @order(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_tir @part(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.call_tir @more(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.call_tir @type(%z, %z) : (!relax.tensor<[n], f64>, !relax.tensor<[n], f64>) -> !relax.tensor<[n], f64>
  %5 = relax.call_tir @constant(%x, %y) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1, %2, %3, %5, %4
}
tir.prim_func private @operation(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.addf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
tir.prim_func private @order(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %b, %a : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
tir.prim_func private @part(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 1 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
tir.prim_func private @more(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    tir.store %c, %C[%i]
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
tir.prim_func private @type(%A: !tir.buffer<[n], f64>, %B: !tir.buffer<[n], f64>, %C: !tir.buffer<[n], f64>) {
  %two = arith.constant 2.0 : f64
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f64
    %d = arith.mulf %c, %two : f64
    %e = arith.addf %d, %a : f64
    tir.store %e, %C[%i]
  }
}
tir.prim_func private @constant(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 3.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
module attributes {relax.tir_patterns} {
tir.prim_func @twice_difference(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) attributes {relax.library = "my.f"} {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
}

// -----

// What matches, but cannot be cut off: it writes what was in use before, its result is read before, what it needs is loaded at the top, sizes
// are compared at run time or unknown, a check at the top, a strided buffer. A group on its way to one kernel stays, too.
// CHECK-LABEL: relax.func @context
//  CHECK-NEXT:   relax.call_tir @written_before(
//  CHECK-NEXT:   relax.call_tir @read_before(
//  CHECK-NEXT:   relax.call_tir @assertion(
//  CHECK-NEXT:   relax.call_tir @loaded(
//       CHECK:   relax.call_tir @good(%x, %w) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>)
//  CHECK-NEXT:   relax.call_tir @good(%u, %u)
//  CHECK-NEXT:   relax.call_dps_packed "my.f"(%x, %x)
//       CHECK: tir.prim_func private @good(
// CHECK-LABEL: relax.func private pure @group
//  CHECK-NEXT:   relax.call_tir @good
relax.func @context(%x: !relax.tensor<[n], f32>, %w: !relax.tensor<[m], f32>, %u: !relax.tensor<[?], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[n], f32>, !relax.tensor<[?], f32>) {
  %0 = relax.call_tir @written_before(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_tir @read_before(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %2 = relax.call_tir @assertion(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %3 = relax.call_tir @loaded(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %4 = relax.call_tir @good(%x, %w) : (!relax.tensor<[n], f32>, !relax.tensor<[m], f32>) -> !relax.tensor<[n], f32>
  %5 = relax.call_tir @good(%u, %u) : (!relax.tensor<[?], f32>, !relax.tensor<[?], f32>) -> !relax.tensor<[?], f32>
  %6 = relax.call_tir @good(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1, %2, %3, %4, %6, %5
}
tir.prim_func private @written_before(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    tir.store %two, %C[%i]
  }
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
tir.prim_func private @read_before(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  %T = tir.alloc_buffer : !tir.buffer<[n], f32>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %T[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
  tir.for %i = 0 to %n {
    %b = tir.load %B[%i]
    tir.store %b, %T[%i]
  }
}
tir.prim_func private @assertion(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  %zero = arith.constant 0 : index
  %size = sym.to_index %n : !sym.int<n> -> index
  %some = arith.cmpi sgt, %size, %zero : index
  tir.assert %some, "empty"
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
tir.prim_func private @loaded(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  %zero = arith.constant 0 : index
  %x = tir.load %A[%zero]
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
  tir.for %i = 0 to %n {
    tir.store %x, %C[%i]
  }
}
tir.prim_func private @good(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
relax.func private pure @group(%x: !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32> attributes {relax.primitive, relax.shapes_checked} {
  %0 = relax.call_tir @good(%x, %x) : (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0
}
module attributes {relax.tir_patterns} {
tir.prim_func @twice_difference(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>, %C: !tir.buffer<[n], f32>) attributes {relax.library = "my.f"} {
  %two = arith.constant 2.0 : f32
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %a = tir.load %A[%i]
    %b = tir.load %B[%i]
    %c = arith.subf %a, %b : f32
    %d = arith.mulf %c, %two : f32
    %e = arith.addf %d, %a : f32
    tir.store %e, %C[%i]
  }
}
}

// -----

// Two buffers of the pattern in one of the kernel, where the second overwrites the first.
// CHECK-LABEL: relax.func @one_buffer
//  CHECK-NEXT:   relax.call_tir @one
//  CHECK-NEXT:   relax.call_dps_packed "my.f"
relax.func @one_buffer(%x: !relax.tensor<[n], f32>) -> (!relax.tensor<[n], f32>, !relax.tensor<[n], f32>) {
  %0 = relax.call_tir @one(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  %1 = relax.call_tir @two(%x) : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  relax.return %0, %1
}
tir.prim_func private @one(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %T = tir.alloc_buffer : !tir.buffer<[], f32>
    %a = tir.load %A[%i]
    %e = math.exp %a : f32
    tir.store %a, %T[]
    tir.store %e, %T[]
    %t = tir.load %T[]
    %u = tir.load %T[]
    %b = arith.addf %t, %u : f32
    tir.store %b, %B[%i]
  }
}
tir.prim_func private @two(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>) {
  %n = sym.value n : !sym.int<n>
  tir.for %i = 0 to %n {
    %T = tir.alloc_buffer : !tir.buffer<[], f32>
    %U = tir.alloc_buffer : !tir.buffer<[], f32>
    %a = tir.load %A[%i]
    %e = math.exp %a : f32
    tir.store %a, %U[]
    tir.store %e, %T[]
    %t = tir.load %T[]
    %u = tir.load %U[]
    %b = arith.addf %t, %u : f32
    tir.store %b, %B[%i]
  }
}
module attributes {relax.tir_patterns} {
  tir.prim_func @f(%A: !tir.buffer<[n], f32>, %B: !tir.buffer<[n], f32>) attributes {relax.library = "my.f"} {
    %n = sym.value n : !sym.int<n>
    tir.for %i = 0 to %n {
      %T = tir.alloc_buffer : !tir.buffer<[], f32>
      %U = tir.alloc_buffer : !tir.buffer<[], f32>
      %a = tir.load %A[%i]
      %e = math.exp %a : f32
      tir.store %a, %T[]
      tir.store %e, %U[]
      %t = tir.load %T[]
      %u = tir.load %U[]
      %b = arith.addf %t, %u : f32
      tir.store %b, %B[%i]
    }
  }
}
