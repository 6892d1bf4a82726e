//===- Elementwise.cpp - Operators on single elements ---------------------===//
//
// Unary and binary functions, predicates, logic and activations.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;

template <typename OpTy> static LogicalResult convertUnary(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  return failed(x) ? failure() : n.setOutput(0, n.create<OpTy>({*x}));
}

/// Both operands, the second one as it broadcasts.
static LogicalResult getOperands(NodeImporter &n, FailureOr<Value> &lhs,
                                 FailureOr<Value> &rhs) {
  bool isOld = n.opset < 7;
  lhs = isOld ? n.rankedTensor(0) : n.tensor(0);
  rhs = isOld ? n.rankedTensor(1) : n.tensor(1);
  if (failed(lhs) || failed(rhs))
    return failure();
  if (isOld)
    rhs = alignOldBroadcast(n, *lhs, *rhs);
  return success(succeeded(rhs));
}

template <typename OpTy> static LogicalResult convertBinary(NodeImporter &n) {
  FailureOr<Value> lhs = failure(), rhs = failure();
  if (failed(getOperands(n, lhs, rhs)))
    return failure();
  return n.setOutput(0, n.create<OpTy>({*lhs, *rhs}));
}

/// The operator of all inputs, from the first on.
template <typename OpTy> static FailureOr<Value> fold(NodeImporter &n) {
  FailureOr<SmallVector<Value>> all = n.tensors();
  if (failed(all))
    return failure();
  if (all->empty())
    return n.error() << "at least one input is required";
  FailureOr<Value> result = all->front();
  for (Value next : llvm::drop_begin(*all))
    result = combine<OpTy>(n, result, next);
  return result;
}

template <typename OpTy> static LogicalResult convertVariadic(NodeImporter &n) {
  return n.setOutput(0, fold<OpTy>(n));
}

static LogicalResult convertMean(NodeImporter &n) {
  FailureOr<Value> sum = fold<relax::AddOp>(n);
  if (failed(sum))
    return failure();
  return n.setOutput(
      0, combine<relax::DivideOp>(
             n, sum, n.scalar(n.numInputs(), n.elementTypeOf(*sum))));
}

/// An operator whose attributes of the same name are numbers.
template <typename OpTy>
static Converter
withFloats(std::vector<std::pair<const char *, float>> attributes) {
  return [attributes](NodeImporter &n) -> LogicalResult {
    FailureOr<Value> x = n.tensor(0);
    if (failed(x))
      return failure();
    SmallVector<NamedAttribute> attrs;
    for (auto &[name, value] : attributes)
      attrs.push_back(doubleAttr(n, name, n.floatAttr(name, value)));
    return n.setOutput(0, n.create<OpTy>({*x}, attrs));
  };
}

static LogicalResult convertReciprocal(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  return n.setOutput(
      0, combine<relax::DivideOp>(n, n.scalar(1, n.elementTypeOf(*x)), x));
}

/// Bounds are attributes before version 11, then inputs.
static LogicalResult convertClip(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  mlir::Type element = n.elementTypeOf(*x);
  auto bound = [&](unsigned index, StringRef name) -> FailureOr<Value> {
    if (n.opset >= 11)
      return n.hasInput(index) ? n.tensor(index) : FailureOr<Value>(Value());
    return n.hasAttr(name) ? n.scalar(n.floatAttr(name), element)
                           : FailureOr<Value>(Value());
  };
  FailureOr<Value> min = bound(1, "min"), max = bound(2, "max");
  if (failed(min) || failed(max))
    return failure();
  if (*min)
    x = n.create<relax::MaximumOp>({*x, *min});
  if (*max && succeeded(x))
    x = n.create<relax::MinimumOp>({*x, *max});
  return n.setOutput(0, x);
}

/// The exponent may have another type; the result has that of the base.
static LogicalResult convertPow(NodeImporter &n) {
  FailureOr<Value> base = failure(), exponent = failure();
  if (failed(getOperands(n, base, exponent)))
    return failure();
  mlir::Type baseType = n.elementTypeOf(*base),
             exponentType = n.elementTypeOf(*exponent);
  bool inExponentType = isa_and_nonnull<IntegerType>(baseType) &&
                        isa_and_nonnull<FloatType>(exponentType);
  if (baseType != exponentType) {
    if (inExponentType)
      base = n.cast(*base, exponentType);
    else
      exponent = n.cast(*exponent, baseType);
  }
  FailureOr<Value> result = combine<relax::PowerOp>(n, base, exponent);
  if (succeeded(result) && inExponentType)
    result = n.cast(*result, baseType);
  return n.setOutput(0, result);
}

static LogicalResult convertMod(NodeImporter &n) {
  return n.intAttr("fmod") ? convertBinary<relax::ModOp>(n)
                           : convertBinary<relax::FloorModOp>(n);
}

static LogicalResult convertBitShift(NodeImporter &n) {
  StringRef direction = n.stringAttr("direction");
  if (direction == "LEFT")
    return convertBinary<relax::LeftShiftOp>(n);
  if (direction == "RIGHT")
    return convertBinary<relax::RightShiftOp>(n);
  return n.attributeError("direction")
         << "must be 'LEFT' or 'RIGHT', got '" << direction << "'";
}

static LogicalResult convertIsInf(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  bool negative = n.intAttr("detect_negative", 1),
       positive = n.intAttr("detect_positive", 1);
  FailureOr<Value> result = n.create<relax::IsinfOp>({*x});
  if (negative && positive)
    return n.setOutput(0, result);
  // Without either, nothing is below itself.
  FailureOr<Value> zero = n.scalar(0, n.elementTypeOf(*x));
  FailureOr<Value> side = negative   ? combine<relax::LessOp>(n, x, zero)
                          : positive ? combine<relax::GreaterOp>(n, x, zero)
                                     : combine<relax::LessOp>(n, x, x);
  return n.setOutput(0, combine<relax::LogicalAndOp>(n, result, side));
}

/// max(x, 0) + slope * min(x, 0): the slope broadcasts; before version 7 it is
/// that of the channels, dimension 1.
static LogicalResult convertPRelu(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0), slope = n.rankedTensor(1);
  if (failed(x) || failed(slope))
    return failure();
  if (n.opset < 7 && n.rankOf(*slope) == 1 && n.rankOf(*x) > 2) {
    SmallVector<sym::ExprAttr> dims = {n.shapeOf(*slope).front()};
    dims.append(n.rankOf(*x) - 2, n.constant(1));
    if (failed(slope = n.reshape(*slope, dims)))
      return failure();
  }
  FailureOr<Value> zero = n.scalar(0, n.elementTypeOf(*x));
  FailureOr<Value> below = combine<relax::MultiplyOp>(
      n, slope, combine<relax::MinimumOp>(n, x, zero));
  return n.setOutput(0, combine<relax::AddOp>(
                            n, combine<relax::MaximumOp>(n, x, zero), below));
}

/// `ifTrue` where `condition` holds, else `ifFalse`.
static FailureOr<Value> where(NodeImporter &n, FailureOr<Value> condition,
                              FailureOr<Value> ifTrue,
                              FailureOr<Value> ifFalse) {
  if (failed(condition) || failed(ifTrue) || failed(ifFalse))
    return failure();
  return n.create<relax::WhereOp>({*condition, *ifTrue, *ifFalse});
}

/// x where x > alpha, else 0.
static LogicalResult convertThresholdedRelu(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  Type element = n.elementTypeOf(*x);
  FailureOr<Value> above = combine<relax::GreaterOp>(
      n, x, n.scalar(n.floatAttr("alpha", 1), element));
  return n.setOutput(0, where(n, above, x, n.scalar(0, element)));
}

/// x + bias below -lambd, x - bias above lambd, else 0.
static LogicalResult convertShrink(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  Type element = n.elementTypeOf(*x);
  double limit = n.floatAttr("lambd", 0.5f);
  FailureOr<Value> bias = n.scalar(n.floatAttr("bias"), element);
  FailureOr<Value> below =
      combine<relax::LessOp>(n, x, n.scalar(-limit, element));
  FailureOr<Value> above =
      combine<relax::GreaterOp>(n, x, n.scalar(limit, element));
  FailureOr<Value> rest = where(
      n, above, combine<relax::SubtractOp>(n, x, bias), n.scalar(0, element));
  return n.setOutput(0,
                     where(n, below, combine<relax::AddOp>(n, x, bias), rest));
}

static FailureOr<Value> softplus(NodeImporter &n, Value x) {
  return n.create<relax::SoftplusOp>(
      {x},
      {doubleAttr(n, "threshold", std::numeric_limits<double>::infinity())});
}

static LogicalResult convertSoftplus(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  return failed(x) ? failure() : n.setOutput(0, softplus(n, *x));
}

static LogicalResult convertMish(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  FailureOr<Value> gate = softplus(n, *x);
  if (succeeded(gate))
    gate = n.create<relax::TanhOp>({*gate});
  return n.setOutput(0, combine<relax::MultiplyOp>(n, x, gate));
}

static LogicalResult convertSoftsign(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  FailureOr<Value> size = n.create<relax::AbsOp>({*x});
  size = combine<relax::AddOp>(n, size, n.scalar(1, n.elementTypeOf(*x)));
  return n.setOutput(0, combine<relax::DivideOp>(n, x, size));
}

/// alpha * elu(x / alpha).
static LogicalResult convertCelu(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  if (failed(x))
    return failure();
  FailureOr<Value> alpha =
      n.scalar(n.floatAttr("alpha", 1), n.elementTypeOf(*x));
  FailureOr<Value> scaled = combine<relax::DivideOp>(n, x, alpha);
  if (succeeded(scaled))
    scaled = n.create<relax::EluOp>({*scaled});
  return n.setOutput(0, combine<relax::MultiplyOp>(n, alpha, scaled));
}

static LogicalResult convertGelu(NodeImporter &n) {
  StringRef approximate = n.stringAttr("approximate", "none");
  if (approximate == "none")
    return convertUnary<relax::GeluOp>(n);
  if (approximate == "tanh")
    return convertUnary<relax::GeluTanhOp>(n);
  return n.attributeError("approximate")
         << "must be 'none' or 'tanh', got '" << approximate << "'";
}

static LogicalResult convertTrilu(NodeImporter &n) {
  FailureOr<Value> x = n.tensor(0);
  FailureOr<sym::ExprAttr> diagonal =
      n.hasInput(1) ? n.integer(1) : n.constant(0);
  if (failed(x) || failed(diagonal))
    return failure();
  FailureOr<Value> k = n.symInt(*diagonal);
  if (failed(k))
    return failure();
  return n.setOutput(0, n.intAttr("upper", 1)
                            ? n.create<relax::TriuOp>({*x, *k})
                            : n.create<relax::TrilOp>({*x, *k}));
}

void mlir::onnx::registerElementwiseConverters(ConverterRegistry &registry) {
  auto add = [&](StringRef op, Converter converter, int64_t since = 1) {
    registry.add("", op, since, std::move(converter));
  };
  add("Abs", convertUnary<relax::AbsOp>);
  add("Acos", convertUnary<relax::AcosOp>);
  add("Acosh", convertUnary<relax::AcoshOp>);
  add("Asin", convertUnary<relax::AsinOp>);
  add("Asinh", convertUnary<relax::AsinhOp>);
  add("Atan", convertUnary<relax::AtanOp>);
  add("Atanh", convertUnary<relax::AtanhOp>);
  add("BitwiseNot", convertUnary<relax::BitwiseNotOp>);
  add("Ceil", convertUnary<relax::CeilOp>);
  add("Cos", convertUnary<relax::CosOp>);
  add("Cosh", convertUnary<relax::CoshOp>);
  add("Erf", convertUnary<relax::ErfOp>);
  add("Floor", convertUnary<relax::FloorOp>);
  add("HardSwish", convertUnary<relax::HardSwishOp>);
  add("IsNaN", convertUnary<relax::IsnanOp>);
  add("Log", convertUnary<relax::LogOp>);
  add("Neg", convertUnary<relax::NegativeOp>);
  add("Not", convertUnary<relax::LogicalNotOp>);
  add("Round", convertUnary<relax::RoundOp>);
  add("Sign", convertUnary<relax::SignOp>);
  add("Sin", convertUnary<relax::SinOp>);
  add("Sinh", convertUnary<relax::SinhOp>);
  add("Sqrt", convertUnary<relax::SqrtOp>);
  add("Tan", convertUnary<relax::TanOp>);

  add("And", convertBinary<relax::LogicalAndOp>);
  add("Equal", convertBinary<relax::EqualOp>);
  add("Greater", convertBinary<relax::GreaterOp>);
  add("GreaterOrEqual", convertBinary<relax::GreaterEqualOp>, 12);
  add("Less", convertBinary<relax::LessOp>);
  add("LessOrEqual", convertBinary<relax::LessEqualOp>, 12);
  add("Or", convertBinary<relax::LogicalOrOp>);
  add("Pow", convertPow);
  add("PRelu", convertPRelu);
  add("Shrink", convertShrink, 9);
  add("ThresholdedRelu", convertThresholdedRelu, 10);
  add("Xor", convertBinary<relax::LogicalXorOp>);
  add("BitShift", convertBitShift);
  add("BitwiseAnd", convertBinary<relax::BitwiseAndOp>);
  add("BitwiseOr", convertBinary<relax::BitwiseOrOp>);
  add("BitwiseXor", convertBinary<relax::BitwiseXorOp>);
  add("Mod", convertMod);
  add("Min", convertVariadic<relax::MinimumOp>);
  add("Mean", convertMean);

  add("Celu", convertCelu);
  add("Clip", convertClip);
  add("Elu", withFloats<relax::EluOp>({{"alpha", 1.0f}}));
  add("Gelu", convertGelu);
  add("HardSigmoid",
      withFloats<relax::HardSigmoidOp>({{"alpha", 0.2f}, {"beta", 0.5f}}));
  add("IsInf", convertIsInf);
  add("LeakyRelu", withFloats<relax::LeakyreluOp>({{"alpha", 0.01f}}));
  add("Mish", convertMish);
  add("Reciprocal", convertReciprocal);
  add("Selu",
      withFloats<relax::SeluOp>({{"alpha", 1.67326319217681884765625f},
                                 {"gamma", 1.05070102214813232421875f}}));
  add("Softplus", convertSoftplus);
  add("Softsign", convertSoftsign);
  add("Trilu", convertTrilu);
}
