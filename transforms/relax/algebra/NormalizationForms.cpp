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

/// exp(x - max(x)) / sum(exp(x - max(x)))
static FormEmitter matchSoftmax(FormMatcher &form) {
  auto divide = cast<DivideOp>(form.getRoot());
  Value exponentials = divide.getLhs();
  std::optional<FormMatcher::Reduction> sum = form.getReduction<SumOp>(divide.getRhs());
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

/// numerator / sqrt(statistic + epsilon), with the operands of the sum in any order; `read` decides.
static FormEmitter matchNormalized(
    FormMatcher &form,
    llvm::function_ref<FormEmitter(Value numerator, Value statistic, double epsilon)> read) {
  for (unsigned index : {0, 1}) {
    size_t before = form.mark();
    std::optional<FormMatcher::Normalized> normalized = form.getNormalized(index);
    if (normalized && normalized->radicand && form.hasRootType(normalized->numerator)) {
      auto add = normalized->radicand.getDefiningOp<AddOp>();
      Value statistic = normalized->radicand;
      double epsilon = 0;
      if (add) {
        std::optional<double> left = getSplat(add.getLhs()), right = getSplat(add.getRhs());
        if (left || right) {
          statistic = right ? add.getLhs() : add.getRhs();
          epsilon = right ? *right : *left;
          form.take(add);
        }
      }
      if (FormEmitter emit = statistic.getType() == normalized->radicand.getType() && epsilon >= 0
                                 ? read(normalized->numerator, statistic, epsilon)
                                 : FormEmitter())
        return emit;
    }
    form.reset(before);
  }
  return {};
}

/// (x - mean(x)) / sqrt(mean((x - mean(x))^2) + epsilon)
static FormEmitter matchLayerNorm(FormMatcher &form) {
  return matchNormalized(form, [&](Value centered, Value statistic, double epsilon) -> FormEmitter {
    Value x;
    SmallVector<int64_t> axes;
    if (std::optional<FormMatcher::Reduction> variance = form.getReduction<VarianceOp>(statistic)) {
      axes = variance->axes;
      x = form.getCentered(centered, axes);
      if (!x || variance->x != x)
        return {};
    } else {
      std::optional<FormMatcher::Reduction> mean = form.getMean(statistic);
      Value distance = mean ? form.getSquared(mean->x) : Value();
      if (!distance)
        return {};
      axes = mean->axes;
      x = form.getCentered(centered, axes);
      if (!x || (distance != centered && form.getCentered(distance, axes) != x))
        return {};
    }
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
      {"softmax", {divide}, matchSoftmax},
      {"layer_norm", {multiply, divide}, matchLayerNorm},
      {"rms_norm", {multiply, divide}, matchRmsNorm},
      {"layer_norm_scale", {multiply}, matchScale<LayerNormOp>},
      {"rms_norm_scale", {multiply}, matchScale<RmsNormOp>},
      {"layer_norm_shift", {add}, matchShift},
  };
  return forms;
}
