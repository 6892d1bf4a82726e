//===- BruteForceTest.cpp - deduced shapes against numpy's rules ----------===//
//
// Random operators over random symbolic shapes. For every assignment of small
// values to the symbols, numpy's rule for concrete shapes is the judge:
// - where deduction fails, numpy fails for every assignment;
// - else the conditions hold exactly where numpy accepts the shapes, and there
//   the deduced shape has numpy's values.
// With unknown dimensions in the operands the first and the last still hold,
// for what is known of the result.
//
//===----------------------------------------------------------------------===//

#include "test/dialects/relax/ops/OperatorTest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include "gtest/gtest.h"

#include <numeric>
#include <random>

using namespace mlir;
using namespace mlir::relax;

namespace {

using Concrete = std::vector<int64_t>;
using Maybe = std::optional<Concrete>;
using Assignment = llvm::DenseMap<StringAttr, int64_t>;

constexpr int64_t kLargestValue = 3;

//===----------------------------------------------------------------------===//
// numpy's rules
//===----------------------------------------------------------------------===//

Maybe broadcast(const Concrete &a, const Concrete &b) {
  Concrete result(std::max(a.size(), b.size()));
  for (size_t i = 1; i <= result.size(); ++i) {
    int64_t x = i <= a.size() ? a[a.size() - i] : 1;
    int64_t y = i <= b.size() ? b[b.size() - i] : 1;
    if (x != y && x != 1 && y != 1)
      return std::nullopt;
    result[result.size() - i] = x == 1 ? y : x;
  }
  return result;
}

Maybe matmul(Concrete a, Concrete b) {
  if (a.empty() || b.empty())
    return std::nullopt;
  bool row = a.size() == 1, column = b.size() == 1;
  if (row)
    a.insert(a.begin(), 1);
  if (column)
    b.push_back(1);
  if (a.back() != b[b.size() - 2])
    return std::nullopt;
  Maybe result = broadcast(Concrete(a.begin(), a.end() - 2),
                           Concrete(b.begin(), b.end() - 2));
  if (!result)
    return std::nullopt;
  if (!row)
    result->push_back(a[a.size() - 2]);
  if (!column)
    result->push_back(b.back());
  return result;
}

int64_t product(const Concrete &shape) {
  return std::accumulate(shape.begin(), shape.end(), int64_t(1),
                         std::multiplies<int64_t>());
}

Maybe reshape(const Concrete &from, const Concrete &to) {
  return product(from) == product(to) ? Maybe(to) : std::nullopt;
}

Maybe broadcastTo(const Concrete &from, const Concrete &to) {
  return broadcast(from, to) == Maybe(to) ? Maybe(to) : std::nullopt;
}

Maybe concat(const std::vector<Concrete> &shapes, int64_t axis) {
  Concrete result = shapes.front();
  for (size_t k = 1; k < shapes.size(); ++k)
    for (size_t i = 0; i < result.size(); ++i) {
      if (static_cast<int64_t>(i) == axis)
        result[i] += shapes[k][i];
      else if (result[i] != shapes[k][i])
        return std::nullopt;
    }
  return result;
}

//===----------------------------------------------------------------------===//
// Random operators
//===----------------------------------------------------------------------===//

/// An operator to judge: its operands' shapes, and numpy's rule over concrete
/// ones.
struct Case {
  std::string op;
  std::string attributes;
  std::vector<SmallVector<Dim>> shapes;
  bool lastIsShape = false;
  std::function<Maybe(const std::vector<Concrete> &)> judge;
};

class BruteForce : public OperatorTest {
protected:
  BruteForce() {
    for (const char *name : {"n", "m", "k"})
      symbols.push_back(StringAttr::get(&context, name));
  }

  int64_t pick(int64_t count) {
    return std::uniform_int_distribution<int64_t>(0, count - 1)(random);
  }

  Dim constant(int64_t value) { return Dim::getConstant(&context, value); }

  Dim randomDim(bool unknown) {
    switch (pick(unknown ? 10 : 9)) {
    case 0:
    case 1:
      return constant(1);
    case 2:
      return constant(pick(4));
    case 3:
      return *sym::mul(constant(2), Dim::getSymbol(symbols[pick(2)]));
    case 4:
      return *sym::add(Dim::getSymbol(symbols[pick(3)]), constant(1));
    case 9:
      return Dim();
    default:
      return Dim::getSymbol(symbols[pick(symbols.size())]);
    }
  }

  SmallVector<Dim> randomShape(int64_t rank, bool unknown) {
    SmallVector<Dim> shape;
    for (int64_t i = 0; i < rank; ++i)
      shape.push_back(randomDim(unknown));
    return shape;
  }

  /// Mostly like `shape`, so that operands fit often enough.
  SmallVector<Dim> similarShape(ArrayRef<Dim> shape, bool unknown) {
    SmallVector<Dim> result(shape);
    for (Dim &dim : result)
      if (pick(3) == 0)
        dim = randomDim(unknown);
    return result;
  }

  Case randomCase(bool unknown);
  void judge(const Case &test, bool unknown);

  std::mt19937 random{20};
  SmallVector<StringAttr> symbols;
  /// How often deduction failed, had conditions, or neither.
  int failures = 0, conditional = 0, unconditional = 0;
};

std::string printAxes(ArrayRef<int64_t> axes) {
  std::string text = "array<i64";
  for (auto [i, axis] : llvm::enumerate(axes))
    text += (i ? ", " : ": ") + std::to_string(axis);
  return text + ">";
}

Case BruteForce::randomCase(bool unknown) {
  Case test;
  int64_t rank = pick(4);
  SmallVector<Dim> first = randomShape(rank, unknown);
  switch (pick(8)) {
  case 0: {
    static const char *names[] = {"add", "subtract", "multiply", "divide",
                                  "maximum"};
    test.op = names[pick(5)];
    SmallVector<Dim> second =
        similarShape(ArrayRef<Dim>(first).drop_front(pick(rank + 1)), unknown);
    test.shapes = {first, second};
    if (pick(2))
      std::swap(test.shapes[0], test.shapes[1]);
    test.judge = [](const std::vector<Concrete> &shapes) {
      return broadcast(shapes[0], shapes[1]);
    };
    break;
  }
  case 1: {
    test.op = "matmul";
    SmallVector<Dim> second =
        similarShape(ArrayRef<Dim>(first).drop_front(pick(rank + 1)), unknown);
    if (second.size() >= 2)
      std::swap(second.back(), second[second.size() - 2]);
    test.shapes = {first, second};
    test.judge = [](const std::vector<Concrete> &shapes) {
      return matmul(shapes[0], shapes[1]);
    };
    break;
  }
  case 2: {
    static const char *names[] = {"sum", "max", "mean"};
    test.op = names[pick(3)];
    test.shapes = {first};
    SmallVector<int64_t> axes;
    std::vector<bool> reduced(rank);
    for (int64_t i = 0; i < rank; ++i)
      if (pick(2)) {
        axes.push_back(pick(2) ? i : i - rank);
        reduced[i] = true;
      }
    std::shuffle(axes.begin(), axes.end(), random);
    if (pick(4) == 0)
      reduced.assign(rank, true);
    else
      test.attributes = "axis = " + printAxes(axes);
    bool keep = pick(2);
    if (keep)
      test.attributes += test.attributes.empty() ? "keepdims" : ", keepdims";
    test.judge = [=](const std::vector<Concrete> &shapes) {
      Concrete result;
      for (int64_t i = 0; i < rank; ++i) {
        if (!reduced[i])
          result.push_back(shapes[0][i]);
        else if (keep)
          result.push_back(1);
      }
      return Maybe(result);
    };
    break;
  }
  case 3: {
    test.op = "reshape";
    SmallVector<Dim> target = similarShape(first, unknown);
    std::shuffle(target.begin(), target.end(), random);
    if (pick(3) == 0)
      target.push_back(randomDim(unknown));
    test.shapes = {first, target};
    test.lastIsShape = true;
    test.judge = [](const std::vector<Concrete> &shapes) {
      return reshape(shapes[0], shapes[1]);
    };
    break;
  }
  case 4:
    test.op = "flatten";
    test.shapes = {first};
    test.judge = [](const std::vector<Concrete> &shapes) {
      return Maybe(Concrete{product(shapes[0])});
    };
    break;
  case 5: {
    test.op = "permute_dims";
    test.shapes = {first};
    SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(0, rank));
    std::shuffle(axes.begin(), axes.end(), random);
    test.attributes = "axes = " + printAxes(axes);
    test.judge = [=](const std::vector<Concrete> &shapes) {
      Concrete result;
      for (int64_t axis : axes)
        result.push_back(shapes[0][axis]);
      return Maybe(result);
    };
    break;
  }
  case 6: {
    test.op = "broadcast_to";
    SmallVector<Dim> target = similarShape(first, unknown);
    if (pick(2))
      target.insert(target.begin(), randomDim(unknown));
    test.shapes = {first, target};
    test.lastIsShape = true;
    test.judge = [](const std::vector<Concrete> &shapes) {
      return broadcastTo(shapes[0], shapes[1]);
    };
    break;
  }
  default: {
    test.op = "concat";
    first = randomShape(rank + 1, unknown);
    test.shapes = {first};
    for (int64_t i = pick(3); i > 0; --i)
      test.shapes.push_back(similarShape(first, unknown));
    int64_t axis = pick(rank + 1);
    test.attributes =
        "axis = " + std::to_string(pick(2) ? axis : axis - rank - 1) + " : i64";
    test.judge = [=](const std::vector<Concrete> &shapes) {
      return concat(shapes, axis);
    };
    break;
  }
  }
  return test;
}

/// All assignments of 0 to kLargestValue to as many unknowns.
void forEachAssignment(size_t count,
                       llvm::function_ref<void(ArrayRef<int64_t>)> visit) {
  SmallVector<int64_t> values(count, 0);
  for (;;) {
    visit(values);
    size_t i = 0;
    while (i < count && values[i] == kLargestValue)
      values[i++] = 0;
    if (i == count)
      return;
    ++values[i];
  }
}

void BruteForce::judge(const Case &test, bool unknown) {
  std::string text = test.op + " {" + test.attributes + "}";
  SmallVector<Type> types;
  size_t unknowns = 0;
  for (const auto &[i, shape] : llvm::enumerate(test.shapes)) {
    bool isShape = test.lastIsShape && i + 1 == test.shapes.size();
    types.push_back(isShape
                        ? Type(ShapeType::get(&context, shape))
                        : Type(relax::TensorType::get(
                              &context, shape, Float32Type::get(&context))));
    text += " " + print(types.back());
    unknowns += llvm::count(shape, Dim());
  }
  SCOPED_TRACE(text);
  if (unknowns > 2)
    return;
  Inferred inferred = infer("relax." + test.op, types, test.attributes);
  SmallVector<Dim> deduced;
  if (inferred.type) {
    ASSERT_TRUE(cast<relax::TensorType>(inferred.type).hasRank());
    llvm::append_range(deduced,
                       cast<relax::TensorType>(inferred.type).getShape());
    ++(inferred.conditions.empty() ? unconditional : conditional);
  } else {
    ++failures;
  }
  // Without unknown dimensions the conditions say everything.
  if (inferred.type && unknowns == 0)
    EXPECT_EQ(inferred.speculatable, inferred.conditions.empty());

  forEachAssignment(symbols.size() + unknowns, [&](ArrayRef<int64_t> values) {
    Assignment assignment;
    for (auto [symbol, value] : llvm::zip(symbols, values))
      assignment[symbol] = value;
    ArrayRef<int64_t> unknownValues = values.drop_front(symbols.size());
    std::vector<Concrete> shapes;
    for (const SmallVector<Dim> &shape : test.shapes) {
      shapes.emplace_back();
      for (Dim dim : shape) {
        if (dim) {
          shapes.back().push_back(*sym::evaluate(dim, assignment));
          continue;
        }
        shapes.back().push_back(unknownValues.front());
        unknownValues = unknownValues.drop_front();
      }
    }
    Maybe expected = test.judge(shapes);
    if (!inferred.type) {
      EXPECT_FALSE(expected) << inferred.error;
      return;
    }
    bool holds =
        llvm::all_of(inferred.conditions, [&](const ShapeCondition &condition) {
          return *sym::evaluate(condition.lhs, assignment) ==
                 *sym::evaluate(condition.rhs, assignment);
        });
    if (expected || inferred.speculatable)
      EXPECT_TRUE(holds && expected);
    if (unknowns == 0)
      EXPECT_EQ(holds, expected.has_value());
    if (!expected)
      return;
    ASSERT_EQ(deduced.size(), expected->size());
    for (auto [dim, value] : llvm::zip(deduced, *expected))
      if (dim)
        EXPECT_EQ(*sym::evaluate(dim, assignment), value) << dim.str();
  });
}

TEST_F(BruteForce, KnownDimensions) {
  for (int i = 0; i < 4000 && !HasFailure(); ++i)
    judge(randomCase(false), false);
  // The test means something only if all three answers are frequent.
  EXPECT_GT(failures, 100);
  EXPECT_GT(conditional, 400);
  EXPECT_GT(unconditional, 400);
}

TEST_F(BruteForce, UnknownDimensions) {
  for (int i = 0; i < 2000 && !HasFailure(); ++i)
    judge(randomCase(true), true);
  EXPECT_GT(failures, 50);
  EXPECT_GT(conditional, 100);
  EXPECT_GT(unconditional, 200);
}

} // namespace
