// Flags that need something of the model say what is missing; `relaxc` says what it does with patterns that nobody has functions for.
// RUN: not relaxc %s -o %t.so --use-upper-bounds 2>&1 | FileCheck %s --check-prefix=BOUNDS
// RUN: relaxc %s --emit=vm --use-upper-bounds --dim-range n=1:8 | FileCheck %s --check-prefix=ARENA
// RUN: relaxc %s --emit=vm --use-upper-bounds --dim n=8 | FileCheck %s --check-prefix=ARENA
// RUN: not relaxc %s -o %t.so --lift-transform-params 2>&1 | FileCheck %s --check-prefix=WEIGHTS
// RUN: relaxc %s --emit=tir -o %t.mlir 2>&1 | FileCheck %s --check-prefix=WARNING
// RUN: relaxc %s --emit=tir --backend=my 2>&1 | FileCheck %s --check-prefix=BACKEND --implicit-check-not=warning
// RUN: bash -c 'try() { relaxc a.mlir "$@" 2>&1; echo "exit $?"; }; try --lift-transform-params=never; try --backend=a,b; try --backend=; try --backend' | FileCheck %s --check-prefix=USAGE

// BOUNDS: relaxc: error: '--use-upper-bounds' needs ranges of the model's dimensions: give '--dim-range', or state 'sym.ranges' in the model
// ARENA: relax_vm.alloc_arena[] blocks {{.*}} bytes
// WEIGHTS: relaxc: error: '--lift-transform-params' needs a public function with weights: parameters behind its 'num_input', which must be above zero
// WARNING: requests.mlir:[[#@LINE + 17]]:1: warning: what these patterns find is compiled like everything else: no '--backend' says whose packed functions there are
// BACKEND: relax.call_dps_packed "my.exp"
// USAGE: error: '--lift-transform-params' must be one of eager, lazy, got 'never'
// USAGE: exit 2
// USAGE: error: '--backend' must be a name of letters, digits, '_' and '-', got 'a,b'
// USAGE: exit 2
// USAGE: error: '--backend' needs a value
// USAGE: exit 2
// USAGE: error: '--backend' needs a value
// USAGE: exit 2
relax.func @main(%x: !relax.tensor<[n, 4], f32>) -> !relax.tensor<[n], f32> {
  %0 = relax.exp %x : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %1 = relax.cumsum %0 axis = 0 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %2 = relax.cumsum %1 axis = 1 : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n, 4], f32>
  %3 = relax.sum %2 axis = [1] : (!relax.tensor<[n, 4], f32>) -> !relax.tensor<[n], f32>
  relax.return %3
}
module attributes {relax.patterns} {
  pdl.pattern : benefit(1) {
    %name = attribute = "my.exp"
    %x = operand
    %type = type
    %exp = operation "relax.exp"(%x : !pdl.value) -> (%type : !pdl.type)
    rewrite %exp with "relax.group"(%name, %exp : !pdl.attribute, !pdl.operation)
  }
}
