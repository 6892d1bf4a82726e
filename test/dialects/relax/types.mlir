// Every type, with every degree of knowledge, in text, generic form and bytecode.
// RUN: relax-opt %s | FileCheck %s
// RUN: relax-opt %s | relax-opt | FileCheck %s
// RUN: relax-opt %s -mlir-print-op-generic | relax-opt | FileCheck %s
// RUN: relax-opt %s -emit-bytecode | relax-opt | FileCheck %s

// CHECK: relax.func private @tensors(!relax.tensor<[n, 2 * m], f32>, !relax.tensor<[m], f32>)
relax.func private @tensors(!relax.tensor<[n, m * 2], f32>, !relax.tensor<[m], f32>)
// CHECK: @degrees(!relax.tensor<[?, 4], f32>, !relax.tensor<[?, ?], f32>, !relax.tensor<*, f32>, !relax.tensor<*, ?>, !relax.tensor<[], ?>)
relax.func private @degrees(!relax.tensor<[?, 4], f32>, !relax.tensor<[?, ?], f32>, !relax.tensor<*, f32>, !relax.tensor<*, ?>, !relax.tensor<[], ?>)
// CHECK: @integers(!relax.tensor<[], i1>, !relax.tensor<[], i4>, !relax.tensor<[], i8>, !relax.tensor<[], i16>, !relax.tensor<[], i32>, !relax.tensor<[], i64>, !relax.tensor<[], ui8>, !relax.tensor<[], ui16>, !relax.tensor<[], ui32>, !relax.tensor<[], ui64>)
relax.func private @integers(!relax.tensor<[], i1>, !relax.tensor<[], i4>, !relax.tensor<[], i8>, !relax.tensor<[], i16>, !relax.tensor<[], i32>, !relax.tensor<[], i64>, !relax.tensor<[], ui8>, !relax.tensor<[], ui16>, !relax.tensor<[], ui32>, !relax.tensor<[], ui64>)
// CHECK: @floats(!relax.tensor<[], f16>, !relax.tensor<[], bf16>, !relax.tensor<[], f32>, !relax.tensor<[], f64>, !relax.tensor<[], f8E5M2>, !relax.tensor<[], f8E4M3FN>, !relax.tensor<[], f8E8M0FNU>)
relax.func private @floats(!relax.tensor<[], f16>, !relax.tensor<[], bf16>, !relax.tensor<[], f32>, !relax.tensor<[], f64>, !relax.tensor<[], f8E5M2>, !relax.tensor<[], f8E4M3FN>, !relax.tensor<[], f8E8M0FNU>)
// CHECK: @devices(!relax.tensor<[4], f16, #relax.vdevice<"cuda", 0>>, !relax.tensor<*, ?, #relax.vdevice<"cuda", 1, "shared">>)
relax.func private @devices(!relax.tensor<[4], f16, #relax.vdevice<"cuda", 0, "global">>, !relax.tensor<*, ?, #relax.vdevice<"cuda", 1, "shared">>)
// CHECK: @shapes(!relax.shape<[n, 2 * n, 4]>, !relax.shape<[?]>, !relax.shape<*>, !relax.shape<[]>)
relax.func private @shapes(!relax.shape<[n, n + n, 4]>, !relax.shape<[?]>, !relax.shape<*>, !relax.shape<[]>)
// CHECK: @others(!relax.object, tuple<!relax.tensor<[n], f32>, tuple<!relax.object>>, tuple<>, !sym.int<n>, index, i64, f32)
relax.func private @others(!relax.object, tuple<!relax.tensor<[n], f32>, tuple<!relax.object>>, tuple<>, !sym.int<n>, index, i64, f32)
// CHECK: @callables(!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?, 4], f32>>, !relax.callable<pure () -> ()>, !relax.callable<(!sym.int<3>) -> (i1, !relax.callable<() -> ()>)>)
relax.func private @callables(!relax.callable<(!relax.tensor<[?], f32>) -> !relax.tensor<[?, 4], f32>>, !relax.callable<pure () -> ()>, !relax.callable<(!sym.int<3>) -> (i1, !relax.callable<() -> ()>)>)
// A dimension may have any name.
// CHECK: @quoted(!relax.tensor<["past + 1"], f32>)
relax.func private @quoted(!relax.tensor<["past + 1"], f32>)
