// The profile of a model: the same events in both execution modes, valid JSON, kernels within their function.
//
// RUN: relaxc %s -o %t.b.so --exec-mode=bytecode
// RUN: relaxc %s -o %t.c.so --exec-mode=compiled
// RUN: relax-run %t.b.so --input x=random:2x3:f32 --profile=%t.b.json --profile-summary | FileCheck %s
// RUN: relax-run %t.c.so --input x=random:2x3:f32 --profile=%t.c.json --profile-summary | FileCheck %s
// RUN: %python -m json.tool %t.b.json | FileCheck %s --check-prefix=JSON
// RUN: %python -m json.tool %t.c.json | FileCheck %s --check-prefix=JSON
// RUN: relax-run %t.b.so --input x=random:2x3:f32 --memory-summary | FileCheck %s --check-prefix=MEMORY
// RUN: relax-run %t.b.so --input x=random:2x3:f32 --benchmark=5 --profile-summary | FileCheck %s --check-prefix=FIVE
// RUN: relax-run --help | FileCheck %s --check-prefix=HELP
// RUN: not relax-run %t.b.so --input x=random:2x3:f32 --profile=%t.missing/trace.json 2>&1 | FileCheck %s --check-prefix=UNWRITABLE

// CHECK: kind
// CHECK-SAME: calls  total us  mean us  min us  max us  share
// CHECK-DAG: {{^}}kernel {{.*}} 48{{$}}
// CHECK-DAG: {{^}}allocation {{.*}}alloc_tensor
// CHECK: {{^}}all
// CHECK-NEXT: memory: {{[1-9][0-9]*}} bytes at most beyond the {{[1-9][0-9]*}} at the beginning, {{[1-9][0-9]*}} at the end
// CHECK-NEXT: memory: {{[1-9][0-9]*}} bytes at most without headers of objects, beyond the 24 at the beginning, {{[1-9][0-9]*}} at the end
// CHECK-NEXT: memory: {{[1-9][0-9]*}} allocations, {{[0-9]+}} of them from the pool; {{[1-9][0-9]*}} bytes taken

// JSON: "name": "main"
// JSON-NEXT: "cat": "function"
// JSON-NEXT: "ph": "X"
// JSON-NEXT: "ts":
// JSON-NEXT: "dur":
// JSON: "cat": "kernel"
// JSON: "bytes": 48
// JSON-NEXT: "shapes": [
// JSON-NEXT: [
// JSON-NEXT: 2,
// JSON-NEXT: 3
// JSON: "dtypes": [
// JSON-NEXT: "f32"
// JSON: "location": "{{.*}}profile.mlir:[[#@LINE + 15]]:{{[0-9]+}}"

// MEMORY: f32
// MEMORY-NOT: kernel
// MEMORY: memory: {{[1-9][0-9]*}} bytes at most

// FIVE: benchmark: 5 runs
// FIVE: {{^}}kernel {{.*}} 5 {{.*}} 240{{$}}

// HELP: --profile=TRACE.json
// HELP: --profile-summary
// HELP: --memory-summary

// UNWRITABLE: error: cannot write '{{.*}}.missing/trace.json': No such file or directory
relax.func @main(%x: !relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<[n, 3], f32>
  relax.return %0
}
