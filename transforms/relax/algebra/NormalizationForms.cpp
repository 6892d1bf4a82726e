//===- NormalizationForms.cpp - normalizations in small operators ---------===//
//
// layer_norm and rms_norm are recognized in steps: the normalization itself,
// with a scale of ones, then a multiplication by a scale, then a shift. So each
// step stays small, and a scale is found whether or not a shift follows.
//
//===----------------------------------------------------------------------===//

#include "transforms/relax/algebra/Forms.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

//===----------------------------------------------------------------------===//
// Softmax
//===----------------------------------------------------------------------===//

/// exponentials / total, with exponentials = exp(x - max(x)) and total = sum(exponentials)
static FormEmitter matchSoftmaxOf(FormMatcher &form, Value exponentials, Value total) {
  std::optional<FormMatcher::Reduction> sum = form.getReduction<SumOp>(total);
  Value shifted = form.getArgument<ExpOp>(exponentials);
  auto subtract = shifted ? shifted.getDefiningOp<SubtractOp>() : SubtractOp();
  if (!sum || sum->axes.size() != 1 || sum->x != exponentials || !subtract || !form.hasRootType(exponentials))
    return {};
  form.take(subtract);
  Value x = subtract.getLhs();
  std::optional<FormMatcher::Reduction> maximum = form.getReduction<MaxOp>(subtract.getRhs());
  if (!maximum || maximum->x != x || maximum->axes != sum->axes || !form.hasRootType(x))
    return {};
  return [x, axis = sum->axes[0]](OpBuilder &builder, Location loc) -> Value {
    return SoftmaxOp::create(builder, loc, x, builder.getI64IntegerAttr(axis));
  };
}

/// exp(x - max(x)) / sum(exp(x - max(x))), also times the reciprocal of the sum; exp(log_softmax(x))
static FormEmitter matchSoftmax(FormMatcher &form) {
  if (auto exponential = dyn_cast<ExpOp>(form.getRoot())) {
    auto logarithm = exponential.getX().getDefiningOp<LogSoftmaxOp>();
    if (!logarithm || !form.hasRootType(logarithm.getX()))
      return {};
    form.take(logarithm);
    return [x = logarithm.getX(), axis = logarithm.getAxisAttr()](OpBuilder &builder, Location loc) -> Value {
      return SoftmaxOp::create(builder, loc, x, axis);
    };
  }
  if (auto divide = dyn_cast<DivideOp>(form.getRoot()))
    return matchSoftmaxOf(form, divide.getLhs(), divide.getRhs());
  auto multiply = cast<MultiplyOp>(form.getRoot());
  for (auto [exponentials, factor] : {std::pair(multiply.getLhs(), multiply.getRhs()),
                                      std::pair(multiply.getRhs(), multiply.getLhs())}) {
    size_t before = form.mark();
    if (Value total = form.getReciprocal(factor))
      if (FormEmitter emit = matchSoftmaxOf(form, exponentials, total))
        return emit;
    form.reset(before);
  }
  return {};
}

//===----------------------------------------------------------------------===//
// Layer and RMS normalization
//===----------------------------------------------------------------------===//

/// Ones with the dimensions of `type` along `axes`; null where one is no constant.
static DenseElementsAttr makeOnes(RelaxTensor type, ArrayRef<int64_t> axes) {
  SmallVector<int64_t> shape;
  for (int64_t axis : axes) {
    sym::ExprAttr dim = type.getShape()[axis];
    if (dim.getKind() != sym::ExprKind::Constant)
      return {};
    shape.push_back(dim.getValue());
  }
  auto ones = RankedTensorType::get(shape, type.getElementType());
  return DenseElementsAttr::get(ones, FloatAttr::get(type.getElementType(), 1.0).getValue());
}

using ReadNormalized = llvm::function_ref<FormEmitter(Value numerator, Value statistic, double epsilon)>;

/// Splits statistic + epsilon, with the operands in any order, and lets `read` decide.
static FormEmitter readRadicand(FormMatcher &form, Value numerator, Value radicand, ReadNormalized read) {
  auto add = radicand.getDefiningOp<AddOp>();
  Value statistic = radicand;
  double epsilon = 0;
  if (add) {
    std::optional<double> left = getSplat(add.getLhs()), right = getSplat(add.getRhs());
    if (left || right) {
      statistic = right ? add.getLhs() : add.getRhs();
      epsilon = right ? *right : *left;
      form.take(add);
    }
  }
  return statistic.getType() == radicand.getType() && epsilon >= 0 ? read(numerator, statistic, epsilon)
                                                                    : FormEmitter();
}

/// The operands of a product in both orders.
static SmallVector<std::pair<Value, Value>, 2> getFactors(Value value) {
  auto multiply = value.getDefiningOp<MultiplyOp>();
  if (!multiply)
    return {};
  return {{multiply.getLhs(), multiply.getRhs()}, {multiply.getRhs(), multiply.getLhs()}};
}

/// numerator / sqrt(statistic + epsilon); `read` decides. A scale that stands in the numerator or beside the root is
/// multiplied behind it.
static FormEmitter matchNormalized(FormMatcher &form, ReadNormalized read) {
  auto scaled = [](FormEmitter emit, Value scale) -> FormEmitter {
    return [=](OpBuilder &builder, Location loc) -> Value {
      return MultiplyOp::create(builder, loc, emit(builder, loc), scale);
    };
  };
  for (unsigned index : {0, 1}) {
    size_t before = form.mark();
    std::optional<FormMatcher::Normalized> normalized = form.getNormalized(index);
    if (normalized && normalized->radicand) {
      size_t behindRoot = form.mark();
      if (form.hasRootType(normalized->numerator))
        if (FormEmitter emit = readRadicand(form, normalized->numerator, normalized->radicand, read))
          return emit;
      for (auto [numerator, scale] : getFactors(normalized->numerator)) {
        form.reset(behindRoot);
        form.take(normalized->numerator.getDefiningOp());
        if (form.hasRootType(numerator) && !form.hasRootType(scale))
          if (FormEmitter emit = readRadicand(form, numerator, normalized->radicand, read))
            return scaled(emit, scale);
      }
    }
    form.reset(before);
  }
  for (auto [numerator, product] : getFactors(form.getRoot()->getResult(0)))
    for (auto [scale, root] : getFactors(product)) {
      size_t before = form.mark();
      form.take(product.getDefiningOp());
      Value radicand = form.getInverseRoot(root);
      if (radicand && form.hasRootType(numerator) && !form.hasRootType(scale))
        if (FormEmitter emit = readRadicand(form, numerator, radicand, read))
          return scaled(emit, scale);
      form.reset(before);
    }
  return {};
}

/// What x is where this is mean((x - mean(x))^2), mean(x^2) - mean(x)^2 or `relax.variance`, and the axes.
static std::optional<FormMatcher::Reduction> getVariance(FormMatcher &form, Value value) {
  if (std::optional<FormMatcher::Reduction> variance = form.getReduction<VarianceOp>(value))
    return variance;
  if (auto subtract = value.getDefiningOp<SubtractOp>()) {
    std::optional<FormMatcher::Reduction> mean = form.getMean(subtract.getLhs());
    Value x = mean ? form.getSquared(mean->x) : Value(), root = x ? form.getSquared(subtract.getRhs()) : Value();
    std::optional<FormMatcher::Reduction> plain = root ? form.getMean(root) : std::nullopt;
    if (!plain || plain->x != x || plain->axes != mean->axes)
      return std::nullopt;
    form.take(subtract);
    return plain;
  }
  std::optional<FormMatcher::Reduction> mean = form.getMean(value);
  Value distance = mean ? form.getSquared(mean->x) : Value();
  Value x = distance ? form.getCentered(distance, mean->axes) : Value();
  if (!x)
    return std::nullopt;
  return FormMatcher::Reduction{x, mean->axes};
}

/// (x - mean(x)) / sqrt(mean((x - mean(x))^2) + epsilon)
static FormEmitter matchLayerNorm(FormMatcher &form) {
  return matchNormalized(form, [&](Value centered, Value statistic, double epsilon) -> FormEmitter {
    std::optional<FormMatcher::Reduction> variance = getVariance(form, statistic);
    if (!variance)
      return {};
    SmallVector<int64_t> axes = variance->axes;
    Value x = form.getCentered(centered, axes);
    if (!x || variance->x != x)
      return {};
    if (!form.hasRootType(x) || axes.empty())
      return {};
    DenseElementsAttr ones = makeOnes(form.getType(), axes);
    if (!ones)
      return {};
    return [=](OpBuilder &builder, Location loc) -> Value {
      Value gamma = ConstantOp::create(builder, loc, ones);
      return LayerNormOp::create(builder, loc, x, gamma, Value(), builder.getDenseI64ArrayAttr(axes),
                                 builder.getF64FloatAttr(epsilon));
    };
  });
}

/// x * r + (beta - mean(x) * r) with r = gamma / sqrt(variance(x) + epsilon)
static FormEmitter matchExpandedLayerNorm(FormMatcher &form) {
  auto add = cast<AddOp>(form.getRoot());
  for (auto [product, rest] : {std::pair(add.getLhs(), add.getRhs()), std::pair(add.getRhs(), add.getLhs())}) {
    auto subtract = rest.getDefiningOp<SubtractOp>();
    if (!subtract)
      continue;
    for (auto [data, factor] : getFactors(product))
      for (auto [mean, same] : getFactors(subtract.getRhs())) {
        Value x = data, beta = subtract.getLhs();
        size_t before = form.mark();
        for (Operation *op : {product.getDefiningOp(), subtract.getOperation(), subtract.getRhs().getDefiningOp()})
          form.take(op);
        std::optional<FormMatcher::Reduction> average = same == factor ? form.getMean(mean) : std::nullopt;
        if (average && average->x == x && form.hasRootType(x))
          for (auto [weight, root] : getFactors(factor)) {
            Value scale = weight;
            size_t inside = form.mark();
            form.take(factor.getDefiningOp());
            Value radicand = form.getInverseRoot(root);
            auto read = [&](Value, Value statistic, double epsilon) -> FormEmitter {
              std::optional<FormMatcher::Reduction> variance = getVariance(form, statistic);
              if (!variance || variance->x != x || variance->axes != average->axes || variance->axes.empty())
                return {};
              DenseElementsAttr ones = makeOnes(form.getType(), variance->axes);
              if (!ones)
                return {};
              return [=, axes = variance->axes](OpBuilder &builder, Location loc) -> Value {
                Value gamma = ConstantOp::create(builder, loc, ones);
                Value norm = LayerNormOp::create(builder, loc, x, gamma, Value(), builder.getDenseI64ArrayAttr(axes),
                                                 builder.getF64FloatAttr(epsilon));
                return AddOp::create(builder, loc, MultiplyOp::create(builder, loc, norm, scale), beta);
              };
            };
            if (radicand && !form.hasRootType(scale) && !form.hasRootType(beta))
              if (FormEmitter emit = readRadicand(form, x, radicand, read))
                return emit;
            form.reset(inside);
          }
        form.reset(before);
      }
  }
  return {};
}

/// x / sqrt(mean(x^2) + epsilon)
static FormEmitter matchRmsNorm(FormMatcher &form) {
  return matchNormalized(form, [&](Value x, Value statistic, double epsilon) -> FormEmitter {
    std::optional<FormMatcher::Reduction> mean = form.getMean(statistic);
    if (!mean || form.getSquared(mean->x) != x || mean->axes.empty())
      return {};
    DenseElementsAttr ones = makeOnes(form.getType(), mean->axes);
    if (!ones)
      return {};
    return [=, axes = mean->axes](OpBuilder &builder, Location loc) -> Value {
      Value weight = ConstantOp::create(builder, loc, ones);
      return RmsNormOp::create(builder, loc, x, weight, builder.getDenseI64ArrayAttr(axes),
                               builder.getF64FloatAttr(epsilon));
    };
  });
}

//===----------------------------------------------------------------------===//
// Scales and shifts behind them
//===----------------------------------------------------------------------===//

/// The dimensions of `weight` to remove so that it has those of `data` along `axes` and no others; nothing where it has
/// another size along one of them, or more than one element along another dimension.
static std::optional<SmallVector<int64_t>> getSqueezedAxes(RelaxTensor data, ArrayRef<int64_t> axes, Value weight) {
  RelaxTensor type = getKnownType(weight);
  if (!type || type.getRank() > data.getRank())
    return std::nullopt;
  int64_t missing = data.getRank() - type.getRank();
  SmallVector<int64_t> squeezed;
  sym::ExprAttr one = sym::ExprAttr::getConstant(data.getContext(), 1);
  for (int64_t i = 0; i < data.getRank(); ++i) {
    bool isNormalized = llvm::is_contained(axes, i);
    if (i < missing) {
      if (isNormalized)
        return std::nullopt;
      continue;
    }
    sym::ExprAttr dim = type.getShape()[i - missing];
    if (isNormalized ? dim != data.getShape()[i] : dim != one)
      return std::nullopt;
    if (!isNormalized)
      squeezed.push_back(i - missing);
  }
  return squeezed;
}

static Value squeeze(OpBuilder &builder, Location loc, Value weight, ArrayRef<int64_t> axes) {
  if (axes.empty())
    return weight;
  return SqueezeOp::create(builder, loc, weight, builder.getDenseI64ArrayAttr(axes));
}

static bool isOnes(Value value) {
  std::optional<double> splat = getSplat(value);
  return splat && *splat == 1;
}

/// norm(x, ones) * scale
template <typename NormOp>
static FormEmitter matchScale(FormMatcher &form) {
  auto multiply = cast<MultiplyOp>(form.getRoot());
  for (auto [normalized, scale] : {std::pair(multiply.getLhs(), multiply.getRhs()),
                                   std::pair(multiply.getRhs(), multiply.getLhs())}) {
    auto norm = normalized.template getDefiningOp<NormOp>();
    // gamma or weight; then beta.
    if (!norm || !isOnes(norm->getOperand(1)) || norm->getNumOperands() > 2 || !form.hasRootType(norm.getData()))
      continue;
    std::optional<SmallVector<int64_t>> squeezed = getSqueezedAxes(form.getType(), norm.getAxes(), scale);
    if (!squeezed)
      continue;
    form.take(norm);
    return [norm, scale = scale, squeezed = *squeezed](OpBuilder &builder, Location loc) -> Value {
      Value weight = squeeze(builder, loc, scale, squeezed);
      Operation *scaled = builder.clone(*norm);
      scaled->setOperand(1, weight);
      return scaled->getResult(0);
    };
  }
  return {};
}

/// layer_norm(x, gamma) + beta
static FormEmitter matchShift(FormMatcher &form) {
  auto add = cast<AddOp>(form.getRoot());
  for (auto [normalized, shift] :
       {std::pair(add.getLhs(), add.getRhs()), std::pair(add.getRhs(), add.getLhs())}) {
    auto norm = normalized.getDefiningOp<LayerNormOp>();
    if (!norm || norm.getBeta() || !form.hasRootType(norm.getData()))
      continue;
    std::optional<SmallVector<int64_t>> squeezed = getSqueezedAxes(form.getType(), norm.getAxes(), shift);
    if (!squeezed)
      continue;
    form.take(norm);
    return [norm, shift = shift, squeezed = *squeezed](OpBuilder &builder, Location loc) mutable -> Value {
      Value beta = squeeze(builder, loc, shift, squeezed);
      return LayerNormOp::create(builder, loc, norm.getData(), norm.getGamma(), beta, norm.getAxesAttr(),
                                 norm.getEpsilonAttr());
    };
  }
  return {};
}

ArrayRef<Form> relax::getNormalizationForms() {
  StringRef multiply = MultiplyOp::getOperationName(), divide = DivideOp::getOperationName(),
            add = AddOp::getOperationName();
  static const Form forms[] = {
      {"softmax", {divide, multiply, ExpOp::getOperationName()}, matchSoftmax},
      {"layer_norm", {multiply, divide}, matchLayerNorm},
      {"rms_norm", {multiply, divide}, matchRmsNorm},
      {"layer_norm_scale", {multiply}, matchScale<LayerNormOp>},
      {"rms_norm_scale", {multiply}, matchScale<RmsNormOp>},
      {"layer_norm_shift", {add}, matchShift},
      {"expanded_layer_norm", {add}, matchExpandedLayerNorm},
  };
  return forms;
}
