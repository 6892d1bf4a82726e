//===- InferenceTableTest.cpp - symbolic operands and expected results ----===//
//
// For each operator a table: operand types and attributes, the result type that
// is deduced, and the conditions that remain for the run time.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/OperatorTest.h"

#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::relax;

namespace {

struct Row {
  const char *op;
  std::vector<const char *> operands;
  const char *attributes;
  const char *result; // the type, or the message after "error: "
  std::vector<const char *> conditions = {}; // "lhs == rhs", in order
  bool speculatable = true; // false also where an unknown dimension matters
};

std::string body(const char *type) { return std::string("!relax.") + type; }

class InferenceTable : public OperatorTest {
protected:
  void check(const std::vector<Row> &rows) {
    for (const Row &row : rows) {
      OperatorRow full{row.op,
                       {},
                       row.attributes,
                       body(row.result),
                       {row.conditions.begin(), row.conditions.end()},
                       row.speculatable};
      for (const char *operand : row.operands)
        full.operands.push_back(body(operand));
      if (StringRef(row.result).starts_with("error: "))
        EXPECT_EQ("error: " + inferRow(full).error, row.result);
      else
        checkRow(full, /*checksSpeculation=*/true);
    }
  }
};

TEST_F(InferenceTable, Unary) {
  std::vector<Row> rows;
  for (const char *op : {"exp", "tanh", "sigmoid", "relu"}) {
    rows.push_back(
        {op, {"tensor<[n, 2 * m], f32>"}, "", "tensor<[n, 2 * m], f32>"});
    rows.push_back({op, {"tensor<[?, 4], f16>"}, "", "tensor<[?, 4], f16>"});
    rows.push_back({op, {"tensor<[], bf16>"}, "", "tensor<[], bf16>"});
    rows.push_back({op, {"tensor<*, f64>"}, "", "tensor<*, f64>"});
    rows.push_back({op, {"tensor<[n], ?>"}, "", "tensor<[n], ?>", {}, false});
    rows.push_back({op, {"tensor<*, ?>"}, "", "tensor<*, ?>", {}, false});
    rows.push_back({op,
                    {"tensor<[n], f32, #relax.vdevice<\"cuda\", 1>>"},
                    "",
                    "tensor<[n], f32, #relax.vdevice<\"cuda\", 1>>"});
  }
  rows.push_back({"relu", {"tensor<[n], i8>"}, "", "tensor<[n], i8>"});
  rows.push_back({"relu",
                  {"tensor<[n], i1>"},
                  "",
                  "error: 'relax.relu' op element type must be an integer or a "
                  "floating-point type, got 'i1'"});
  for (const char *op : {"exp", "tanh", "sigmoid"})
    EXPECT_EQ(infer(std::string("relax.") + op,
                    {parseType("!relax.tensor<[n], i32>")}, "")
                  .error,
              std::string("'relax.") + op +
                  "' op element type must be a floating-point type, got 'i32'");
  check(rows);
}

TEST_F(InferenceTable, Binary) {
  std::vector<Row> rows;
  for (const char *op : {"add", "subtract", "multiply", "divide", "maximum"}) {
    // Known shapes.
    rows.push_back({op,
                    {"tensor<[2, 3], f32>", "tensor<[2, 3], f32>"},
                    "",
                    "tensor<[2, 3], f32>"});
    rows.push_back({op,
                    {"tensor<[2, 1], i32>", "tensor<[3], i32>"},
                    "",
                    "tensor<[2, 3], i32>"});
    rows.push_back({op,
                    {"tensor<[], f32>", "tensor<[5, 1, 3], f32>"},
                    "",
                    "tensor<[5, 1, 3], f32>"});
    rows.push_back(
        {op, {"tensor<[0], f32>", "tensor<[1], f32>"}, "", "tensor<[0], f32>"});
    // Symbols.
    rows.push_back({op,
                    {"tensor<[n, m], f32>", "tensor<[n, m], f32>"},
                    "",
                    "tensor<[n, m], f32>"});
    rows.push_back({op,
                    {"tensor<[n, m], f32>", "tensor<[m], f32>"},
                    "",
                    "tensor<[n, m], f32>"});
    rows.push_back({op,
                    {"tensor<[n, 1], f32>", "tensor<[1, m], f32>"},
                    "",
                    "tensor<[n, m], f32>"});
    rows.push_back({op,
                    {"tensor<[n], f32>", "tensor<[m], f32>"},
                    "",
                    "tensor<[select(n == 1, m, n)], f32>",
                    {"select(n == 1, m, n) == select(m == 1, n, m)"}});
    rows.push_back({op,
                    {"tensor<[n], f32>", "tensor<[4], f32>"},
                    "",
                    "tensor<[4], f32>",
                    {"select(n == 1, 4, n) == 4"}});
    rows.push_back({op,
                    {"tensor<[4], f32>", "tensor<[n, n], f32>"},
                    "",
                    "tensor<[n, 4], f32>",
                    {"select(n == 1, 4, n) == 4"}});
    // An even number is never 1.
    rows.push_back({op,
                    {"tensor<[2 * n], f32>", "tensor<[4], f32>"},
                    "",
                    "tensor<[4], f32>",
                    {"2 * n == 4"}});
    // Unknown dimensions.
    rows.push_back({op,
                    {"tensor<[?], f32>", "tensor<[?], f32>"},
                    "",
                    "tensor<[?], f32>",
                    {},
                    false});
    rows.push_back({op,
                    {"tensor<[?], f32>", "tensor<[4], f32>"},
                    "",
                    "tensor<[4], f32>",
                    {},
                    false});
    rows.push_back({op,
                    {"tensor<[n], f32>", "tensor<[?], f32>"},
                    "",
                    "tensor<[?], f32>",
                    {},
                    false});
    rows.push_back(
        {op, {"tensor<[1], f32>", "tensor<[?], f32>"}, "", "tensor<[?], f32>"});
    // Unknown ranks.
    rows.push_back({op,
                    {"tensor<*, f32>", "tensor<[n], f32>"},
                    "",
                    "tensor<*, f32>",
                    {},
                    false});
    rows.push_back({op,
                    {"tensor<*, f32>", "tensor<*, f32>"},
                    "",
                    "tensor<*, f32>",
                    {},
                    false});
    // Unknown element types.
    rows.push_back({op,
                    {"tensor<[n], ?>", "tensor<[n], f32>"},
                    "",
                    "tensor<[n], f32>",
                    {},
                    false});
    rows.push_back({op,
                    {"tensor<[n], ?>", "tensor<[n], ?>"},
                    "",
                    "tensor<[n], ?>",
                    {},
                    false});
    // Devices.
    rows.push_back(
        {op,
         {"tensor<[n], f32, #relax.vdevice<\"cuda\", 0>>", "tensor<[n], f32>"},
         "",
         "tensor<[n], f32, #relax.vdevice<\"cuda\", 0>>"});
  }
  rows.push_back({"add",
                  {"tensor<[2, 3], f32>", "tensor<[4], f32>"},
                  "",
                  "error: 'relax.add' op dimension -1 of the operands must be "
                  "equal or 1 to broadcast, got 3 and 4"});
  check(rows);
}

TEST_F(InferenceTable, RepeatedBroadcastsDoNotGrow) {
  const char *wide = "tensor<[select(n == 1, m, n)], f32>";
  check({
      {"add", {wide, "tensor<[n], f32>"}, "", wide},
      {"add", {"tensor<[n], f32>", wide}, "", wide},
      {"add",
       {wide, "tensor<[m], f32>"},
       "",
       wide,
       {"select(n == 1, m, n) == select(m == 1, n, m)"}},
      {"add",
       {"tensor<[m], f32>", wide},
       "",
       wide,
       {"select(n == 1, m, n) == select(m == 1, n, m)"}},
  });
}

TEST_F(InferenceTable, Matmul) {
  check({
      {"matmul",
       {"tensor<[2, 3], f32>", "tensor<[3, 4], f32>"},
       "",
       "tensor<[2, 4], f32>"},
      {"matmul",
       {"tensor<[n, k], f32>", "tensor<[k, m], f32>"},
       "",
       "tensor<[n, m], f32>"},
      {"matmul",
       {"tensor<[n, k], f32>", "tensor<[l, m], f32>"},
       "",
       "tensor<[n, m], f32>",
       {"k == l"}},
      {"matmul",
       {"tensor<[n, k], f32>", "tensor<[8, m], f32>"},
       "",
       "tensor<[n, m], f32>",
       {"k == 8"}},
      {"matmul",
       {"tensor<[k], f32>", "tensor<[k, m], f32>"},
       "",
       "tensor<[m], f32>"},
      {"matmul",
       {"tensor<[n, k], f32>", "tensor<[k], f32>"},
       "",
       "tensor<[n], f32>"},
      {"matmul",
       {"tensor<[k], f32>", "tensor<[k], f32>"},
       "",
       "tensor<[], f32>"},
      {"matmul",
       {"tensor<[k], f32>", "tensor<[b, k, m], f32>"},
       "",
       "tensor<[b, m], f32>"},
      {"matmul",
       {"tensor<[b, n, k], f32>", "tensor<[k], f32>"},
       "",
       "tensor<[b, n], f32>"},
      {"matmul",
       {"tensor<[b, n, k], f32>", "tensor<[k, m], f32>"},
       "",
       "tensor<[b, n, m], f32>"},
      {"matmul",
       {"tensor<[1, n, k], f32>", "tensor<[b, k, m], f32>"},
       "",
       "tensor<[b, n, m], f32>"},
      {"matmul",
       {"tensor<[a, 1, n, k], i32>", "tensor<[b, k, m], i32>"},
       "",
       "tensor<[a, b, n, m], i32>"},
      {"matmul",
       {"tensor<[b, n, k], f32>", "tensor<[c, l, m], f32>"},
       "",
       "tensor<[select(b == 1, c, b), n, m], f32>",
       {"k == l", "select(b == 1, c, b) == select(c == 1, b, c)"}},
      {"matmul",
       {"tensor<[n, ?], f32>", "tensor<[k, ?], f32>"},
       "",
       "tensor<[n, ?], f32>",
       {},
       false},
      {"matmul",
       {"tensor<[?, k], f32>", "tensor<[k, m], f32>"},
       "",
       "tensor<[?, m], f32>"},
      {"matmul",
       {"tensor<*, f32>", "tensor<[k, m], f32>"},
       "",
       "tensor<*, f32>",
       {},
       false},
      {"matmul",
       {"tensor<[n, k], ?>", "tensor<[k, m], f32>"},
       "",
       "tensor<[n, m], f32>",
       {},
       false},
      {"matmul",
       {"tensor<[n, 64], f32>", "tensor<[32, m], f32>"},
       "",
       "error: 'relax.matmul' op contracting dimensions must be equal, got 64 "
       "and 32"},
      {"matmul",
       {"tensor<[n, k], f32>", "tensor<[k + 1, m], f32>"},
       "",
       "error: 'relax.matmul' op contracting dimensions must be equal, got k "
       "and k + 1"},
  });
}

TEST_F(InferenceTable, Reductions) {
  std::vector<Row> rows;
  for (const char *op : {"sum", "max", "mean"}) {
    rows.push_back({op, {"tensor<[n, m, 4], f32>"}, "", "tensor<[], f32>"});
    rows.push_back(
        {op, {"tensor<[n, m, 4], f32>"}, "keepdims", "tensor<[1, 1, 1], f32>"});
    rows.push_back({op,
                    {"tensor<[n, m, 4], f32>"},
                    "axis = array<i64: 1>",
                    "tensor<[n, 4], f32>"});
    rows.push_back({op,
                    {"tensor<[n, m, 4], f32>"},
                    "axis = array<i64: -1, 0>",
                    "tensor<[m], f32>"});
    rows.push_back({op,
                    {"tensor<[n, m, 4], f32>"},
                    "axis = array<i64: -1>, keepdims",
                    "tensor<[n, m, 1], f32>"});
    rows.push_back({op,
                    {"tensor<[n, m, 4], f32>"},
                    "axis = array<i64>",
                    "tensor<[n, m, 4], f32>"});
    rows.push_back({op,
                    {"tensor<[?, 4], f32>"},
                    "axis = array<i64: 0>",
                    "tensor<[4], f32>"});
    rows.push_back({op,
                    {"tensor<[?, 4], f32>"},
                    "axis = array<i64: 1>",
                    "tensor<[?], f32>"});
    rows.push_back({op, {"tensor<*, f32>"}, "", "tensor<[], f32>"});
    rows.push_back({op, {"tensor<*, f32>"}, "keepdims", "tensor<*, f32>"});
    rows.push_back({op,
                    {"tensor<*, f32>"},
                    "axis = array<i64: 2>",
                    "tensor<*, f32>",
                    {},
                    false});
    rows.push_back({op, {"tensor<[n], ?>"}, "", "tensor<[], ?>", {}, false});
    rows.push_back({op, {"tensor<[], f32>"}, "", "tensor<[], f32>"});
  }
  rows.push_back({"sum", {"tensor<[n], i64>"}, "", "tensor<[], i64>"});
  rows.push_back({"max", {"tensor<[n], ui8>"}, "", "tensor<[], ui8>"});
  check(rows);
}

TEST_F(InferenceTable, Softmax) {
  check({
      {"softmax",
       {"tensor<[n, m], f32>"},
       "axis = -1 : i64",
       "tensor<[n, m], f32>"},
      {"softmax",
       {"tensor<[?, m], f16>"},
       "axis = 0 : i64",
       "tensor<[?, m], f16>"},
      {"softmax",
       {"tensor<*, ?>"},
       "axis = 3 : i64",
       "tensor<*, ?>",
       {},
       false},
      {"softmax",
       {"tensor<[n, m], f32>"},
       "axis = 2 : i64",
       "error: 'relax.softmax' op axis must be in [-2, 2) for rank 2, got 2"},
  });
}

TEST_F(InferenceTable, Reshape) {
  check({
      {"reshape",
       {"tensor<[n, 4], f32>", "shape<[2 * n, 2]>"},
       "",
       "tensor<[2 * n, 2], f32>"},
      {"reshape",
       {"tensor<[n, m], f32>", "shape<[m * n]>"},
       "",
       "tensor<[m * n], f32>"},
      {"reshape",
       {"tensor<[n], f32>", "shape<[m, 2]>"},
       "",
       "tensor<[m, 2], f32>",
       {"n == 2 * m"}},
      {"reshape",
       {"tensor<[], f32>", "shape<[1, 1]>"},
       "",
       "tensor<[1, 1], f32>"},
      {"reshape",
       {"tensor<[?, 4], f32>", "shape<[n, 2]>"},
       "",
       "tensor<[n, 2], f32>",
       {},
       false},
      {"reshape",
       {"tensor<[n, 4], f32>", "shape<[?, 2]>"},
       "",
       "tensor<[?, 2], f32>",
       {},
       false},
      {"reshape",
       {"tensor<[n, 4], f32>", "shape<*>"},
       "",
       "tensor<*, f32>",
       {},
       false},
      {"reshape",
       {"tensor<*, ?>", "shape<[n]>"},
       "",
       "tensor<[n], ?>",
       {},
       false},
      {"reshape",
       {"tensor<[2, 3], f32>", "shape<[4]>"},
       "",
       "error: 'relax.reshape' op numbers of elements before and after must be "
       "equal, got 6 and 4"},
      {"reshape",
       {"tensor<[n, 3], f32>", "shape<[3 * n + 1]>"},
       "",
       "error: 'relax.reshape' op numbers of elements before and after must be "
       "equal, got 3 * n and 3 * n + 1"},
  });
}

TEST_F(InferenceTable, Flatten) {
  check({
      {"flatten", {"tensor<[n, m, 4], f32>"}, "", "tensor<[4 * m * n], f32>"},
      {"flatten", {"tensor<[n + 1, n], f32>"}, "", "tensor<[n * n + n], f32>"},
      {"flatten", {"tensor<[2, 3], f32>"}, "", "tensor<[6], f32>"},
      {"flatten", {"tensor<[], f32>"}, "", "tensor<[1], f32>"},
      {"flatten", {"tensor<[?, 4], f32>"}, "", "tensor<[?], f32>"},
      {"flatten", {"tensor<*, f32>"}, "", "tensor<[?], f32>"},
      {"flatten",
       {"tensor<[4294967296, 4294967296], f32>"},
       "",
       "error: 'relax.flatten' op number of elements must fit in 64 bits, got "
       "shape [4294967296, 4294967296]"},
  });
}

TEST_F(InferenceTable, PermuteDims) {
  check({
      {"permute_dims",
       {"tensor<[n, m, 4], f32>"},
       "",
       "tensor<[4, m, n], f32>"},
      {"permute_dims",
       {"tensor<[n, m, 4], f32>"},
       "axes = array<i64: 1, 2, 0>",
       "tensor<[m, 4, n], f32>"},
      {"permute_dims",
       {"tensor<[n, m, 4], f32>"},
       "axes = array<i64: -1, 0, -2>",
       "tensor<[4, n, m], f32>"},
      {"permute_dims",
       {"tensor<[], f32>"},
       "axes = array<i64>",
       "tensor<[], f32>"},
      {"permute_dims", {"tensor<[?, m], f32>"}, "", "tensor<[m, ?], f32>"},
      {"permute_dims", {"tensor<*, f32>"}, "", "tensor<*, f32>"},
      {"permute_dims",
       {"tensor<*, f32>"},
       "axes = array<i64: 1, 0>",
       "tensor<[?, ?], f32>",
       {},
       false},
  });
}

TEST_F(InferenceTable, BroadcastTo) {
  check({
      {"broadcast_to",
       {"tensor<[1, 4], f32>", "shape<[n, 4]>"},
       "",
       "tensor<[n, 4], f32>"},
      {"broadcast_to",
       {"tensor<[m], f32>", "shape<[n, m]>"},
       "",
       "tensor<[n, m], f32>"},
      {"broadcast_to",
       {"tensor<[], f32>", "shape<[n, m]>"},
       "",
       "tensor<[n, m], f32>"},
      {"broadcast_to",
       {"tensor<[n], f32>", "shape<[4]>"},
       "",
       "tensor<[4], f32>",
       {"select(n == 1, 4, n) == 4"}},
      {"broadcast_to",
       {"tensor<[4], f32>", "shape<[n]>"},
       "",
       "tensor<[n], f32>",
       {"4 == n"}},
      {"broadcast_to",
       {"tensor<[n], f32>", "shape<[m]>"},
       "",
       "tensor<[m], f32>",
       {"select(n == 1, m, n) == m"}},
      {"broadcast_to",
       {"tensor<[?], f32>", "shape<[m]>"},
       "",
       "tensor<[m], f32>",
       {},
       false},
      {"broadcast_to",
       {"tensor<[n], f32>", "shape<[?]>"},
       "",
       "tensor<[?], f32>",
       {},
       false},
      {"broadcast_to",
       {"tensor<*, f32>", "shape<[m]>"},
       "",
       "tensor<[m], f32>",
       {},
       false},
      {"broadcast_to",
       {"tensor<[n], f32>", "shape<*>"},
       "",
       "tensor<*, f32>",
       {},
       false},
  });
}

TEST_F(InferenceTable, Concat) {
  check({
      {"concat",
       {"tensor<[n, 4], f32>", "tensor<[m, 4], f32>"},
       "axis = 0 : i64",
       "tensor<[m + n, 4], f32>"},
      {"concat",
       {"tensor<[n, 2], f32>", "tensor<[n, 3], f32>", "tensor<[n, 4], f32>"},
       "axis = -1 : i64",
       "tensor<[n, 9], f32>"},
      {"concat", {"tensor<[n], i1>"}, "axis = 0 : i64", "tensor<[n], i1>"},
      {"concat",
       {"tensor<[n, 2], f32>", "tensor<[m, 3], f32>"},
       "axis = 1 : i64",
       "tensor<[n, 5], f32>",
       {"n == m"}},
      {"concat",
       {"tensor<[n, 2], f32>", "tensor<[8, 3], f32>", "tensor<[m, 3], f32>"},
       "axis = 1 : i64",
       "tensor<[8, 8], f32>",
       {"n == 8", "8 == m"}},
      {"concat",
       {"tensor<[?, 2], f32>", "tensor<[n, 3], f32>"},
       "axis = 0 : i64",
       "error: 'relax.concat' op dimension 1 of operands 0 and 1 must be "
       "equal, got 2 and 3"},
      {"concat",
       {"tensor<[?, ?], f32>", "tensor<[n, 3], f32>"},
       "axis = 0 : i64",
       "tensor<[?, 3], f32>",
       {},
       false},
      {"concat",
       {"tensor<*, f32>", "tensor<[n, 3], f32>"},
       "axis = -1 : i64",
       "tensor<[n, ?], f32>",
       {},
       false},
      {"concat",
       {"tensor<*, f32>", "tensor<*, f32>"},
       "axis = 0 : i64",
       "tensor<*, f32>",
       {},
       false},
      {"concat",
       {"tensor<[n], ?>", "tensor<[n], f32>"},
       "axis = 0 : i64",
       "tensor<[2 * n], f32>",
       {},
       false},
      {"concat",
       {},
       "axis = 0 : i64",
       "error: 'relax.concat' op there must be at least one tensor, got 0"},
  });
}

TEST_F(InferenceTable, Astype) {
  check({
      {"astype", {"tensor<[n, ?], f32>"}, "dtype = f16", "tensor<[n, ?], f16>"},
      {"astype", {"tensor<*, ?>"}, "dtype = i8", "tensor<*, i8>"},
      {"astype", {"tensor<[], i1>"}, "dtype = f64", "tensor<[], f64>"},
  });
}

//===----------------------------------------------------------------------===//
// Written types, and operands that are no tensors
//===----------------------------------------------------------------------===//

TEST_F(InferenceTable, CompatibleWrittenTypes) {
  auto compatible = [&](const char *inferred, const char *written) {
    return AddOp::isCompatibleReturnTypes(parseType(body(inferred)),
                                          parseType(body(written)));
  };
  EXPECT_TRUE(compatible("tensor<[n, 4], f32>", "tensor<[n, 4], f32>"));
  EXPECT_TRUE(compatible("tensor<[n, 4], f32>", "tensor<[n, ?], f32>"));
  EXPECT_TRUE(compatible("tensor<[n, 4], f32>", "tensor<*, ?>"));
  EXPECT_TRUE(compatible("tensor<[n], f32>", "tensor<[m], f32>"));
  EXPECT_FALSE(compatible("tensor<[n], f32>", "tensor<[n + 1], f32>"));
  EXPECT_FALSE(compatible("tensor<[?], f32>", "tensor<[n], f32>"));
  EXPECT_FALSE(compatible("tensor<*, f32>", "tensor<[n], f32>"));
  EXPECT_FALSE(compatible("tensor<[n], f32>", "tensor<[n, 1], f32>"));
  EXPECT_FALSE(compatible("tensor<[n], ?>", "tensor<[n], f32>"));
  EXPECT_FALSE(compatible("tensor<[n], f32>", "shape<[n]>"));
}

TEST_F(InferenceTable, OperandsOfOtherTypes) {
  Type tensor = parseType("!relax.tensor<[n], f32>"),
       object = parseType("!relax.object");
  EXPECT_EQ(infer("relax.exp", {object}, "").error,
            "'relax.exp' op 'x' must be a tensor, got '!relax.object'");
  EXPECT_EQ(infer("relax.add", {tensor, object}, "").error,
            "'relax.add' op 'rhs' must be a tensor, got '!relax.object'");
  EXPECT_EQ(infer("relax.matmul", {object, tensor}, "").error,
            "'relax.matmul' op 'lhs' must be a tensor, got '!relax.object'");
  EXPECT_EQ(infer("relax.reshape", {tensor, object}, "").error,
            "'relax.reshape' op 'shape' must be a shape, got '!relax.object'");
}

//===----------------------------------------------------------------------===//
// Builders without result types
//===----------------------------------------------------------------------===//

TEST_F(InferenceTable, Builders) {
  Location loc = UnknownLoc::get(&context);
  Block block;
  Value x = block.addArgument(parseType("!relax.tensor<[n, 4], f32>"), loc);
  Value shape = block.addArgument(parseType("!relax.shape<[2 * n, 2]>"), loc);
  OpBuilder builder(&context);
  builder.setInsertionPointToEnd(&block);
  auto typeOf = [&](Operation *op) {
    return print(op->getResult(0).getType());
  };
  EXPECT_EQ(typeOf(AddOp::create(builder, loc, x, x)),
            "!relax.tensor<[n, 4], f32>");
  EXPECT_EQ(typeOf(ExpOp::create(builder, loc, x)),
            "!relax.tensor<[n, 4], f32>");
  EXPECT_EQ(typeOf(SoftmaxOp::create(builder, loc, x, /*axis=*/-1)),
            "!relax.tensor<[n, 4], f32>");
  EXPECT_EQ(
      typeOf(SumOp::create(builder, loc, x, builder.getDenseI64ArrayAttr({-1}),
                           /*keepdims=*/true)),
      "!relax.tensor<[n, 1], f32>");
  EXPECT_EQ(typeOf(MeanOp::create(builder, loc, x, DenseI64ArrayAttr())),
            "!relax.tensor<[], f32>");
  EXPECT_EQ(typeOf(ReshapeOp::create(builder, loc, x, shape)),
            "!relax.tensor<[2 * n, 2], f32>");
  EXPECT_EQ(typeOf(PermuteDimsOp::create(builder, loc, x, DenseI64ArrayAttr())),
            "!relax.tensor<[4, n], f32>");
  EXPECT_EQ(
      typeOf(ConcatOp::create(builder, loc, ValueRange{x, x}, /*axis=*/1)),
      "!relax.tensor<[n, 8], f32>");
  EXPECT_EQ(typeOf(AstypeOp::create(builder, loc, x, builder.getF16Type())),
            "!relax.tensor<[n, 4], f16>");
}

} // namespace
