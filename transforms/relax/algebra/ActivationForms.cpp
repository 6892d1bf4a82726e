//===- ActivationForms.cpp - activations in small operators ---------------===//

#include "transforms/relax/algebra/Forms.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace mlir::relax;

template <typename OpTy>
static FormEmitter emitUnary(Value x) {
  return [x](OpBuilder &builder, Location loc) -> Value { return OpTy::create(builder, loc, x); };
}

/// Calls `read` with both orders of a product of two values, and with the product's constant, until one order fits.
static FormEmitter matchFactors(FormMatcher &form,
                                llvm::function_ref<FormEmitter(double scale, Value x, Value other)> read) {
  FormMatcher::Product product = form.getProduct(form.getRoot()->getResult(0));
  if (product.factors.size() != 2)
    return {};
  for (unsigned i : {0, 1}) {
    size_t before = form.mark();
    if (FormEmitter emit = read(product.scale, product.factors[i], product.factors[1 - i]))
      return emit;
    form.reset(before);
  }
  return {};
}

/// Whether `value` is 1 + exp(-x).
static bool isOnePlusExp(FormMatcher &form, Value value, Value x) {
  FormMatcher::Affine sum = form.getAffine(value);
  Value exponent = form.isClose(sum.scale, 1) && form.isClose(sum.offset, 1) ? form.getArgument<ExpOp>(sum.value)
                                                                             : Value();
  return exponent && form.isPolynomial(exponent, x, {0, -1});
}

/// 1 / (1 + exp(-x))
static FormEmitter matchSigmoid(FormMatcher &form) {
  auto divide = cast<DivideOp>(form.getRoot());
  std::optional<double> one = getSplat(divide.getLhs());
  FormMatcher::Affine sum = form.getAffine(divide.getRhs());
  Value exponent = form.getArgument<ExpOp>(sum.value);
  if (!one || *one != 1 || !exponent)
    return {};
  Value x = form.getAffine(exponent).value;
  if (!form.hasRootType(x) || !isOnePlusExp(form, divide.getRhs(), x))
    return {};
  return emitUnary<SigmoidOp>(x);
}

/// x * sigmoid(x), x / (1 + exp(-x))
static FormEmitter matchSilu(FormMatcher &form) {
  if (auto divide = dyn_cast<DivideOp>(form.getRoot())) {
    Value x = divide.getLhs();
    if (!form.hasRootType(x) || !isOnePlusExp(form, divide.getRhs(), x))
      return {};
    return emitUnary<SiluOp>(x);
  }
  return matchFactors(form, [&](double scale, Value x, Value gate) -> FormEmitter {
    Value argument = form.getArgument<SigmoidOp>(gate);
    if (!argument || !form.isClose(scale, 1) || !form.isPolynomial(argument, x, {0, 1}))
      return {};
    return emitUnary<SiluOp>(x);
  });
}

/// x * (1 + f(p(x))) / 2, for f one of erf and tanh and p the polynomial with these coefficients.
template <typename FunctionOp, typename ResultOp>
static FormEmitter matchHalfGate(FormMatcher &form, ArrayRef<double> coefficients) {
  return matchFactors(form, [&](double scale, Value x, Value gate) -> FormEmitter {
    FormMatcher::Affine affine = form.getAffine(gate);
    Value argument = form.getArgument<FunctionOp>(affine.value);
    if (!argument || !form.isClose(scale * affine.scale, 0.5) || !form.isClose(scale * affine.offset, 0.5) ||
        !form.isPolynomial(argument, x, coefficients))
      return {};
    return emitUnary<ResultOp>(x);
  });
}

/// x * (1 + erf(x / sqrt(2))) / 2
static FormEmitter matchGelu(FormMatcher &form) {
  return matchHalfGate<ErfOp, GeluOp>(form, {0, 1 / llvm::numbers::sqrt2});
}

/// x * (1 + tanh(p)) / 2 = x * sigmoid(2 * p) for p = sqrt(2 / pi) * (x + 0.044715 * x^3)
static FormEmitter matchGeluTanh(FormMatcher &form) {
  // sqrt(2 / pi) = sqrt(2) / sqrt(pi)
  double c = llvm::numbers::sqrt2 * llvm::numbers::inv_sqrtpi;
  size_t before = form.mark();
  FormEmitter bySigmoid = matchFactors(form, [&](double scale, Value x, Value gate) -> FormEmitter {
    Value argument = form.getArgument<SigmoidOp>(gate);
    if (!argument || !form.isClose(scale, 1) || !form.isPolynomial(argument, x, {0, 2 * c, 0, 2 * c * 0.044715}))
      return {};
    return emitUnary<GeluTanhOp>(x);
  });
  if (bySigmoid)
    return bySigmoid;
  form.reset(before);
  return matchHalfGate<TanhOp, GeluTanhOp>(form, {0, c, 0, c * 0.044715});
}

/// minimum(maximum(x, low), high)
static FormEmitter matchClip(FormMatcher &form) {
  std::optional<FormMatcher::Clip> clip = form.getClip(form.getRoot()->getResult(0));
  if (!clip || !form.hasRootType(clip->value))
    return {};
  return [clip = *clip](OpBuilder &builder, Location loc) -> Value {
    return ClipOp::create(builder, loc, clip.value, builder.getF64FloatAttr(clip.low),
                          builder.getF64FloatAttr(clip.high));
  };
}

/// The gate clip(alpha * x + beta, 0, 1) in `value`, times `scale`: alpha, beta and x.
static std::optional<FormMatcher::Affine> getGate(FormMatcher &form, double scale, Value value) {
  if (auto gate = value.getDefiningOp<HardSigmoidOp>()) {
    if (!form.isClose(scale, 1) || !form.hasRootType(gate.getX()))
      return std::nullopt;
    form.take(gate);
    return FormMatcher::Affine{gate.getAlpha().convertToDouble(), gate.getBeta().convertToDouble(), gate.getX()};
  }
  std::optional<FormMatcher::Clip> clip = form.getClip(value);
  if (!clip || clip->low != 0 || !(scale > 0) || !form.isClose(scale * clip->high, 1))
    return std::nullopt;
  FormMatcher::Affine line = form.getAffine(clip->value);
  if (!form.hasRootType(line.value))
    return std::nullopt;
  return FormMatcher::Affine{scale * line.scale, scale * line.offset, line.value};
}

/// clip(alpha * x + beta, 0, 1), also with all of it multiplied through
static FormEmitter matchHardSigmoid(FormMatcher &form) {
  FormMatcher::Product product = form.getProduct(form.getRoot()->getResult(0));
  if (product.factors.size() != 1 || product.factors[0].getDefiningOp<HardSigmoidOp>())
    return {};
  std::optional<FormMatcher::Affine> gate = getGate(form, product.scale, product.factors[0]);
  // A clip of x itself is not made to look like an activation.
  if (!gate || gate->offset == 0)
    return {};
  return [gate = *gate](OpBuilder &builder, Location loc) -> Value {
    return HardSigmoidOp::create(builder, loc, gate.value, builder.getF64FloatAttr(gate.scale),
                                 builder.getF64FloatAttr(gate.offset));
  };
}

/// x * clip(x / 6 + 1 / 2, 0, 1)
static FormEmitter matchHardSwish(FormMatcher &form) {
  return matchFactors(form, [&](double scale, Value x, Value other) -> FormEmitter {
    std::optional<FormMatcher::Affine> gate = getGate(form, scale, other);
    if (!gate || gate->value != x || !form.isClose(gate->scale, 1.0 / 6) || !form.isClose(gate->offset, 0.5))
      return {};
    return emitUnary<HardSwishOp>(x);
  });
}

ArrayRef<Form> relax::getActivationForms() {
  StringRef multiply = MultiplyOp::getOperationName(), divide = DivideOp::getOperationName();
  static const Form forms[] = {
      {"silu", {multiply, divide}, matchSilu},
      {"gelu", {multiply, divide}, matchGelu},
      {"gelu_tanh", {multiply, divide}, matchGeluTanh},
      {"hard_swish", {multiply, divide}, matchHardSwish},
      {"hard_sigmoid",
       {multiply, divide, ClipOp::getOperationName(), MinimumOp::getOperationName(), MaximumOp::getOperationName()},
       matchHardSigmoid},
      {"sigmoid", {divide}, matchSigmoid},
      {"clip", {MinimumOp::getOperationName(), MaximumOp::getOperationName()}, matchClip},
  };
  return forms;
}
