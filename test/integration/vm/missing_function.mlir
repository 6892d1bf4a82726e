// A packed function that nobody registered is named, before anything runs.
//
// RUN: relaxc %s -o %t.so
// RUN: not relax-run %t.so --function=f 2>&1 | FileCheck %s
// CHECK: error: {{.*}}'not_registered'
relax_vm.func @f() {
  relax_vm.call_packed "not_registered"() : () -> ()
  relax_vm.ret
}
