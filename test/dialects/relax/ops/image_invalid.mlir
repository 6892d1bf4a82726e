// One case for each constraint of each operator of the family.
// RUN: relax-opt %s --split-input-file --verify-diagnostics

func.func @resize_c1(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op axis must be in [-1, 1) for rank 1, got 1}}
  %0 = relax.resize %x sizes = [%a] axes = [1] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[n], f32>, !sym.int<2>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @resize_c2(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op axes must be different, got 0 twice}}
  %0 = relax.resize %x sizes = [%a, %a] axes = [0, -1] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[n], f32>, !sym.int<2>, !sym.int<2>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @resize_c3(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op there must be as many sizes as axes, got 2 and 1}}
  %0 = relax.resize %x sizes = [%a, %a] axes = [0] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[n], f32>, !sym.int<2>, !sym.int<2>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @resize_c4(%x: !relax.tensor<[n], f32>, %a: !sym.int<-2>) {
  // expected-error @below {{'relax.resize' op size 0 must be at least 0, got -2}}
  %0 = relax.resize %x sizes = [%a] axes = [0] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[n], f32>, !sym.int<-2>) -> !relax.tensor<[n], f32>
  return
}

// -----

func.func @resize_c5_mode(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op 'mode' must be one of nearest, linear, cubic, got bilinear}}
  %0 = relax.resize %x sizes = [%a] axes = [0] mode = "bilinear" coordinates = "asymmetric" : (!relax.tensor<[n], f32>, !sym.int<2>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c5_coordinates(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op 'coordinates' must be one of half_pixel, half_pixel_symmetric, pytorch_half_pixel, tf_half_pixel_for_nn, asymmetric, align_corners, tf_crop_and_resize, got symmetric}}
  %0 = relax.resize %x sizes = [%a] axes = [0] mode = "linear" coordinates = "symmetric" : (!relax.tensor<[n], f32>, !sym.int<2>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c5_rounding(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op 'rounding_method' must be one of round_prefer_floor, round_prefer_ceil, floor, ceil, simple, got up}}
  %0 = relax.resize %x sizes = [%a] axes = [0] mode = "nearest" coordinates = "asymmetric" {rounding_method = "up"} : (!relax.tensor<[n], f32>, !sym.int<2>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c6_type(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>, %s: !relax.tensor<[1], f16>) {
  // expected-error @below {{'relax.resize' op element type of 'scales' must be f32 or f64, got 'f16'}}
  %0 = relax.resize %x sizes = [%a] scales = %s axes = [0] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[n], f32>, !sym.int<2>, !relax.tensor<[1], f16>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c6_count(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>, %s: !relax.tensor<[2], f32>) {
  // expected-error @below {{'relax.resize' op dimension 0 of 'scales' and its number of elements must be equal, got 2 and 1}}
  %0 = relax.resize %x sizes = [%a] scales = %s axes = [0] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[n], f32>, !sym.int<2>, !relax.tensor<[2], f32>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c7_missing(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op 'roi' must be given if and only if 'coordinates' is tf_crop_and_resize, got tf_crop_and_resize without it}}
  %0 = relax.resize %x sizes = [%a] axes = [0] mode = "linear" coordinates = "tf_crop_and_resize" : (!relax.tensor<[n], f32>, !sym.int<2>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c7_count(%x: !relax.tensor<[n], f32>, %a: !sym.int<2>, %r: !relax.tensor<[1], f32>) {
  // expected-error @below {{'relax.resize' op dimension 0 of 'roi' and its number of elements must be equal, got 1 and 2}}
  %0 = relax.resize %x sizes = [%a] roi = %r axes = [0] mode = "linear" coordinates = "tf_crop_and_resize" : (!relax.tensor<[n], f32>, !sym.int<2>, !relax.tensor<[1], f32>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c8(%x: !relax.tensor<[0], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op dimension 0 must be at least 1, got 0}}
  %0 = relax.resize %x sizes = [%a] axes = [0] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[0], f32>, !sym.int<2>) -> !relax.tensor<[2], f32>
  return
}

// -----

func.func @resize_c9(%x: !relax.tensor<[n], i1>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.resize' op element type must be an integer or a floating-point type, got 'i1'}}
  %0 = relax.resize %x sizes = [%a] axes = [0] mode = "linear" coordinates = "asymmetric" : (!relax.tensor<[n], i1>, !sym.int<2>) -> !relax.tensor<[2], i1>
  return
}

// -----

func.func @grid_sample_c1(%x: !relax.tensor<[n, 1, h], f32>, %g: !relax.tensor<[n, 2, 1], f16>) {
  // expected-error @below {{'relax.grid_sample' op element types must be equal, got 'f32' and 'f16'}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "zeros" : (!relax.tensor<[n, 1, h], f32>, !relax.tensor<[n, 2, 1], f16>) -> !relax.tensor<[n, 1, 2], f32>
  return
}

// -----

func.func @grid_sample_c1_float(%x: !relax.tensor<[n, 1, h], i8>, %g: !relax.tensor<[n, 2, 1], i8>) {
  // expected-error @below {{'relax.grid_sample' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "zeros" : (!relax.tensor<[n, 1, h], i8>, !relax.tensor<[n, 2, 1], i8>) -> !relax.tensor<[n, 1, 2], i8>
  return
}

// -----

func.func @grid_sample_c2_least(%x: !relax.tensor<[n, 1], f32>, %g: !relax.tensor<[n, 1], f32>) {
  // expected-error @below {{'relax.grid_sample' op 'x' must have at least 3 dimensions, got 2}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "zeros" : (!relax.tensor<[n, 1], f32>, !relax.tensor<[n, 1], f32>) -> !relax.tensor<[n, 1], f32>
  return
}

// -----

func.func @grid_sample_c2_equal(%x: !relax.tensor<[n, 1, h], f32>, %g: !relax.tensor<[n, 2, 2, 1], f32>) {
  // expected-error @below {{'relax.grid_sample' op 'x' and 'grid' must have the same number of dimensions, got 3 and 4}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "zeros" : (!relax.tensor<[n, 1, h], f32>, !relax.tensor<[n, 2, 2, 1], f32>) -> !relax.tensor<[n, 1, 2], f32>
  return
}

// -----

func.func @grid_sample_c3(%x: !relax.tensor<[n, 1, h], f32>, %g: !relax.tensor<[n, 2, 2], f32>) {
  // expected-error @below {{'relax.grid_sample' op last dimension of 'grid' and number of spatial dimensions must be equal, got 2 and 1}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "zeros" : (!relax.tensor<[n, 1, h], f32>, !relax.tensor<[n, 2, 2], f32>) -> !relax.tensor<[n, 1, 2], f32>
  return
}

// -----

func.func @grid_sample_c4(%x: !relax.tensor<[3, 1, h], f32>, %g: !relax.tensor<[4, 2, 1], f32>) {
  // expected-error @below {{'relax.grid_sample' op dimension 0 of 'x' and of 'grid' must be equal, got 3 and 4}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "zeros" : (!relax.tensor<[3, 1, h], f32>, !relax.tensor<[4, 2, 1], f32>) -> !relax.tensor<[3, 1, 2], f32>
  return
}

// -----

func.func @grid_sample_c5(%x: !relax.tensor<[n, 1, h], f32>, %g: !relax.tensor<[n, 2, 1], f32>) {
  // expected-error @below {{'relax.grid_sample' op 'mode' must be one of nearest, linear, cubic, got bicubic}}
  %0 = relax.grid_sample %x, %g mode = "bicubic" padding_mode = "zeros" : (!relax.tensor<[n, 1, h], f32>, !relax.tensor<[n, 2, 1], f32>) -> !relax.tensor<[n, 1, 2], f32>
  return
}

// -----

func.func @grid_sample_c6(%x: !relax.tensor<[n, 1, h], f32>, %g: !relax.tensor<[n, 2, 1], f32>) {
  // expected-error @below {{'relax.grid_sample' op 'padding_mode' must be one of zeros, border, reflection, got edge}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "edge" : (!relax.tensor<[n, 1, h], f32>, !relax.tensor<[n, 2, 1], f32>) -> !relax.tensor<[n, 1, 2], f32>
  return
}

// -----

func.func @grid_sample_c7(%x: !relax.tensor<[n, 1, h, 2, 2], f32>, %g: !relax.tensor<[n, 2, 2, 2, 3], f32>) {
  // expected-error @below {{'relax.grid_sample' op there must be at most 2 spatial dimensions in mode cubic, got 3}}
  %0 = relax.grid_sample %x, %g mode = "cubic" padding_mode = "zeros" : (!relax.tensor<[n, 1, h, 2, 2], f32>, !relax.tensor<[n, 2, 2, 2, 3], f32>) -> !relax.tensor<[n, 1, 2, 2, 2], f32>
  return
}

// -----

func.func @grid_sample_c8(%x: !relax.tensor<[n, 1, 0], f32>, %g: !relax.tensor<[n, 2, 1], f32>) {
  // expected-error @below {{'relax.grid_sample' op dimension 2 of 'x' must be at least 1, got 0}}
  %0 = relax.grid_sample %x, %g mode = "linear" padding_mode = "zeros" : (!relax.tensor<[n, 1, 0], f32>, !relax.tensor<[n, 2, 1], f32>) -> !relax.tensor<[n, 1, 2], f32>
  return
}

// -----

func.func @affine_grid_c1(%t: !relax.tensor<[n, 1, 2], i8>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.affine_grid' op element type must be a floating-point type, got 'i8'}}
  %0 = relax.affine_grid %t size = [%a] : (!relax.tensor<[n, 1, 2], i8>, !sym.int<2>) -> !relax.tensor<[n, 2, 1], i8>
  return
}

// -----

func.func @affine_grid_c2(%t: !relax.tensor<[n, 1, 3], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.affine_grid' op dimension 2 of 'theta' and number of sizes + 1 must be equal, got 3 and 2}}
  %0 = relax.affine_grid %t size = [%a] : (!relax.tensor<[n, 1, 3], f32>, !sym.int<2>) -> !relax.tensor<[n, 2, 1], f32>
  return
}

// -----

func.func @affine_grid_c2_rank(%t: !relax.tensor<[n, 1], f32>, %a: !sym.int<2>) {
  // expected-error @below {{'relax.affine_grid' op 'theta' must have 3 dimensions, got 2}}
  %0 = relax.affine_grid %t size = [%a] : (!relax.tensor<[n, 1], f32>, !sym.int<2>) -> !relax.tensor<[n, 2, 1], f32>
  return
}

// -----

func.func @affine_grid_c3(%t: !relax.tensor<[n, 1, 2], f32>) {
  // expected-error @below {{'relax.affine_grid' op there must be at least one size, got 0}}
  %0 = relax.affine_grid %t size = [] : (!relax.tensor<[n, 1, 2], f32>) -> !relax.tensor<*, f32>
  return
}

// -----

func.func @affine_grid_c3_negative(%t: !relax.tensor<[n, 1, 2], f32>, %a: !sym.int<-1>) {
  // expected-error @below {{'relax.affine_grid' op size 0 must be at least 0, got -1}}
  %0 = relax.affine_grid %t size = [%a] : (!relax.tensor<[n, 1, 2], f32>, !sym.int<-1>) -> !relax.tensor<*, f32>
  return
}
