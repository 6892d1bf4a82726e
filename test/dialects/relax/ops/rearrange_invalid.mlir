// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @expand_dims_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.expand_dims' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.expand_dims %x axis = [2] : (!relax.tensor<[n], f32>) -> !relax.tensor<[n, 1], f32>
  return
}

// -----

func.func @expand_dims_c2(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.expand_dims' op axes must be different, got 0 twice}}
  %0 = relax.expand_dims %x axis = [0, -3] : (!relax.tensor<[n], f32>) -> !relax.tensor<[1, 1, n], f32>
  return
}

// -----

func.func @squeeze_c1(%x: !relax.tensor<[1], f32>) {
  // expected-error @below {{'relax.squeeze' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.squeeze %x axis = [1] : (!relax.tensor<[1], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @squeeze_c2(%x: !relax.tensor<[1], f32>) {
  // expected-error @below {{'relax.squeeze' op axes must be different, got 0 twice}}
  %0 = relax.squeeze %x axis = [0, 0] : (!relax.tensor<[1], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @squeeze_c3(%x: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.squeeze' op dimension 0 and 1 must be equal, got 2 and 1}}
  %0 = relax.squeeze %x axis = [0] : (!relax.tensor<[2], f32>) -> !relax.tensor<[], f32>
  return
}

// -----

func.func @stack_c2(%x: !relax.tensor<[2], f32>, %y: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.stack' op ranks must be equal, got 1 and 0}}
  %0 = relax.stack %x, %y axis = 0 : (!relax.tensor<[2], f32>, !relax.tensor<[], f32>) -> !relax.tensor<[2, 2], f32>
  return
}

// -----

func.func @stack_c3(%x: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.stack' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.stack %x, %x axis = 2 : (!relax.tensor<[2], f32>, !relax.tensor<[2], f32>) -> !relax.tensor<[2, 2], f32>
  return
}

// -----

func.func @stack_c4(%x: !relax.tensor<[2], f32>, %y: !relax.tensor<[3], f32>) {
  // expected-error @below {{'relax.stack' op dimension 0 of operands 0 and 1 must be equal, got 2 and 3}}
  %0 = relax.stack %x, %y axis = 0 : (!relax.tensor<[2], f32>, !relax.tensor<[3], f32>) -> !relax.tensor<[2, 2], f32>
  return
}

// -----

func.func @stack_c5(%x: !relax.tensor<[2], f32>, %y: !relax.tensor<[2], f16>) {
  // expected-error @below {{'relax.stack' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.stack %x, %y axis = 0 : (!relax.tensor<[2], f32>, !relax.tensor<[2], f16>) -> !relax.tensor<[2, 2], f32>
  return
}

// -----

func.func @split_c2(%x: !relax.tensor<[2], f32>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.split' op axis must be in [-1, 1) for rank 1, got 1}}
  %0:2 = relax.split %x sizes = [%a, %a] axis = 1 : (!relax.tensor<[2], f32>, !sym.int<1>, !sym.int<1>) -> (!relax.tensor<[1], f32>, !relax.tensor<[1], f32>)
  return
}

// -----

func.func @split_c3(%x: !relax.tensor<[2], f32>, %a: !sym.int<3>, %b: !sym.int<-1>) {
  // expected-error @below {{'relax.split' op size 1 must be at least 0, got -1}}
  %0:2 = relax.split %x sizes = [%a, %b] axis = 0 : (!relax.tensor<[2], f32>, !sym.int<3>, !sym.int<-1>) -> (!relax.tensor<[3], f32>, !relax.tensor<[?], f32>)
  return
}

// -----

func.func @split_c4(%x: !relax.tensor<[2], f32>, %a: !sym.int<3>, %b: !sym.int<1>) {
  // expected-error @below {{'relax.split' op sum of the sizes and dimension 0 must be equal, got 4 and 2}}
  %0:2 = relax.split %x sizes = [%a, %b] axis = 0 : (!relax.tensor<[2], f32>, !sym.int<3>, !sym.int<1>) -> (!relax.tensor<[3], f32>, !relax.tensor<[1], f32>)
  return
}

// -----

func.func @split_c5(%x: !relax.tensor<[2], f32>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.split' op number of results must be 2, got 1}}
  %0 = relax.split %x sizes = [%a, %a] axis = 0 : (!relax.tensor<[2], f32>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[1], f32>
  return
}

// -----

func.func @flip_c1(%x: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.flip' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.flip %x axis = 1 : (!relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @repeat_c1(%x: !relax.tensor<[2], f32>, %r: !sym.int<2>) {
  // expected-error @below {{'relax.repeat' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.repeat %x repeats = %r axis = 1 : (!relax.tensor<[2], f32>, !sym.int<2>) -> !relax.tensor<[4], f32>
  return
}

// -----

func.func @repeat_c2(%x: !relax.tensor<[2, 2], f32>, %r: !sym.int<2>) {
  // expected-error @below {{'relax.repeat' op rank of 'x' must be 1 without 'axis', got 2}}
  %0 = relax.repeat %x repeats = %r : (!relax.tensor<[2, 2], f32>, !sym.int<2>) -> !relax.tensor<[8], f32>
  return
}

// -----

func.func @repeat_c3(%x: !relax.tensor<[2], f32>, %r: !sym.int<-2>) {
  // expected-error @below {{'relax.repeat' op 'repeats' must be at least 0, got -2}}
  %0 = relax.repeat %x repeats = %r : (!relax.tensor<[2], f32>, !sym.int<-2>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @repeat_c4(%x: !relax.tensor<[4294967296], f32>, %r: !sym.int<4294967296>) {
  // expected-error @below {{'relax.repeat' op size of the result must be within the limits of symbolic expressions}}
  %0 = relax.repeat %x repeats = %r : (!relax.tensor<[4294967296], f32>, !sym.int<4294967296>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @tile_c1(%x: !relax.tensor<[2], f32>, %r: !sym.int<-2>) {
  // expected-error @below {{'relax.tile' op entry 0 of 'repeats' must be at least 0, got -2}}
  %0 = relax.tile %x repeats = [%r] : (!relax.tensor<[2], f32>, !sym.int<-2>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @tile_c2(%x: !relax.tensor<[4294967296], f32>, %r: !sym.int<4294967296>) {
  // expected-error @below {{'relax.tile' op sizes of the result must be within the limits of symbolic expressions}}
  %0 = relax.tile %x repeats = [%r] : (!relax.tensor<[4294967296], f32>, !sym.int<4294967296>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @pad_c1(%x: !relax.tensor<[2], f32>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.pad' op 'mode' must be constant, reflect, edge or circular, got mirror}}
  %0 = relax.pad %x widths = [%a, %a] mode = "mirror" : (!relax.tensor<[2], f32>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[4], f32>
  return
}

// -----

func.func @pad_c2(%x: !relax.tensor<[2], f32>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.pad' op 'pad_width' must have two entries for each dimension, got 1 for rank 1}}
  %0 = relax.pad %x widths = [%a] mode = "edge" : (!relax.tensor<[2], f32>, !sym.int<1>) -> !relax.tensor<[4], f32>
  return
}

// -----

func.func @pad_c3_rank(%x: !relax.tensor<[2], f32>, %v: !relax.tensor<[1], f32>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.pad' op rank of 'pad_value' must be 0, got 1}}
  %0 = relax.pad %x value = %v widths = [%a, %a] mode = "constant" : (!relax.tensor<[2], f32>, !relax.tensor<[1], f32>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[4], f32>
  return
}

// -----

func.func @pad_c3(%x: !relax.tensor<[2], f32>, %v: !relax.tensor<[], f64>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.pad' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.pad %x value = %v widths = [%a, %a] mode = "constant" : (!relax.tensor<[2], f32>, !relax.tensor<[], f64>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[4], f32>
  return
}

// -----

func.func @pad_c4(%x: !relax.tensor<[2], f32>, %v: !relax.tensor<[], f32>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.pad' op 'pad_value' must be given in mode constant only, got mode edge}}
  %0 = relax.pad %x value = %v widths = [%a, %a] mode = "edge" : (!relax.tensor<[2], f32>, !relax.tensor<[], f32>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[4], f32>
  return
}

// -----

func.func @pad_c5(%x: !relax.tensor<[2], f32>, %a: !sym.int<-2>) {
  // expected-error @below {{'relax.pad' op dimension 0 of the result must be at least 0, got -2}}
  %0 = relax.pad %x widths = [%a, %a] mode = "constant" : (!relax.tensor<[2], f32>, !sym.int<-2>, !sym.int<-2>) -> !relax.tensor<[?], f32>
  return
}

// -----

func.func @pad_c6(%x: !relax.tensor<[0], f32>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.pad' op dimension 0 must be at least 1, got 0}}
  %0 = relax.pad %x widths = [%a, %a] mode = "reflect" : (!relax.tensor<[0], f32>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @one_hot_c1(%i: !relax.tensor<[n], f32>, %v: !relax.tensor<[], f32>, %d: !sym.int<3>) {
  // expected-error @below {{'relax.one_hot' op element type of 'indices' must be an integer type other than bool, got 'f32'}}
  %0 = relax.one_hot %i, %v, %v depth = %d axis = 0 : (!relax.tensor<[n], f32>, !relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<3>) -> !relax.tensor<[3, n], f32>
  return
}

// -----

func.func @one_hot_c2_on(%i: !relax.tensor<[n], i64>, %v: !relax.tensor<[1], f32>, %w: !relax.tensor<[], f32>, %d: !sym.int<3>) {
  // expected-error @below {{'relax.one_hot' op rank of 'on_value' must be 0, got 1}}
  %0 = relax.one_hot %i, %v, %w depth = %d axis = 0 : (!relax.tensor<[n], i64>, !relax.tensor<[1], f32>, !relax.tensor<[], f32>, !sym.int<3>) -> !relax.tensor<[3, n], f32>
  return
}

// -----

func.func @one_hot_c2_off(%i: !relax.tensor<[n], i64>, %v: !relax.tensor<[1], f32>, %w: !relax.tensor<[], f32>, %d: !sym.int<3>) {
  // expected-error @below {{'relax.one_hot' op rank of 'off_value' must be 0, got 1}}
  %0 = relax.one_hot %i, %w, %v depth = %d axis = 0 : (!relax.tensor<[n], i64>, !relax.tensor<[], f32>, !relax.tensor<[1], f32>, !sym.int<3>) -> !relax.tensor<[3, n], f32>
  return
}

// -----

func.func @one_hot_c2(%i: !relax.tensor<[n], i64>, %v: !relax.tensor<[], i8>, %w: !relax.tensor<[], f32>, %d: !sym.int<3>) {
  // expected-error @below {{'relax.one_hot' op element types must be equal, got 'f32' and 'i8'}}
  %0 = relax.one_hot %i, %w, %v depth = %d axis = 0 : (!relax.tensor<[n], i64>, !relax.tensor<[], f32>, !relax.tensor<[], i8>, !sym.int<3>) -> !relax.tensor<[3, n], f32>
  return
}

// -----

func.func @one_hot_c3(%i: !relax.tensor<[n], i64>, %w: !relax.tensor<[], f32>, %d: !sym.int<3>) {
  // expected-error @below {{'relax.one_hot' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.one_hot %i, %w, %w depth = %d axis = 2 : (!relax.tensor<[n], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<3>) -> !relax.tensor<[3, n], f32>
  return
}

// -----

func.func @one_hot_c4(%i: !relax.tensor<[n], i64>, %w: !relax.tensor<[], f32>, %d: !sym.int<-3>) {
  // expected-error @below {{'relax.one_hot' op 'depth' must be at least 0, got -3}}
  %0 = relax.one_hot %i, %w, %w depth = %d axis = 0 : (!relax.tensor<[n], i64>, !relax.tensor<[], f32>, !relax.tensor<[], f32>, !sym.int<-3>) -> !relax.tensor<[?, n], f32>
  return
}

// -----

func.func @meshgrid_c2(%x: !relax.tensor<[n, 1], f32>) {
  // expected-error @below {{'relax.meshgrid' op rank of each tensor must be 1, got 2}}
  %0 = relax.meshgrid %x indexing = "ij" : (!relax.tensor<[n, 1], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @meshgrid_c3(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.meshgrid' op 'indexing' must be ij or xy, got yx}}
  %0 = relax.meshgrid %x indexing = "yx" : (!relax.tensor<[n], f32>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @meshgrid_c4(%x: !relax.tensor<[n], f32>, %y: !relax.tensor<[n], f16>) {
  // expected-error @below {{'relax.meshgrid' op element types must be equal, got 'f32' and 'f16'}}
  %0:2 = relax.meshgrid %x, %y indexing = "ij" : (!relax.tensor<[n], f32>, !relax.tensor<[n], f16>) -> (!relax.tensor<[n, n], f32>, !relax.tensor<[n, n], f32>)
  return
}

// -----

func.func @reverse_sequence_c1(%x: !relax.tensor<[t, n], f32>, %l: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.reverse_sequence' op element type of 'lengths' must be an integer type other than bool, got 'f32'}}
  %0 = relax.reverse_sequence %x, %l batch_axis = 1 seq_axis = 0 : (!relax.tensor<[t, n], f32>, !relax.tensor<[n], f32>) -> !relax.tensor<[t, n], f32>
  return
}

// -----

func.func @reverse_sequence_c2(%x: !relax.tensor<[t, n], f32>, %l: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.reverse_sequence' op axis must be in [-2, 2) for rank 2, got 2}}
  %0 = relax.reverse_sequence %x, %l batch_axis = 1 seq_axis = 2 : (!relax.tensor<[t, n], f32>, !relax.tensor<[n], i64>) -> !relax.tensor<[t, n], f32>
  return
}

// -----

func.func @reverse_sequence_c3(%x: !relax.tensor<[t, n], f32>, %l: !relax.tensor<[n], i64>) {
  // expected-error @below {{'relax.reverse_sequence' op axes must be different, got 1 twice}}
  %0 = relax.reverse_sequence %x, %l batch_axis = 1 seq_axis = -1 : (!relax.tensor<[t, n], f32>, !relax.tensor<[n], i64>) -> !relax.tensor<[t, n], f32>
  return
}

// -----

func.func @reverse_sequence_c4(%x: !relax.tensor<[2, 3], f32>, %l: !relax.tensor<[2], i64>) {
  // expected-error @below {{'relax.reverse_sequence' op number of lengths and dimension 1 must be equal, got 2 and 3}}
  %0 = relax.reverse_sequence %x, %l batch_axis = 1 seq_axis = 0 : (!relax.tensor<[2, 3], f32>, !relax.tensor<[2], i64>) -> !relax.tensor<[2, 3], f32>
  return
}

// -----

func.func @reverse_sequence_c4_rank(%x: !relax.tensor<[2, 3], f32>, %l: !relax.tensor<[2, 1], i64>) {
  // expected-error @below {{'relax.reverse_sequence' op rank of 'lengths' must be 1, got 2}}
  %0 = relax.reverse_sequence %x, %l batch_axis = 0 seq_axis = 1 : (!relax.tensor<[2, 3], f32>, !relax.tensor<[2, 1], i64>) -> !relax.tensor<[2, 3], f32>
  return
}

// -----

func.func @stack_c1() {
  // expected-error @below {{'relax.stack' op there must be at least one tensor, got 0}}
  %0 = "relax.stack"() {axis = 0 : i64} : () -> !relax.tensor<[0], f32>
  return
}

// -----

func.func @split_c1(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.split' op there must be at least one size, got 0}}
  "relax.split"(%x) {axis = 0 : i64} : (!relax.tensor<[n], f32>) -> ()
  return
}

// -----

func.func @meshgrid_c1() {
  // expected-error @below {{'relax.meshgrid' op there must be at least one tensor, got 0}}
  "relax.meshgrid"() {indexing = "ij"} : () -> ()
  return
}

// -----

func.func @pad_c7(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %v: !relax.tensor<[], f32, #relax.vdevice<"cpu", 0>>, %a: !sym.int<1>) {
  // expected-error @below {{'relax.pad' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.pad %x value = %v widths = [%a, %a] mode = "constant" : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[], f32, #relax.vdevice<"cpu", 0>>, !sym.int<1>, !sym.int<1>) -> !relax.tensor<[n + 2], f32>
  return
}

// -----

func.func @pixel_shuffle_c1(%x: !relax.tensor<[4, h, w], f32>) {
  // expected-error @below {{'relax.pixel_shuffle' op 'factor' must be in [1, 2147483648], got 0}}
  %0 = relax.pixel_shuffle %x factor = 0 : (!relax.tensor<[4, h, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @pixel_shuffle_c2(%x: !relax.tensor<[h, w], f32>) {
  // expected-error @below {{'relax.pixel_shuffle' op rank of 'x' must be at least 3, got 2}}
  %0 = relax.pixel_shuffle %x factor = 2 : (!relax.tensor<[h, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @pixel_shuffle_c3(%x: !relax.tensor<[6, h, w], f32>) {
  // expected-error @below {{'relax.pixel_shuffle' op number of channels must be divisible by 'factor' squared, got 6 and 4}}
  %0 = relax.pixel_shuffle %x factor = 2 : (!relax.tensor<[6, h, w], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @batch_flatten_c1(%x: !relax.tensor<[], f32>) {
  // expected-error @below {{'relax.batch_flatten' op rank of 'x' must be at least 1, got 0}}
  %0 = relax.batch_flatten %x : (!relax.tensor<[], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c1(%x: !relax.tensor<[n, m], f32>) {
  // expected-error @below {{'relax.layout_transform' op 'index_map' must have as many dimensions as 'x', got 1 and 2}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0)> : (!relax.tensor<[n, m], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c1_symbols(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op 'index_map' must have no symbols, got 1}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0)[s0] -> (d0 + s0)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c2_ceildiv(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op results of 'index_map' must be sums of dimensions under floordiv and mod by positive constants, times positive constants, got d0 ceildiv 2}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 ceildiv 2)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c2_offset(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op results of 'index_map' must be sums of dimensions under floordiv and mod by positive constants, times positive constants, got d0 + 1}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 + 1)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c2_negative(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op results of 'index_map' must be sums of dimensions under floordiv and mod by positive constants, times positive constants, got -d0}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (-d0)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c2_part(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op results of 'index_map' must be sums of dimensions under floordiv and mod by positive constants, times positive constants, got (d0 mod 6) floordiv 4}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 floordiv 6, (d0 mod 6) floordiv 4)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c2_divisor(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op results of 'index_map' must be sums of dimensions under floordiv and mod by positive constants, times positive constants, got (d0 floordiv 4611686018427387904) floordiv 4}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> ((d0 floordiv 4611686018427387904) floordiv 4)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c3_twice(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op 'index_map' must use every part of d0 once, got one in steps of 1 behind the last in steps of 1}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0, d0)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c3_overlap(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op 'index_map' must use every part of d0 once, got one in steps of 2 where the others end at 4}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 mod 4, d0 floordiv 2)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c3_gap(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op 'index_map' must use every part of d0 once, got one in steps of 4 where the others end at 1}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 floordiv 4)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c3_size(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op size of d0 in 'index_map' must fit in 64 bits, got 4611686018427387904 times 4}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 mod 4611686018427387904, (d0 floordiv 4611686018427387904) mod 4)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c4(%x: !relax.tensor<[n, 3], f32>) {
  // expected-error @below {{'relax.layout_transform' op factor of d0 in result 0 of 'index_map' and the number of places below it must be equal, got 4 and 3}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0, d1) -> (d0 * 4 + d1)> : (!relax.tensor<[n, 3], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c4_lowest(%x: !relax.tensor<[n], f32>) {
  // expected-error @below {{'relax.layout_transform' op factor of d0 in result 0 of 'index_map' and the number of places below it must be equal, got 2 and 1}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 * 2)> : (!relax.tensor<[n], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c5(%x: !relax.tensor<[6], f32>) {
  // expected-error @below {{'relax.layout_transform' op dimension 0 must be divisible by its tile without 'pad_value', got 6 and 4}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)> : (!relax.tensor<[6], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c5_symbolic(%x: !relax.tensor<[4 * n + 2], f32>) {
  // expected-error @below {{'relax.layout_transform' op dimension 0 must be divisible by its tile without 'pad_value', got 4 * n + 2 and 4}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 floordiv 4, d0 mod 4)> : (!relax.tensor<[4 * n + 2], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c6(%x: !relax.tensor<[5], f32>) {
  // expected-error @below {{'relax.layout_transform' op dimension 0 and its size in 'index_map' must be equal, got 5 and 4}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0) -> (d0 mod 4)> : (!relax.tensor<[5], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c6_unused(%x: !relax.tensor<[n, 2], f32>) {
  // expected-error @below {{'relax.layout_transform' op dimension 1 and its size in 'index_map' must be equal, got 2 and 1}}
  %0 = relax.layout_transform %x index_map = affine_map<(d0, d1) -> (d0)> : (!relax.tensor<[n, 2], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c7_rank(%x: !relax.tensor<[n], f32>, %v: !relax.tensor<[1], f32>) {
  // expected-error @below {{'relax.layout_transform' op rank of 'pad_value' must be 0, got 1}}
  %0 = relax.layout_transform %x value = %v index_map = affine_map<(d0) -> (d0)> : (!relax.tensor<[n], f32>, !relax.tensor<[1], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c7_type(%x: !relax.tensor<[n], f32>, %v: !relax.tensor<[], f64>) {
  // expected-error @below {{'relax.layout_transform' op element types must be equal, got 'f32' and 'f64'}}
  %0 = relax.layout_transform %x value = %v index_map = affine_map<(d0) -> (d0)> : (!relax.tensor<[n], f32>, !relax.tensor<[], f64>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @layout_transform_c8(%x: !relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, %v: !relax.tensor<[], f32, #relax.vdevice<"cpu", 0>>) {
  // expected-error @below {{'relax.layout_transform' op devices must be equal, got #relax.vdevice<"cuda", 0> and #relax.vdevice<"cpu", 0>}}
  %0 = relax.layout_transform %x value = %v index_map = affine_map<(d0) -> (d0)> : (!relax.tensor<[n], f32, #relax.vdevice<"cuda", 0>>, !relax.tensor<[], f32, #relax.vdevice<"cpu", 0>>) -> !relax.tensor<*, f32>
  return
}
