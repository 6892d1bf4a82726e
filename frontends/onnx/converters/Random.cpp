//===- Random.cpp - Random numbers ----------------------------------------===//
//
// Calls of the runtime's generators, which are effects: two nodes without a
// seed are two streams.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// The bits of the seed: a floating-point number, of which any may be one, or
/// an integer.
static int64_t getSeed(NodeImporter &n) {
  const AttributeProto *attribute = n.node.find("seed");
  if (attribute && attribute->type == AttributeProto::Type::Int)
    return attribute->i;
  float seed = n.floatAttr("seed");
  int32_t bits;
  memcpy(&bits, &seed, sizeof bits);
  return bits;
}

/// f32 numbers of that shape from "relax.runtime.<function>".
static FailureOr<Value> draw(NodeImporter &n, StringRef function,
                             ArrayRef<ExprAttr> dims) {
  FailureOr<SmallVector<Value>> sizes = n.symInts(dims);
  if (failed(sizes))
    return failure();
  FailureOr<Value> shape = n.createNamed("relax.ints_to_tensor", *sizes);
  FailureOr<Value> hasSeed = n.symInt(n.constant(n.hasAttr("seed"))),
                   key = n.symInt(n.constant(getSeed(n)));
  if (failed(shape) || failed(hasSeed) || failed(key))
    return failure();
  auto type = relax::TensorType::get(n.builder.getContext(), dims,
                                     n.builder.getF32Type());
  auto call = relax::CallPackedOp::create(
      n.builder, n.loc, TypeRange{type},
      n.builder.getStringAttr(("relax.runtime." + function).str()),
      ValueRange{*shape, *hasSeed, *key});
  return call.getOutputs().front();
}

/// numbers * scale + offset, of that type.
static FailureOr<Value> stretch(NodeImporter &n, FailureOr<Value> numbers,
                                double scale, double offset, Type type) {
  Type f32 = n.builder.getF32Type();
  FailureOr<Value> scaled =
      combine<relax::MultiplyOp>(n, numbers, n.scalar(scale, f32));
  FailureOr<Value> shifted =
      combine<relax::AddOp>(n, scaled, n.scalar(offset, f32));
  return failed(shifted) || type == f32 ? shifted : n.cast(*shifted, type);
}

/// The type by attribute, by the input (`like`), or f32.
static FailureOr<Type> resultType(NodeImporter &n, Value like) {
  if (n.hasAttr("dtype"))
    return n.elementType(n.intAttr("dtype"));
  return like ? n.elementTypeOf(like) : Type(n.builder.getF32Type());
}

template <bool isNormal, bool isLike>
static LogicalResult convertRandom(NodeImporter &n) {
  SmallVector<ExprAttr> dims;
  Value like;
  if (isLike) {
    FailureOr<Value> x = n.rankedTensor(0);
    if (failed(x))
      return failure();
    like = *x;
    llvm::append_range(dims, n.shapeOf(*x));
  } else {
    for (int64_t dim : n.intsAttr("shape")) {
      if (dim < 0)
        return n.attributeError("shape") << "must not be negative, got " << dim;
      dims.push_back(n.constant(dim));
    }
  }
  FailureOr<Type> type = resultType(n, like);
  if (failed(type))
    return failure();
  if (!isa<FloatType>(*type))
    return n.attributeError("dtype")
           << "must be a floating-point type, got " << *type;
  if (isNormal)
    return n.setOutput(0, stretch(n, draw(n, "random_normal", dims),
                                  n.floatAttr("scale", 1), n.floatAttr("mean"),
                                  *type));
  float low = n.floatAttr("low"), high = n.floatAttr("high", 1);
  return n.setOutput(0, stretch(n, draw(n, "random_uniform", dims),
                                double(high) - low, low, *type));
}

/// 1 with the probability that is the input.
static LogicalResult convertBernoulli(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  FailureOr<Type> type =
      failed(x) ? FailureOr<Type>(failure()) : resultType(n, *x);
  if (failed(type))
    return failure();
  FailureOr<Value> numbers = draw(n, "random_uniform", n.shapeOf(*x));
  if (succeeded(numbers) && !n.elementTypeOf(*x).isF32())
    numbers = n.cast(*numbers, n.elementTypeOf(*x));
  FailureOr<Value> drawn = combine<relax::LessOp>(n, numbers, x);
  return failed(drawn) ? failure() : n.setOutput(0, n.cast(*drawn, *type));
}

/// `sample_size` classes for each row of logarithms of probabilities.
static LogicalResult convertMultinomial(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  if (n.rankOf(*x) != 2)
    return n.error() << "the input must have 2 dimensions, got "
                     << x->getType();
  int64_t samples = n.intAttr("sample_size", 1);
  if (samples < 1)
    return n.attributeError("sample_size")
           << "must be at least 1, got " << samples;
  FailureOr<Type> type = n.elementType(n.intAttr("dtype", 6));
  if (failed(type))
    return failure();
  ExprAttr rows = n.shapeOf(*x)[0], one = n.constant(1);
  FailureOr<ExprAttr> count = n.checked(sym::mul(rows, n.constant(samples)));
  FailureOr<Value> wide =
      n.elementTypeOf(*x).isF32() ? x : n.cast(*x, n.builder.getF32Type());
  FailureOr<Value> odds =
      apply<relax::SoftmaxOp>(n, wide, {indexAttr(n, "axis", -1)});
  if (failed(count) || failed(odds))
    return failure();
  FailureOr<Value> numbers = draw(n, "random_uniform", {*count, one});
  FailureOr<SmallVector<Value>> range = n.symInts({n.constant(0), rows, one});
  if (failed(numbers) || failed(range))
    return failure();
  Type i64 = n.builder.getIntegerType(64);
  FailureOr<Value> row =
      n.create<relax::ArangeOp>(*range, {n.attr("dtype", TypeAttr::get(i64))});
  if (failed(row) || failed(row = n.reshape(*row, {rows, one})) ||
      failed(row = n.broadcastTo(*row, {rows, n.constant(samples)})) ||
      failed(row = n.reshape(*row, {*count, one})))
    return failure();
  FailureOr<Value> drawn = n.create<relax::MultinomialFromUniformOp>(
      {*odds, *numbers, *row}, {n.attr("dtype", TypeAttr::get(*type))});
  return failed(drawn)
             ? failure()
             : n.setOutput(0, n.reshape(*drawn, {rows, n.constant(samples)}));
}

/// Without training the data pass through, and the mask is all true. With it,
/// an element is kept with the probability 1 - ratio and scaled by its inverse;
/// what the run time decides not to train has the ratio 0.
static LogicalResult convertDropout(NodeImporter &n) {
  FailureOr<ImportedValue *> input = n.input(0);
  if (failed(input))
    return failure();
  auto training = n.constantIntegers(2);
  bool isOff = n.opset < 12 || !n.hasInput(2) ||
               (training && training->size() == 1 && !training->front());
  if (isOff && failed(n.setOutput(0, ImportedValue(**input))))
    return failure();
  if (isOff && !n.hasOutput(1))
    return success();
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  Type element = n.elementTypeOf(*x), f32 = n.builder.getF32Type();
  SmallVector<ExprAttr> dims = llvm::to_vector(n.shapeOf(*x));
  if (isOff) {
    FailureOr<Value> one =
        n.scalar(1, n.opset >= 10 ? n.builder.getI1Type() : element);
    return failed(one) ? failure() : n.setOutput(1, n.broadcastTo(*one, dims));
  }
  FailureOr<Value> mode = n.rankedTensor(2);
  FailureOr<Value> ratio =
      n.hasInput(1) ? n.rankedTensor(1) : n.scalar(0.5, f32);
  if (failed(mode) || failed(mode = n.reshape(*mode, {})) || failed(ratio) ||
      failed(ratio = n.reshape(*ratio, {})) ||
      failed(ratio = n.cast(*ratio, f32)))
    return failure();
  ratio = apply(n, "relax.where", {mode, ratio, n.scalar(0, f32)});
  FailureOr<Value> kept =
      apply(n, "relax.greater_equal", {draw(n, "random_uniform", dims), ratio});
  FailureOr<Value> rest = apply(n, "relax.subtract", {n.scalar(1, f32), ratio});
  if (failed(rest) || failed(rest = n.cast(*rest, element)))
    return failure();
  FailureOr<Value> scaled = apply(n, "relax.divide", {x, rest});
  if (failed(n.setOutput(
          0, apply(n, "relax.where", {kept, scaled, n.scalar(0, element)}))))
    return failure();
  return n.setOutput(1, kept);
}

void mlir::onnx::registerRandomConverters(ConverterRegistry &registry) {
  registry.add("", "Dropout", 1, convertDropout);
  registry.add("", "RandomNormal", 1, convertRandom<true, false>);
  registry.add("", "RandomNormalLike", 1, convertRandom<true, true>);
  registry.add("", "RandomUniform", 1, convertRandom<false, false>);
  registry.add("", "RandomUniformLike", 1, convertRandom<false, true>);
  registry.add("", "Bernoulli", 15, convertBernoulli);
  registry.add("", "Multinomial", 7, convertMultinomial);
}
