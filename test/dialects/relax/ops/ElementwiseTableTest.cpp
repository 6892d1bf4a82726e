//===- ElementwiseTableTest.cpp - deduced types of element-wise operators -===//
//
// Symbolic operands, the deduced type and the conditions that remain, for the
// families of element-wise operators, of creation and of quantization.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/OperatorTest.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

std::string tensor(const std::string &shape, const std::string &element) {
  return "!relax.tensor<" + shape + ", " + element + ">";
}
std::string integer(const std::string &expr) {
  return "!sym.int<" + expr + ">";
}

class ElementwiseTable : public OperatorTest {
protected:
  void check(const OperatorRow &row) {
    checkRow(row, /*checksSpeculation=*/true);
  }
};

TEST_F(ElementwiseTable, Unary) {
  auto checkAll = [&](std::vector<const char *> ops, std::string element,
                      bool predicate) {
    std::string result = predicate ? "i1" : element;
    for (std::string op : ops) {
      check({op, {tensor("[n, 2 * m]", element)}, "", tensor("[n, 2 * m]", result)});
      check({op, {tensor("[?, 4]", element)}, "", tensor("[?, 4]", result)});
      check({op, {tensor("[]", element)}, "", tensor("[]", result)});
      check({op, {tensor("*", element)}, "", tensor("*", result)});
      check({op, {tensor("[n]", "?")}, "", tensor("[n]", predicate ? "i1" : "?"), {}, false});
    }
  };
  checkAll({"abs", "ceil", "erf", "floor", "log", "negative", "round", "rsqrt", "sign", "sqrt", "square", "trunc",
            "acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "sin", "sinh", "tan", "elu", "gelu",
            "gelu_tanh", "hard_sigmoid", "hard_swish", "leakyrelu", "selu", "silu", "softplus"},
           "f32", false);
  checkAll({"abs", "negative", "sign", "square", "bitwise_not"}, "ui8", false);
  checkAll({"bitwise_not", "logical_not"}, "i1", false);
  checkAll({"isfinite", "isinf", "isnan"}, "f16", true);
  check({"clip", {tensor("[n]", "i8")}, "min = 0.0, max = 5.0", tensor("[n]", "i8")});
  check({"clip", {tensor("*", "?")}, "min = 0.5, max = 5.0", tensor("*", "?"), {}, false});
}

TEST_F(ElementwiseTable, Binary) {
  auto checkAll = [&](std::vector<const char *> ops, std::string element, bool predicate) {
    std::string result = predicate ? "i1" : element;
    for (std::string op : ops) {
      check({op, {tensor("[2, 1]", element), tensor("[3]", element)}, "", tensor("[2, 3]", result)});
      check({op, {tensor("[n, 1]", element), tensor("[1, m]", element)}, "", tensor("[n, m]", result)});
      check({op,
             {tensor("[n]", element), tensor("[m]", element)},
             "",
             tensor("[select(n == 1, m, n)]", result),
             {"select(n == 1, m, n) == select(m == 1, n, m)"}});
      check({op,
             {tensor("[n]", element), tensor("[4]", element)},
             "",
             tensor("[4]", result),
             {"select(n == 1, 4, n) == 4"}});
      check({op, {tensor("*", element), tensor("[n]", element)}, "", tensor("*", result), {}, false});
      check({op, {tensor("[?]", element), tensor("[4]", element)}, "", tensor("[4]", result), {}, false});
      check({op, {tensor("[n]", "?"), tensor("[n]", element)}, "", tensor("[n]", result), {}, false});
    }
  };
  checkAll({"atan2", "floor_divide", "floor_mod", "log_add_exp", "minimum", "mod", "power"}, "f32", false);
  checkAll({"floor_divide", "floor_mod", "minimum", "mod", "power", "bitwise_and", "bitwise_or", "bitwise_xor",
            "left_shift", "right_shift"},
           "i32", false);
  checkAll({"logical_and", "logical_or", "logical_xor", "bitwise_and"}, "i1", false);
  checkAll({"equal", "greater", "greater_equal", "less", "less_equal", "not_equal"}, "f32", true);
  check({"ewise_fma",
         {tensor("[n, 1]", "f32"), tensor("[m]", "f32"), tensor("[]", "f32")},
         "",
         tensor("[n, m]", "f32")});
}

TEST_F(ElementwiseTable, Axes) {
  check({"log_softmax", {tensor("[n, m]", "f32")}, "axis = -1 : i64", tensor("[n, m]", "f32")});
  check({"log_softmax", {tensor("*", "f32")}, "axis = 7 : i64", tensor("*", "f32"), {}, false});
  check({"prelu",
         {tensor("[n, c]", "f32"), tensor("[4]", "f32")},
         "axis = 1 : i64",
         tensor("[n, 4]", "f32"),
         {"c == 4"}});
  check({"prelu", {tensor("[n, c]", "f32"), tensor("*", "f32")}, "axis = 1 : i64", tensor("[n, c]", "f32"), {}, false});
  check({"prelu", {tensor("*", "f32"), tensor("[c]", "f32")}, "axis = 1 : i64", tensor("*", "f32"), {}, false});
  check({"quantize",
         {tensor("[n, c]", "f32"), tensor("[c]", "f32"), tensor("[d]", "i8")},
         "axis = 1 : i64, dtype = i8",
         tensor("[n, c]", "i8"),
         {"c == d"}});
  check({"quantize",
         {tensor("*", "f32"), tensor("[]", "f32"), tensor("[]", "i8")},
         "axis = 1 : i64, dtype = i8",
         tensor("*", "i8"),
         {},
         false});
  check({"dequantize",
         {tensor("[n]", "ui8"), tensor("[]", "f16"), tensor("[]", "ui8")},
         "axis = 5 : i64, dtype = f32",
         tensor("[n]", "f32")});
  check({"dequantize",
         {tensor("[n]", "ui8"), tensor("*", "f16"), tensor("[]", "ui8")},
         "axis = 0 : i64, dtype = f32",
         tensor("[n]", "f32"),
         {},
         false});
}

TEST_F(ElementwiseTable, Create) {
  for (std::string op : {"zeros", "ones"}) {
    check({op, {"!relax.shape<[n, ?, 4]>"}, "dtype = f16", tensor("[n, ?, 4]", "f16")});
    check({op, {"!relax.shape<*>"}, "dtype = f16", tensor("*", "f16")});
    check({op + "_like", {tensor("[n, m + 1]", "f32")}, "", tensor("[n, m + 1]", "f32")});
    check({op + "_like", {tensor("*", "?")}, "dtype = i8", tensor("*", "i8")});
  }
  check({"full", {tensor("[]", "i1"), "!relax.shape<[n]>"}, "", tensor("[n]", "i1")});
  check({"full", {tensor("*", "i1"), "!relax.shape<[n]>"}, "", tensor("[n]", "i1"), {}, false});
  check({"full_like", {tensor("[n]", "f32"), tensor("[]", "i1")}, "", tensor("[n]", "i1")});
  check({"full_like", {tensor("*", "f32"), tensor("[]", "i1")}, "", tensor("*", "i1")});

  auto arange = [&](std::string start, std::string stop, std::string step, std::string length,
                    std::vector<std::string> conditions = {}) {
    check({"arange", {integer(start), integer(stop), integer(step)}, "dtype = i64", tensor("[" + length + "]", "i64"),
           conditions});
  };
  arange("2", "11", "4", "3");
  arange("11", "2", "-4", "3");
  arange("2", "11", "-4", "0");
  arange("0", "n", "1", "max(n, 0)");
  arange("n", "n + 6", "2", "3");
  arange("n", "m", "3", "max((m - n) ceildiv 3, 0)");
  arange("n", "0", "-2", "max((-n) ceildiv (-2), 0)");
  arange("0", "n", "m", "max(n ceildiv m, 0)", {"select(m == 0, 1, 0) == 0"});

  check({"eye", {integer("n"), integer("2 * m"), integer("-1")}, "dtype = f32", tensor("[n, 2 * m]", "f32")});
  for (std::string op : {"tril", "triu"}) {
    check({op, {tensor("[b, n, m]", "i8"), integer("k")}, "", tensor("[b, n, m]", "i8")});
    check({op, {tensor("*", "i8"), integer("k")}, "", tensor("*", "i8"), {}, false});
  }
}

} // namespace
