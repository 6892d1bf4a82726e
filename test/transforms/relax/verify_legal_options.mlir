// RUN: not relax-opt %s -pass-pipeline='builtin.module(relax-verify-legal{border=vm})' 2>&1 | FileCheck %s --check-prefix=VM
// RUN: not relax-opt %s -pass-pipeline='builtin.module(relax-verify-legal{border=nowhere})' 2>&1 | FileCheck %s --check-prefix=OPTION

// VM: error: 2 ops remain after conversion to relax_vm: relax.func (1), relax.return (1)
// OPTION: error: border must be scalars, tir, memory or vm, got 'nowhere'
relax.func @f() {
  relax.return
}
