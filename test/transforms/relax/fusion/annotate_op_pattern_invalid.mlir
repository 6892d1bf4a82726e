// RUN: relax-opt %s -split-input-file -verify-diagnostics -pass-pipeline='builtin.module(tir.prim_func(tir-annotate-op-pattern))'

// expected-error @below {{'tir.prim_func' op attribute 'tir.op_pattern' must be 'elementwise', 'broadcast', 'injective', 'reduction', 'out_elementwise_fusable' or 'opaque', got "Elementwise"}}
tir.prim_func @unknown_name(%X: !tir.buffer<[n], f32>) attributes {tir.op_pattern = "Elementwise"} {
}

// -----

// expected-error @below {{'opaque', got 3 : i64}}
tir.prim_func @no_string(%X: !tir.buffer<[n], f32>) attributes {tir.op_pattern = 3} {
}
