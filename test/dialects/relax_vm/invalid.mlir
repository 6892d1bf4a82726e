// RUN: relax-opt %s --split-input-file --verify-diagnostics

relax_vm.func @alloc_tensor_element_type() {
  // expected-error @below {{'relax_vm.alloc_tensor' op element type must be one that tensors can hold, got 'vector<4xf32>'}}
  %0 = relax_vm.alloc_tensor [] : vector<4xf32>
  relax_vm.ret
}

// -----

relax_vm.func @alloc_from_storage_element_type(%s: !relax_vm.object, %n: i64) {
  // expected-error @below {{'relax_vm.alloc_tensor_from_storage' op element type must be one that tensors can hold, got 'i7'}}
  %0 = relax_vm.alloc_tensor_from_storage %s at %n [] : i7
  relax_vm.ret
}

// -----

relax_vm.func @check_tensor_element_type(%t: !relax_vm.object) {
  // expected-error @below {{'relax_vm.check_tensor' op element type must be one that tensors can hold, got 'index'}}
  relax_vm.check_tensor %t dtype index, <"t">
  relax_vm.ret
}

// -----

relax_vm.func @box_element_type(%n: i64) {
  // expected-error @below {{'relax_vm.box_scalar' op element type must be one that tensors can hold, got 'f80'}}
  %0 = relax_vm.box_scalar %n : f80
  relax_vm.ret
}

// -----

relax_vm.func @unbox_element_type(%o: !relax_vm.object) {
  // expected-error @below {{'relax_vm.unbox_scalar' op element type must be one that tensors can hold, got 'none'}}
  %0 = relax_vm.unbox_scalar %o : none
  relax_vm.ret
}

// -----

relax_vm.func @axis(%t: !relax_vm.object) {
  // expected-error @below {{attribute 'axis' failed to satisfy constraint}}
  %0 = relax_vm.tensor_dim %t, -1
  relax_vm.ret
}

// -----

relax_vm.func @device(%t: !relax_vm.object) {
  // expected-error @below {{attribute 'device' failed to satisfy constraint}}
  %0 = relax_vm.alloc_tensor [] : f32 device -1
  relax_vm.ret
}

// -----

relax_vm.func @load_const_missing() {
  // expected-error @below {{'relax_vm.load_const' op must name a 'relax_vm.constant' of the module, got @w}}
  %0 = relax_vm.load_const @w
  relax_vm.ret
}

// -----

relax_vm.func @load_const_of_function() {
  // expected-error @below {{'relax_vm.load_const' op must name a 'relax_vm.constant' of the module, got @load_const_of_function}}
  %0 = relax_vm.load_const @load_const_of_function
  relax_vm.ret
}

// -----

// expected-error @below {{'relax_vm.constant' op element type must be one that tensors can hold, got 'index'}}
relax_vm.constant @c dense<1> : tensor<2xindex>

// -----

// expected-error @below {{'relax_vm.constant' op value must be a tensor of static shape, got 'vector<2xf32>'}}
relax_vm.constant @c dense<1.0> : vector<2xf32>

// -----

// expected-error @below {{attribute 'num_buffers' failed to satisfy constraint}}
relax_vm.kernel @k buffers -1 scalars 0

// -----

relax_vm.func @ret_count(%n: i64) -> i64 {
  // expected-error @below {{'relax_vm.ret' op must return as many values as the function has results, got 2, expected 1}}
  relax_vm.ret %n, %n : i64, i64
}

// -----

relax_vm.func @ret_type(%n: i64) -> !relax_vm.object {
  // expected-error @below {{'relax_vm.ret' op value 0 must have the type of the function's result, got 'i64', expected '!relax_vm.object'}}
  relax_vm.ret %n : i64
}

// -----

// expected-error @below {{'relax_vm.func' op parameter 0 must be an object or i64, got 'i32'}}
relax_vm.func @parameter_type(%n: i32) {
  relax_vm.ret
}

// -----

// expected-error @below {{'relax_vm.func' op result 0 must be an object or i64, got 'f32'}}
relax_vm.func @result_type() -> f32 {
  relax_vm.fail "never"
  relax_vm.jump ^bb1
^bb1:
  relax_vm.jump ^bb1
}

// -----

// expected-error @below {{'relax_vm.func' op 'arg_names' must have one entry each, got 1, expected 0}}
relax_vm.func @arg_names() attributes {arg_names = ["x"]} {
  relax_vm.ret
}

// -----

// expected-error @below {{'relax_vm.func' op 'arg_signature' must have one entry each, got 0, expected 1}}
relax_vm.func @arg_signature(%n: i64) attributes {arg_signature = []} {
  relax_vm.ret
}

// -----

// expected-error @below {{'relax_vm.func' op 'result_names' must have one entry each, got 2, expected 0}}
relax_vm.func @result_names() attributes {result_names = ["y", "z"]} {
  relax_vm.ret
}

// -----

// expected-error @below {{'relax_vm.func' op 'result_signature' must have one entry each, got 0, expected 1}}
relax_vm.func @result_signature(%n: i64) -> i64 attributes {result_signature = []} {
  relax_vm.ret %n : i64
}

// -----

// expected-error @below {{entry block of region may not have predecessors}}
relax_vm.func @entry_loop() {
^bb0:
  relax_vm.jump ^bb0
}

// -----

relax_vm.func @jump_arguments(%n: i64) {
  // expected-error @below {{branch has 0 operands for successor #0, but target block has 1}}
  relax_vm.jump ^bb1
^bb1(%m: i64):
  relax_vm.ret
}

// -----

relax_vm.func @branch_types(%n: i64, %o: !relax_vm.object) {
  // expected-error @below {{type mismatch for bb argument #0 of successor #0}}
  relax_vm.branch %n, ^bb1(%o : !relax_vm.object), ^bb2
^bb1(%m: i64):
  relax_vm.ret
^bb2:
  relax_vm.ret
}

// -----

relax_vm.func @kernel_missing() {
  // expected-error @below {{'relax_vm.call_kernel' op must name a 'relax_vm.kernel' of the module, got @k}}
  relax_vm.call_kernel @k()
  relax_vm.ret
}

// -----

// expected-note @below {{the kernel is declared here}}
relax_vm.kernel @k buffers 2 scalars 0
relax_vm.func @kernel_buffers(%x: !relax_vm.object) {
  // expected-error @below {{'relax_vm.call_kernel' op must pass as many buffers as the kernel takes, got 1, expected 2}}
  relax_vm.call_kernel @k(%x)
  relax_vm.ret
}

// -----

// expected-note @below {{the kernel is declared here}}
relax_vm.kernel @k buffers 0 scalars 0
relax_vm.func @kernel_scalars(%n: i64) {
  // expected-error @below {{'relax_vm.call_kernel' op must pass as many scalars as the kernel takes, got 1, expected 0}}
  relax_vm.call_kernel @k() scalars(%n)
  relax_vm.ret
}

// -----

relax_vm.func @packed_name() {
  // expected-error @below {{'relax_vm.call_packed' op must name a function, got an empty name}}
  relax_vm.call_packed ""() : () -> ()
  relax_vm.ret
}

// -----

relax_vm.func @call_missing() {
  // expected-error @below {{'relax_vm.call' op must name a 'relax_vm.func' of the module, got @g}}
  relax_vm.call @g() : () -> ()
  relax_vm.ret
}

// -----

// expected-note @below {{the function is defined here}}
relax_vm.func @g(%n: i64) {
  relax_vm.ret
}
relax_vm.func @call_argument_count() {
  // expected-error @below {{'relax_vm.call' op must have as many arguments as the function, got 0, expected 1}}
  relax_vm.call @g() : () -> ()
  relax_vm.ret
}

// -----

// expected-note @below {{the function is defined here}}
relax_vm.func @g(%n: i64) {
  relax_vm.ret
}
relax_vm.func @call_argument_type(%o: !relax_vm.object) {
  // expected-error @below {{'relax_vm.call' op argument 0 must have the function's type, got '!relax_vm.object', expected 'i64'}}
  relax_vm.call @g(%o) : (!relax_vm.object) -> ()
  relax_vm.ret
}

// -----

// expected-note @below {{the function is defined here}}
relax_vm.func @g() {
  relax_vm.ret
}
relax_vm.func @call_results() {
  // expected-error @below {{'relax_vm.call' op must have as many results as the function, got 1, expected 0}}
  %0 = relax_vm.call @g() : () -> i64
  relax_vm.ret
}

// -----

relax_vm.func @closure_missing() {
  // expected-error @below {{'relax_vm.make_closure' op must name a 'relax_vm.func' of the module, got @g}}
  %0 = relax_vm.make_closure @g()
  relax_vm.ret
}

// -----

// expected-note @below {{the function is defined here}}
relax_vm.func @g() {
  relax_vm.ret
}
relax_vm.func @closure_captures(%n: i64) {
  // expected-error @below {{'relax_vm.make_closure' op must capture at most as many values as the function has parameters, got 1, expected at most 0}}
  %0 = relax_vm.make_closure @g(%n) : i64
  relax_vm.ret
}

// -----

// expected-note @below {{the function is defined here}}
relax_vm.func @g(%o: !relax_vm.object) {
  relax_vm.ret
}
relax_vm.func @closure_capture_type(%n: i64) {
  // expected-error @below {{'relax_vm.make_closure' op capture 0 must have the function's type, got 'i64', expected '!relax_vm.object'}}
  %0 = relax_vm.make_closure @g(%n) : i64
  relax_vm.ret
}

// -----

relax_vm.func @killed(%o: !relax_vm.object) -> !relax_vm.object {
  // expected-note @below {{the value is released here}}
  relax_vm.kill %o
  // expected-error @below {{'relax_vm.ret' op must not use a value after its release}}
  relax_vm.ret %o : !relax_vm.object
}

// -----

relax_vm.func @killed_twice(%o: !relax_vm.object) {
  // expected-error @below {{'relax_vm.kill' op must not release a value twice}}
  relax_vm.kill %o, %o
  relax_vm.ret
}

// -----

relax_vm.func @foreign() {
  // expected-error @below {{'arith.constant' op must not stand in a 'relax_vm.func': only instructions may}}
  %0 = arith.constant 1 : i64
  relax_vm.ret
}

// -----

relax_vm.func @nested() {
  // expected-error @below {{'relax_vm.kernel' op symbol's parent must have the SymbolTable trait}}
  relax_vm.kernel @k buffers 1 scalars 0
  relax_vm.ret
}

// -----

relax_vm.func @arena_sizes_of_a_plan(%n: i64) {
  // expected-error @below {{a planned arena must have no sizes, got 1}}
  %a = relax_vm.alloc_arena[%n] blocks [0, 64] bytes 64
  relax_vm.ret
}

// -----

relax_vm.func @arena_pairs() {
  // expected-error @below {{blocks must be pairs of offset and size, got 1 numbers}}
  %a = relax_vm.alloc_arena[] blocks [0] bytes 64
  relax_vm.ret
}

// -----

relax_vm.func @arena_block_outside() {
  // expected-error @below {{block 0 must lie inside of the arena at a multiple of 64, got offset 0 and size 65 of 64}}
  %a = relax_vm.alloc_arena[] blocks [0, 65] bytes 64
  relax_vm.ret
}

// -----

relax_vm.func @arena_of_nothing() {
  // expected-error @below {{must have sizes or a plan (bytes)}}
  %a = relax_vm.alloc_arena[] blocks []
  relax_vm.ret
}

// -----

relax_vm.func @arena_triples(%n: i64) {
  // expected-error @below {{blocks must be triples of size, first and last use, got 4 numbers}}
  %a = relax_vm.alloc_arena[%n] blocks [0, 0, 1, 0]
  relax_vm.ret
}

// -----

relax_vm.func @arena_unknown_size(%n: i64) {
  // expected-error @below {{block 0 must name one of 1 sizes, got 1}}
  %a = relax_vm.alloc_arena[%n] blocks [1, 0, 1]
  relax_vm.ret
}

// -----

relax_vm.func @arena_times(%n: i64) {
  // expected-error @below {{block 0 must have its first use before its last, got 3 and 2}}
  %a = relax_vm.alloc_arena[%n] blocks [0, 3, 2]
  relax_vm.ret
}

// -----

relax_vm.func @arena_keeps_no_block() {
  // expected-error @below {{kept must be numbers of 1 blocks in ascending order, got -1}}
  %a = relax_vm.alloc_arena[] blocks [0, 64] bytes 0 kept [-1]
  relax_vm.ret
}

// -----

relax_vm.func @arena_kept_overlap() {
  // expected-error @below {{kept block 0 must lie behind what is in front of it at a multiple of 64, got offset 32 and size 64 behind 0}}
  %a = relax_vm.alloc_arena[] blocks [32, 64] bytes 0 kept [0]
  relax_vm.ret
}

// -----

relax_vm.func @arena_tensor_element_type(%a: !relax_vm.object) {
  // expected-error @below {{element type must be one that tensors can hold, got 'i7'}}
  %0 = relax_vm.arena_tensor %a block 0[] : i7
  relax_vm.ret
}
