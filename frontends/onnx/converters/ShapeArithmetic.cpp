//===- ShapeArithmetic.cpp - Shapes that the program computes with --------===//
//
// Arithmetic on small vectors of integers, and on numbers that scale them,
// stays expressions: each fold here is tried before the converter for tensors,
// and gives up where it does not know enough. ListFolds.cpp has the folds that
// move elements.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Folding.h"

#include <numeric>

using namespace mlir;
using namespace mlir::onnx;
using sym::Comparison;
using sym::ExprAttr;

static LogicalResult convertShape(NodeImporter &n) {
  IntegerContents contents{{}, false, n.builder.getIntegerType(64)};
  if (std::optional<IntegerContents> known = n.knownNumbers(0)) {
    if (!known->isScalar)
      contents.elements.push_back(n.constant(known->elements.size()));
  } else {
    FailureOr<Value> x = n.rankedTensor(0);
    if (failed(x))
      return failure();
    contents.elements = llvm::to_vector(n.shapeOf(*x));
  }
  int64_t rank = contents.elements.size();
  auto clamp = [&](int64_t at) {
    return std::clamp<int64_t>(at < 0 ? at + rank : at, 0, rank);
  };
  int64_t start = clamp(n.intAttr("start", 0)),
          end = clamp(n.intAttr("end", rank));
  contents.elements.truncate(std::max(start, end));
  contents.elements.erase(contents.elements.begin(),
                          contents.elements.begin() + start);
  return n.setOutput(0, contents);
}

static LogicalResult convertSize(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<ExprAttr> count = n.product(n.shapeOf(*x));
  if (failed(count))
    return failure();
  return n.setOutput(
      0, IntegerContents{{*count}, true, n.builder.getIntegerType(64)});
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

bool onnx::isFoldable(const IntegerContents &contents) {
  mlir::Type type = contents.elementType;
  return type.isInteger(64) || type.isInteger(32) ||
         isa<Float32Type, Float64Type>(type);
}

/// Whether what is known of constants fits in the element type.
static bool fits(const IntegerContents &contents) {
  if (!contents.elementType.isInteger(32))
    return true;
  return llvm::all_of(contents.elements, [](ExprAttr e) {
    std::optional<int64_t> value = e.getConstantValue();
    return !value || (*value >= INT32_MIN && *value <= INT32_MAX);
  });
}

/// Gives both the same length, or nothing where they do not broadcast.
static bool broadcast(IntegerContents &lhs, IntegerContents &rhs) {
  size_t size =
      lhs.elements.size() == 1 ? rhs.elements.size() : lhs.elements.size();
  for (IntegerContents *side : {&lhs, &rhs}) {
    if (side->elements.size() != size && side->elements.size() != 1)
      return false;
    side->elements.resize(
        size, side->elements.empty() ? ExprAttr() : side->elements.front());
  }
  return true;
}

/// Gives both the same denominator.
static bool alignDenominators(NodeImporter &n, IntegerContents &lhs,
                              IntegerContents &rhs) {
  int64_t common = std::lcm(lhs.denominator, rhs.denominator);
  if (common > kMaxDenominator)
    return false;
  for (IntegerContents *side : {&lhs, &rhs}) {
    ExprAttr factor = n.constant(common / side->denominator);
    for (ExprAttr &element : side->elements) {
      FailureOr<ExprAttr> scaled = sym::mul(element, factor);
      if (failed(scaled))
        return false;
      element = *scaled;
    }
    side->denominator = common;
  }
  return true;
}

/// Arithmetic of two elements; a fold that gives up fails.
using Arithmetic =
    std::function<FailureOr<ExprAttr>(NodeImporter &, ExprAttr, ExprAttr)>;

namespace {
/// What a binary operator does with denominators, and of which type the result
/// is.
enum class Kind { Additive, Multiplicative, IntegersOnly, Comparison };
} // namespace

static std::optional<IntegerContents>
foldPair(NodeImporter &n, IntegerContents lhs, IntegerContents rhs,
         Arithmetic arithmetic, Kind kind) {
  if (!isFoldable(lhs) || lhs.elementType != rhs.elementType ||
      !broadcast(lhs, rhs))
    return std::nullopt;
  bool isInteger = isa<IntegerType>(lhs.elementType);
  if (!isInteger && kind == Kind::IntegersOnly)
    return std::nullopt;
  IntegerContents result{{}, lhs.isScalar && rhs.isScalar, lhs.elementType};
  if (kind == Kind::Multiplicative) {
    if (lhs.denominator > kMaxDenominator / rhs.denominator)
      return std::nullopt;
    result.denominator = lhs.denominator * rhs.denominator;
  } else {
    if (!alignDenominators(n, lhs, rhs))
      return std::nullopt;
    result.denominator = lhs.denominator;
  }
  if (kind == Kind::Comparison) {
    result.elementType = n.builder.getI1Type();
    result.denominator = 1;
  }
  for (auto [a, b] : llvm::zip_equal(lhs.elements, rhs.elements)) {
    FailureOr<ExprAttr> value = arithmetic(n, a, b);
    if (failed(value))
      return std::nullopt;
    result.elements.push_back(*value);
  }
  if (!fits(result))
    return std::nullopt;
  return result;
}

/// ONNX divides integers toward zero.
static FailureOr<ExprAttr> divideIntegers(NodeImporter &n, ExprAttr lhs,
                                          ExprAttr rhs) {
  std::optional<int64_t> a = lhs.getConstantValue(), b = rhs.getConstantValue();
  if (b && (*b == 0 || (*b == -1 && a && *a == INT64_MIN)))
    return failure();
  if (a && b)
    return n.constant(*a / *b);
  if (!n.isAtLeast(rhs, b ? 1 : 0))
    return failure();
  if (n.isAtLeast(lhs, 0))
    return sym::floorDiv(lhs, rhs);
  // -floor(-a / b) is the ceiling of a / b.
  FailureOr<ExprAttr> down = sym::floorDiv(lhs, rhs),
                      up = sym::ceilDiv(lhs, rhs);
  if (failed(down) || failed(up))
    return failure();
  return sym::select(Comparison::lt, lhs, n.constant(0), *up, *down);
}

/// The quotient of floating-point numbers by constants that are not zero.
static std::optional<IntegerContents>
divideNumbers(NodeImporter &n, IntegerContents lhs,
              const IntegerContents &rhs) {
  IntegerContents inverse{{}, rhs.isScalar, rhs.elementType};
  if (rhs.elements.size() != 1)
    return std::nullopt;
  std::optional<int64_t> divisor = rhs.elements.front().getConstantValue();
  if (!divisor || *divisor <= 0 || *divisor > kMaxDenominator)
    return std::nullopt;
  int64_t common = std::gcd(*divisor, rhs.denominator);
  inverse.denominator = *divisor / common;
  inverse.elements.push_back(n.constant(rhs.denominator / common));
  return foldPair(
      n, lhs, inverse,
      [](NodeImporter &, ExprAttr a, ExprAttr b) { return sym::mul(a, b); },
      Kind::Multiplicative);
}

static std::optional<IntegerContents> foldDiv(NodeImporter &n) {
  std::optional<IntegerContents> lhs = n.knownNumbers(0),
                                 rhs = n.knownNumbers(1);
  if (!lhs || !rhs || n.numInputs() != 2 || n.opset < 7)
    return std::nullopt;
  if (isa<FloatType>(lhs->elementType) && lhs->elementType == rhs->elementType)
    return divideNumbers(n, *lhs, *rhs);
  return foldPair(n, *lhs, *rhs, divideIntegers, Kind::IntegersOnly);
}

/// The sign of the result is that of the divisor, or of the dividend under
/// `fmod`.
static std::optional<IntegerContents> foldMod(NodeImporter &n) {
  std::optional<IntegerContents> lhs = n.knownIntegers(0),
                                 rhs = n.knownIntegers(1);
  if (!lhs || !rhs)
    return std::nullopt;
  bool followsDividend =
      n.intAttr("fmod") && !llvm::all_of(lhs->elements, [&](ExprAttr e) {
        return n.isAtLeast(e, 0);
      });
  if (followsDividend)
    return std::nullopt;
  auto remainder = [](NodeImporter &n, ExprAttr a,
                      ExprAttr b) -> FailureOr<ExprAttr> {
    if (!n.isAtLeast(b, b.isConstant() ? 1 : 0))
      return failure();
    return sym::mod(a, b);
  };
  return foldPair(n, *lhs, *rhs, remainder, Kind::IntegersOnly);
}

static FailureOr<ExprAttr> compare(NodeImporter &n, Comparison comparison,
                                   ExprAttr lhs, ExprAttr rhs) {
  // Intervals decide what the forms leave open: a size is never -1.
  if (comparison == Comparison::eq)
    if (FailureOr<ExprAttr> above = sym::sub(lhs, rhs),
        below = sym::sub(rhs, lhs);
        succeeded(above) && succeeded(below) &&
        (n.isAtLeast(*above, 1) || n.isAtLeast(*below, 1)))
      return n.constant(0);
  return sym::select(comparison, lhs, rhs, n.constant(1), n.constant(0));
}

static FailureOr<ExprAttr> logicalNot(NodeImporter &n,
                                      FailureOr<ExprAttr> value) {
  return failed(value) ? value : sym::sub(n.constant(1), *value);
}

/// A binary operator, or a variadic one of at least one input.
static void addArithmetic(ConverterRegistry &registry, StringRef op,
                          Arithmetic arithmetic, Kind kind) {
  registry.addFold(
      "", op, asFold([=](NodeImporter &n) -> std::optional<IntegerContents> {
        // Before version 7 operands do not broadcast as they do now.
        std::optional<IntegerContents> result =
            n.opset >= 7 ? n.knownNumbers(0) : std::nullopt;
        for (unsigned i = 1; result && i < n.numInputs(); ++i) {
          std::optional<IntegerContents> next = n.knownNumbers(i);
          result = next ? foldPair(n, *result, *next, arithmetic, kind)
                        : std::nullopt;
        }
        return result;
      }));
}

/// A unary operator of numbers with the denominator.
static void addUnary(ConverterRegistry &registry, StringRef op,
                     bool dividesAway,
                     FailureOr<ExprAttr> (*map)(NodeImporter &n, ExprAttr x,
                                                ExprAttr denominator)) {
  registry.addFold(
      "", op, asFold([=](NodeImporter &n) -> std::optional<IntegerContents> {
        std::optional<IntegerContents> x = n.knownNumbers(0);
        if (!x || !isFoldable(*x))
          return std::nullopt;
        for (ExprAttr &element : x->elements) {
          FailureOr<ExprAttr> value =
              map(n, element, n.constant(x->denominator));
          if (failed(value))
            return std::nullopt;
          element = *value;
        }
        if (dividesAway)
          x->denominator = 1;
        return fits(*x) ? x : std::nullopt;
      }));
}

/// Between the types that hold sizes, toward zero from floating point; and to
/// whether a number is not zero.
static std::optional<IntegerContents> foldCast(NodeImporter &n) {
  std::optional<IntegerContents> x = n.knownNumbers(0);
  const AttributeProto *to = n.node.find("to");
  if (!x || !to || to->type != AttributeProto::Type::Int ||
      x->elementType.isUnsignedInteger())
    return std::nullopt;
  auto dataType = static_cast<DataType>(to->i);
  if (dataType == DataType::Bool && x->denominator == 1) {
    ExprAttr zero = n.constant(0), one = n.constant(1);
    for (ExprAttr &element : x->elements) {
      FailureOr<ExprAttr> truth =
          sym::select(Comparison::eq, element, zero, zero, one);
      if (failed(truth))
        return std::nullopt;
      element = *truth;
    }
    x->elementType = n.builder.getI1Type();
    return x;
  }
  bool toFloat = dataType == DataType::Float || dataType == DataType::Double;
  if (!toFloat && dataType != DataType::Int64 && dataType != DataType::Int32)
    return std::nullopt;
  FailureOr<mlir::Type> type = n.elementType(to->i);
  if (failed(type))
    return std::nullopt;
  x->elementType = *type;
  if (!toFloat && x->denominator != 1) {
    for (ExprAttr &element : x->elements) {
      FailureOr<ExprAttr> whole =
          divideIntegers(n, element, n.constant(x->denominator));
      if (failed(whole))
        return std::nullopt;
      element = *whole;
    }
    x->denominator = 1;
  }
  return fits(*x) ? x : std::nullopt;
}

static std::optional<IntegerContents> foldWhere(NodeImporter &n) {
  std::optional<IntegerContents> condition = n.knownIntegers(0),
                                 x = n.knownNumbers(1), y = n.knownNumbers(2);
  if (!condition || !x || !y || !isFoldable(*x) ||
      x->elementType != y->elementType || !broadcast(*x, *y) ||
      !alignDenominators(n, *x, *y))
    return std::nullopt;
  IntegerContents result = *x;
  result.isScalar = condition->isScalar && x->isScalar && y->isScalar;
  if (!broadcast(*condition, *x) || !broadcast(*condition, *y))
    return std::nullopt;
  result.elements.clear();
  for (auto [c, a, b] :
       llvm::zip_equal(condition->elements, x->elements, y->elements)) {
    FailureOr<ExprAttr> value =
        sym::select(Comparison::eq, c, n.constant(0), b, a);
    if (failed(value))
      return std::nullopt;
    result.elements.push_back(*value);
  }
  return result;
}

void onnx::registerShapeArithmeticConverters(ConverterRegistry &registry) {
  registry.add("", "Shape", 1, convertShape);
  registry.add("", "Size", 1, convertSize);
  addArithmetic(
      registry, "Add",
      [](NodeImporter &, ExprAttr a, ExprAttr b) { return sym::add(a, b); },
      Kind::Additive);
  addArithmetic(
      registry, "Sub",
      [](NodeImporter &, ExprAttr a, ExprAttr b) { return sym::sub(a, b); },
      Kind::Additive);
  addArithmetic(
      registry, "Max",
      [](NodeImporter &, ExprAttr a, ExprAttr b) { return sym::max(a, b); },
      Kind::Additive);
  addArithmetic(
      registry, "Min",
      [](NodeImporter &, ExprAttr a, ExprAttr b) { return sym::min(a, b); },
      Kind::Additive);
  addArithmetic(
      registry, "Mul",
      [](NodeImporter &, ExprAttr a, ExprAttr b) { return sym::mul(a, b); },
      Kind::Multiplicative);
  struct ComparisonFold {
    StringRef op;
    Comparison comparison;
    bool isSwapped;
  };
  constexpr bool kSwapped = true;
  for (ComparisonFold fold :
       {ComparisonFold{"Equal", Comparison::eq, !kSwapped},
        {"Less", Comparison::lt, !kSwapped},
        {"LessOrEqual", Comparison::le, !kSwapped},
        {"Greater", Comparison::lt, kSwapped},
        {"GreaterOrEqual", Comparison::le, kSwapped}})
    addArithmetic(
        registry, fold.op,
        [fold](NodeImporter &n, ExprAttr a, ExprAttr b) {
          return fold.isSwapped ? compare(n, fold.comparison, b, a)
                                : compare(n, fold.comparison, a, b);
        },
        Kind::Comparison);
  registry.addFold("", "Div", asFold(foldDiv));
  registry.addFold("", "Mod", asFold(foldMod));
  registry.addFold("", "Cast", asFold(foldCast));
  registry.addFold("", "Where", asFold(foldWhere));
  registry.addFold(
      "", "Not", asFold([](NodeImporter &n) -> std::optional<IntegerContents> {
        std::optional<IntegerContents> x = n.knownIntegers(0);
        if (!x || !x->elementType.isInteger(1))
          return std::nullopt;
        for (ExprAttr &element : x->elements) {
          FailureOr<ExprAttr> value = logicalNot(n, element);
          if (failed(value))
            return std::nullopt;
          element = *value;
        }
        return x;
      }));
  addUnary(registry, "Neg", /*dividesAway=*/false,
           [](NodeImporter &n, ExprAttr x, ExprAttr) {
             return sym::sub(n.constant(0), x);
           });
  addUnary(registry, "Abs", /*dividesAway=*/false,
           [](NodeImporter &n, ExprAttr x, ExprAttr) -> FailureOr<ExprAttr> {
             if (n.isAtLeast(x, 0))
               return x;
             FailureOr<ExprAttr> negated = sym::sub(n.constant(0), x);
             return failed(negated) ? negated : sym::max(x, *negated);
           });
  addUnary(registry, "Floor", /*dividesAway=*/true,
           [](NodeImporter &, ExprAttr x, ExprAttr denominator) {
             return sym::floorDiv(x, denominator);
           });
  addUnary(registry, "Ceil", /*dividesAway=*/true,
           [](NodeImporter &, ExprAttr x, ExprAttr denominator) {
             return sym::ceilDiv(x, denominator);
           });
}
