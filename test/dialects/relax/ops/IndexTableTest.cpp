//===- IndexTableTest.cpp - symbolic slices, gathers and rearrangements ---===//
//
// For operators whose results depend on integers: operand types and attributes,
// the deduced type, and the conditions that remain for the run time.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/OperatorTest.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

class IndexTable : public OperatorTest {
protected:
  /// A slice of a vector of n elements has the given size.
  void checkSlice(const char *begin, const char *end, const char *stride, const char *size,
                  std::vector<std::string> conditions = {}) {
    std::string types[] = {std::string("!sym.int<") + begin + ">", std::string("!sym.int<") + end + ">",
                           std::string("!sym.int<") + stride + ">"};
    std::string result = std::string("!relax.tensor<[") + size + "], f32>";
    checkRows({{"strided_slice",
            {"!relax.tensor<[n], f32>", types[0], types[1], types[2]},
            "axes = array<i64: 0>, operandSegmentSizes = array<i32: 1, 1, 1, 1>",
            result,
            conditions}});
  }
};

constexpr const char *kLargest = "9223372036854775807", *kLowest = "-9223372036854775808";

TEST_F(IndexTable, Slices) {
  checkSlice("0", kLargest, "1", "n");
  checkSlice("0", "n", "1", "n");
  checkSlice("1", kLargest, "1", "max(n - 1, 0)");
  checkSlice("0", "-1", "1", "max(n - 1, 0)");
  checkSlice("0", "3", "1", "min(n, 3)");
  checkSlice("-2", kLargest, "1", "min(n, 2)");
  checkSlice("0", kLargest, "2", "(n + 1) floordiv 2");
  checkSlice("-1", kLowest, "-1", "n");
  checkSlice(kLargest, kLowest, "-2", "(n + 1) floordiv 2");
  checkSlice("0", kLargest, kLargest, "min(n, 1)");
  checkSlice("0", "0", "1", "0");
}

TEST_F(IndexTable, Gathers) {
  const char *x = "!relax.tensor<[n, 4], f32>", *i = "!relax.tensor<[k, 2], i64>";
  checkRows({
      {"take", {x, i}, "axis = 1 : i64", "!relax.tensor<[n, k, 2], f32>"},
      {"take", {"!relax.tensor<[8], i8>", i}, "", "!relax.tensor<[k, 2], i8>"},
      {"take", {"!relax.tensor<*, f32>", i}, "axis = 0 : i64", "!relax.tensor<*, f32>"},
      {"take", {x, "!relax.tensor<*, i64>"}, "axis = 0 : i64", "!relax.tensor<*, f32>"},
      {"take", {x, "!relax.tensor<[?], i64>"}, "axis = 1 : i64", "!relax.tensor<[n, ?], f32>"},
      {"gather_elements", {x, "!relax.tensor<[n, k], i64>"}, "axis = 1 : i64", "!relax.tensor<[n, k], f32>"},
      {"gather_elements", {x, "!relax.tensor<[m, k], i64>"}, "axis = 1 : i64", "!relax.tensor<[m, k], f32>",
       {"min(m, n) == m"}},
      {"gather_nd", {"!relax.tensor<[3, 4, m], f32>", i}, "batch_dims = 0 : i64", "!relax.tensor<[k, m], f32>"},
      {"gather_nd", {"!relax.tensor<[k, 3, 4], f32>", i}, "batch_dims = 1 : i64", "!relax.tensor<[k], f32>"},
      {"scatter_elements",
       {"!relax.tensor<[4, 3], f32>", "!relax.tensor<[k, 2], i64>", "!relax.tensor<[m, 2], f32>"},
       "axis = 0 : i64, reduction = \"add\"",
       "!relax.tensor<[4, 3], f32>",
       {"k == m"}},
      {"scatter_nd",
       {"!relax.tensor<[4, 3, n], f32>", i, "!relax.tensor<[k, n], f32>"},
       "reduction = \"max\"",
       "!relax.tensor<[4, 3, n], f32>"},
      {"where", {"!relax.tensor<[n, 1], i1>", "!relax.tensor<[4], f32>", "!relax.tensor<[], f32>"}, "",
       "!relax.tensor<[n, 4], f32>"},
  });
}

TEST_F(IndexTable, Rearrangements) {
  const char *x = "!relax.tensor<[n, 4], f32>", *r = "!sym.int<r>", *two = "!sym.int<2>";
  checkRows({
      {"expand_dims", {x}, "axis = array<i64: 1, -1>", "!relax.tensor<[n, 1, 4, 1], f32>"},
      {"squeeze", {"!relax.tensor<[1, 4], f32>"}, "", "!relax.tensor<[4], f32>"},
      {"squeeze", {x}, "", "!relax.tensor<*, f32>"},
      {"squeeze", {x}, "axis = array<i64: 0>", "!relax.tensor<[4], f32>", {"n == 1"}},
      {"stack", {x, "!relax.tensor<[m, ?], f32>"}, "axis = 0 : i64", "!relax.tensor<[2, n, 4], f32>", {"n == m"}},
      {"repeat", {x, two}, "axis = 1 : i64", "!relax.tensor<[n, 8], f32>"},
      {"repeat", {x, r}, "axis = 0 : i64", "!relax.tensor<[n * r, 4], f32>", {"max(r, 0) == r"}},
      {"tile", {x, two, two, two}, "", "!relax.tensor<[2, 2 * n, 8], f32>"},
      {"pad",
       {"!relax.tensor<[n], f32>", two, two},
       "mode = \"constant\", operandSegmentSizes = array<i32: 1, 0, 2>",
       "!relax.tensor<[n + 4], f32>"},
      {"pad",
       {"!relax.tensor<[n], f32>", two, two},
       "mode = \"edge\", operandSegmentSizes = array<i32: 1, 0, 2>",
       "!relax.tensor<[n + 4], f32>",
       {"max(n, 1) == n"}},
      {"one_hot",
       {"!relax.tensor<[n], i64>", "!relax.tensor<[], f32>", "!relax.tensor<[], f32>", r},
       "axis = -1 : i64",
       "!relax.tensor<[n, r], f32>",
       {"max(r, 0) == r"}},
  });
}

} // namespace
