//===- SamplingTableTest.cpp - symbolic images, spectra and regions -------===//
//
// For operators that sample: operand types and attributes, the deduced type,
// and the conditions that remain for the run time.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/OperatorTest.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

class SamplingTable : public OperatorTest {};

TEST_F(SamplingTable, Images) {
  const char *x = "!relax.tensor<[n, 3, 5, w], f32>",
             *theta = "!relax.tensor<[n, 2, 3], f32>";
  const char *one =
      "axes = array<i64: 2>, mode = \"linear\", coordinates = \"half_pixel\", "
      "operandSegmentSizes = array<i32: 1, 1, 0, 0>";
  const char *two = "axes = array<i64: -1, 0>, mode = \"cubic\", coordinates = "
                    "\"half_pixel\", "
                    "operandSegmentSizes = array<i32: 1, 2, 1, 0>";
  const char *grid = "mode = \"linear\", padding_mode = \"zeros\"";
  checkRows({
      {"resize", {x, "!sym.int<7>"}, one, "!relax.tensor<[n, 3, 7, w], f32>"},
      {"resize",
       {"!relax.tensor<*, i8>", "!sym.int<7>"},
       one,
       "!relax.tensor<*, i8>"},
      {"resize",
       {"!relax.tensor<[n, ?, ?], f16>", "!sym.int<7>"},
       one,
       "!relax.tensor<[n, ?, 7], f16>"},
      {"grid_sample",
       {x, "!relax.tensor<[n, k, 8, 2], f32>"},
       "mode = \"nearest\", padding_mode = \"zeros\"",
       "!relax.tensor<[n, 3, k, 8], f32>",
       {"max(w, 1) == w"}},
      {"grid_sample",
       {"!relax.tensor<[n, c, 4], f32>", "!relax.tensor<[2, k, 1], f32>"},
       grid,
       "!relax.tensor<[2, c, k], f32>",
       {"n == 2"}},
      {"grid_sample",
       {"!relax.tensor<*, f32>", "!relax.tensor<[2, k, 1], f32>"},
       grid,
       "!relax.tensor<*, f32>"},
      {"affine_grid",
       {theta, "!sym.int<8>", "!sym.int<m>"},
       "",
       "!relax.tensor<[n, 8, m, 2], f32>",
       {"max(m, 0) == m"}},
      {"affine_grid",
       {"!relax.tensor<[n, k, ?], f32>", "!sym.int<8>"},
       "",
       "!relax.tensor<[n, 8, 1], f32>",
       {"k == 1"}},
  });
  // A dimension that nobody knows is fine where there is nothing to compute.
  checkRows({{"resize",
              {"!relax.tensor<[n, 3, 5, w], f32>", "!sym.int<4>", "!sym.int<0>",
               "!relax.tensor<[2], f32>"},
              two,
              "!relax.tensor<[0, 3, 5, 4], f32>",
              {"max(w, 1) == w"}}});
}

TEST_F(SamplingTable, Spectra) {
  const char *x = "!relax.tensor<[b, n, 1], f32>";
  checkRows({
      {"dft",
       {x, "!sym.int<16>"},
       "axis = 1 : i64, onesided",
       "!relax.tensor<[b, 9, 2], f32>"},
      {"dft",
       {x, "!sym.int<16>"},
       "axis = -3 : i64",
       "!relax.tensor<[16, n, 2], f32>"},
      {"dft",
       {"!relax.tensor<*, f32>", "!sym.int<16>"},
       "axis = 1 : i64",
       "!relax.tensor<*, f32>"},
      {"dft",
       {"!relax.tensor<[n, p], f32>", "!sym.int<4>"},
       "axis = 0 : i64",
       "!relax.tensor<[4, 2], f32>",
       {"max(p, 1) == p", "min(p, 2) == p"}},
      {"stft",
       {"!relax.tensor<[b, 100, 1], f32>", "!relax.tensor<[20], f32>",
        "!sym.int<10>", "!sym.int<20>"},
       "onesided",
       "!relax.tensor<[b, 9, 11, 2], f32>"},
      {"stft",
       {x, "!sym.int<10>", "!sym.int<20>"},
       "",
       "!relax.tensor<[b, n floordiv 10 - 1, 20, 2], f32>",
       {"min(n, 20) == 20"}},
      {"mel_weight_matrix",
       {"!relax.tensor<[], f64>", "!relax.tensor<[], f64>", "!sym.int<8>",
        "!sym.int<15>", "!sym.int<100>"},
       "",
       "!relax.tensor<[8, 8], f64>"},
      {"det", {"!relax.tensor<[b, n, n], f32>"}, "", "!relax.tensor<[b], f32>"},
      {"det",
       {"!relax.tensor<[n, k], f32>"},
       "",
       "!relax.tensor<[], f32>",
       {"n == k"}},
      {"det", {"!relax.tensor<*, f32>"}, "", "!relax.tensor<*, f32>"},
  });
}

TEST_F(SamplingTable, Regions) {
  const char *rois = "!relax.tensor<[r, 4], f32>",
             *batch = "!relax.tensor<[r], i64>";
  checkRows({
      {"roi_align",
       {"!relax.tensor<[1, c, 8, 8], f32>", rois, batch},
       "pooled_size = array<i64: 2, 3>, mode = \"avg\"",
       "!relax.tensor<[r, c, 2, 3], f32>"},
      {"roi_pool",
       {"!relax.tensor<[1, ?, 8, w], f32>", rois, "!relax.tensor<[5], i64>"},
       "pooled_size = array<i64: 2, 3>",
       "!relax.tensor<[5, ?, 2, 3], f32>",
       {"5 == r", "max(w, 1) == w"}},
      {"roi_pool",
       {"!relax.tensor<*, f32>", rois, "!relax.tensor<*, i32>"},
       "pooled_size = array<i64: 1, 1>",
       "!relax.tensor<[r, ?, 1, 1], f32>"},
  });
}

} // namespace
