// RUN: relax-opt %s -split-input-file -verify-diagnostics

relax.func @sizes_of_a_plan(%n: !sym.int<n>) {
  // expected-error @below {{a planned arena must have no sizes, got 1}}
  %a = relax.alloc_arena(%n : !sym.int<n>) blocks [0, 64] bytes 64
  relax.return
}

// -----

relax.func @no_pairs() {
  // expected-error @below {{blocks must be pairs of offset and size, got 3 numbers}}
  %a = relax.alloc_arena() blocks [0, 64, 64] bytes 64
  relax.return
}

// -----

relax.func @unaligned() {
  // expected-error @below {{block 1 must lie inside of the arena at a multiple of 64, got offset 32 and size 8 of 64}}
  %a = relax.alloc_arena() blocks [0, 8, 32, 8] bytes 64
  relax.return
}

// -----

relax.func @outside() {
  // expected-error @below {{block 0 must lie inside of the arena at a multiple of 64, got offset 64 and size 8 of 64}}
  %a = relax.alloc_arena() blocks [64, 8] bytes 64
  relax.return
}

// -----

relax.func @nothing() {
  // expected-error @below {{must have sizes or a plan (bytes)}}
  %a = relax.alloc_arena() blocks []
  relax.return
}

// -----

relax.func @no_triples(%n: !sym.int<n>) {
  // expected-error @below {{blocks must be triples of size, first and last use, got 2 numbers}}
  %a = relax.alloc_arena(%n : !sym.int<n>) blocks [0, 1]
  relax.return
}

// -----

relax.func @unknown_size(%n: !sym.int<n>) {
  // expected-error @below {{block 1 must name one of 1 sizes, got 1}}
  %a = relax.alloc_arena(%n : !sym.int<n>) blocks [0, 1, 1, 1, 1, 1]
  relax.return
}

// -----

relax.func @time_runs_back(%n: !sym.int<n>) {
  // expected-error @below {{block 0 must have its first use before its last, got 2 and 1}}
  %a = relax.alloc_arena(%n : !sym.int<n>) blocks [0, 2, 1]
  relax.return
}

// -----

relax.func @no_such_block() {
  %a = relax.alloc_arena() blocks [0, 64] bytes 64
  // expected-error @below {{block must be one of the arena's 1, got 1}}
  %0 = relax.arena_tensor %a block 1 () : () -> !relax.tensor<[4], f32>
  relax.return
}

// -----

relax.func @no_arena(%a: !relax.object) {
  // expected-error @below {{arena must be the result of 'relax.alloc_arena'}}
  %0 = relax.arena_tensor %a block 0 () : () -> !relax.tensor<[4], f32>
  relax.return
}

// -----

relax.func @no_rank() {
  %a = relax.alloc_arena() blocks [0, 64] bytes 64
  // expected-error @below {{result must have a known rank and element type, got '!relax.tensor<*, f32>'}}
  %0 = relax.arena_tensor %a block 0 () : () -> !relax.tensor<*, f32>
  relax.return
}

// -----

relax.func @no_size() {
  %a = relax.alloc_arena() blocks [0, 64] bytes 64
  // expected-error @below {{dimension 0 of the result must be known, got '?' in '!relax.tensor<[?], f32>'}}
  %0 = relax.arena_tensor %a block 0 () : () -> !relax.tensor<[?], f32>
  relax.return
}

// -----

relax.func @wrong_size(%n: !sym.int<n>, %m: !sym.int<m>) {
  %a = relax.alloc_arena() blocks [0, 64] bytes 64
  // expected-error @below {{operand of dimension 1 must equal it, got m and n}}
  %0 = relax.arena_tensor %a block 0 (%m) : (!sym.int<m>) -> !relax.tensor<[4, n], f32>
  relax.return
}

// -----

relax.func @too_few_sizes(%n: !sym.int<n>) {
  %a = relax.alloc_arena() blocks [0, 64] bytes 64
  // expected-error @below {{must have one operand for each dimension that is not a constant, got 0 for '!relax.tensor<[n], f32>'}}
  %0 = relax.arena_tensor %a block 0 () : () -> !relax.tensor<[n], f32>
  relax.return
}

// -----

relax.func @keeps_no_block() {
  // expected-error @below {{kept must be numbers of 1 blocks in ascending order, got 1}}
  %a = relax.alloc_arena() blocks [0, 64] bytes 0 kept [1]
  relax.return
}

// -----

relax.func @keeps_twice(%n: !sym.int<n>) {
  // expected-error @below {{kept must be numbers of 2 blocks in ascending order, got 1}}
  %a = relax.alloc_arena(%n : !sym.int<n>) blocks [0, 0, 1, 0, 0, 1] kept [1, 1]
  relax.return
}

// -----

relax.func @keeps_the_arena() {
  // expected-error @below {{kept block 1 must lie behind what is in front of it at a multiple of 64, got offset 0 and size 64 behind 128}}
  %a = relax.alloc_arena() blocks [0, 64, 0, 64] bytes 128 kept [1]
  relax.return
}

// -----

relax.func @kept_overlap() {
  // expected-error @below {{kept block 1 must lie behind what is in front of it at a multiple of 64, got offset 64 and size 64 behind 128}}
  %a = relax.alloc_arena() blocks [0, 65, 64, 64] bytes 0 kept [0, 1]
  relax.return
}

// -----

relax.func @half_in_a_kept_block() {
  // expected-error @below {{block 1 must lie inside of the arena at a multiple of 64, got offset 0 and size 128 of 64}}
  %a = relax.alloc_arena() blocks [64, 64, 0, 128] bytes 64 kept [0]
  relax.return
}

// -----

relax.func @keeps_what_is_not_kept() {
  %a = relax.alloc_arena() blocks [64, 64, 0, 64] bytes 64 kept [0]
  // expected-error @below {{block must be one that the arena lists as kept, got 1}}
  %0 = relax.arena_tensor %a block 1 kept () : () -> !relax.tensor<[4], f32>
  relax.return
}
