//===- WindowTableTest.cpp - shapes under sliding windows -----------------===//
//
// What convolutions, pooling, normalizations and attention deduce from symbolic shapes, and under which conditions.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/OperatorTest.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

/// Operands and result are shapes of f32 here.
class WindowTable : public OperatorTest {
protected:
  void check(const std::vector<OperatorRow> &rows) {
    auto toType = [](std::string &shape) { shape = "!relax.tensor<" + shape + ", f32>"; };
    for (OperatorRow row : rows) {
      llvm::for_each(row.operands, toType);
      toType(row.result);
      checkRow(row, /*checksSpeculation=*/true);
    }
  }
};

TEST_F(WindowTable, Convolutions) {
  check({
      {"conv2d", {"[2, 3, 6, 7]", "[4, 3, 3, 2]"}, "", "[2, 4, 4, 6]"},
      {"conv2d", {"[n, 3, 6, 7]", "[o, 3, 1, 1]"}, "strides = array<i64: 2, 3>", "[n, o, 3, 3]"},
      {"conv1d", {"[n, c, w]", "[o, c, 1]"}, "padding = array<i64: 0, 1>", "[n, o, w + 1]"},
      {"conv1d", {"[n, 3, w + 2]", "[8, 3, 3]"}, "", "[n, 8, w]", {"max(w + 2, 3) == w + 2"}},
      {"conv1d", {"[n, c, 8]", "[o, 2, 3]"}, "groups = 2 : i64", "[n, o, 6]", {"c == 4", "o mod 2 == 0"}},
      {"conv1d", {"*", "[8, 3, 3]"}, "", "[?, 8, ?]", {}, false},
      {"conv1d", {"[n, 3, ?]", "*"}, "", "[n, ?, ?]", {}, false},
      {"conv1d_transpose", {"[n, 3, 5]", "[3, 8, 3]"}, "strides = array<i64: 2>", "[n, 8, 11]"},
      {"conv1d_transpose", {"[n, 4, 5]", "[4, 8, k]"}, "groups = 2 : i64, padding = array<i64: 1, 1>", "[n, 16, k + 2]"},
      {"conv1d_transpose", {"[n, 3, ?]", "[3, 8, 3]"}, "", "[n, 8, ?]", {}, false},
  });
}

TEST_F(WindowTable, Pooling) {
  check({
      {"max_pool1d", {"[n, c, 7]"}, "pool_size = array<i64: 2>, strides = array<i64: 2>", "[n, c, 3]"},
      {"max_pool1d", {"[n, c, 7]"}, "ceil_mode, pool_size = array<i64: 2>, strides = array<i64: 2>", "[n, c, 4]"},
      // A window that would start behind the data is left out.
      {"avg_pool1d", {"[n, c, 4]"}, "ceil_mode, pool_size = array<i64: 1>, strides = array<i64: 2>", "[n, c, 2]"},
      {"avg_pool1d", {"[n, c, w]"}, "pool_size = array<i64: 1>, strides = array<i64: 2>",
       "[n, c, (w - 1) floordiv 2 + 1]", {"max(w, 1) == w"}},
      {"max_pool2d", {"*"}, "pool_size = array<i64: 1, 1>", "[?, ?, ?, ?]", {}, false},
      {"adaptive_avg_pool2d", {"[n, c, h, w]"}, "output_size = array<i64: 1, 7>", "[n, c, 1, 7]"},
      {"adaptive_max_pool1d", {"[n, c, w]"}, "", "[n, c, w]"},
      {"adaptive_max_pool1d", {"*"}, "output_size = array<i64: 3>", "[?, ?, 3]", {}, false},
  });
}

TEST_F(WindowTable, Normalizations) {
  check({
      {"batch_norm", {"[n, c, h]", "[c]", "[c]", "[c]", "[c]"}, "epsilon = 1.0", "[n, c, h]"},
      {"batch_norm", {"[n, c]", "[4]", "[c]", "[c]", "[c]"}, "epsilon = 1.0", "[n, c]", {"4 == c"}},
      {"layer_norm", {"[n, m]", "[m]"}, "axes = array<i64: -1>, epsilon = 1.0", "[n, m]"},
      {"layer_norm", {"[n, m]", "[k]", "[m]"}, "axes = array<i64: 1>, epsilon = 1.0", "[n, m]", {"k == m"}},
      {"rms_norm", {"*", "[m]"}, "axes = array<i64: 1>, epsilon = 1.0", "*", {}, false},
      {"group_norm", {"[n, 4 * c]", "[4 * c]", "[4 * c]"}, "epsilon = 1.0, num_groups = 2 : i64", "[n, 4 * c]"},
      {"group_norm", {"[n, c]", "[c]", "[c]"}, "epsilon = 1.0, num_groups = 2 : i64", "[n, c]", {"c mod 2 == 0"}},
      {"instance_norm", {"[n, c, h, w]", "[c]", "[c]"}, "epsilon = 1.0", "[n, c, h, w]"},
      {"dropout", {"[n, ?]"}, "rate = 0.5", "[n, ?]"},
      {"attention", {"[b, n, 8, 64]", "[b, m, 8, 64]", "[b, m, 8, d]"}, "", "[b, n, 8, d]"},
      {"attention", {"[b, n, h, 64]", "[b, m, 8, 64]", "[b, k, 8, d]"}, "", "[b, n, 8, d]", {"h == 8", "m == k"}},
      {"attention", {"[b, n, 8, 64]", "[b, m, 8, 64]", "*"}, "", "[b, n, 8, ?]", {}, false},
  });
}

} // namespace
