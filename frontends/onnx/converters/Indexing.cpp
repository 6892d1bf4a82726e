//===- Indexing.cpp - Elements picked by tensors --------------------------===//
//
// Gathers and scatters, choices, and tensors made of few numbers.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Common.h"
#include "frontends/onnx/converters/Converters.h"

#include <cmath>

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

static NamedAttribute axisAttr(NodeImporter &n, int64_t axis) {
  return n.attr("axis", n.builder.getI64IntegerAttr(axis));
}

static LogicalResult convertGather(NodeImporter &n) {
  return n.setOutput(0, apply(n, "relax.take",
                              {n.rankedTensor(0), n.rankedTensor(1)},
                              {axisAttr(n, n.intAttr("axis"))}));
}

static LogicalResult convertGatherElements(NodeImporter &n) {
  return n.setOutput(0, apply(n, "relax.gather_elements",
                              {n.rankedTensor(0), n.rankedTensor(1)},
                              {axisAttr(n, n.intAttr("axis"))}));
}

static LogicalResult convertGatherND(NodeImporter &n) {
  return n.setOutput(
      0, apply(n, "relax.gather_nd", {n.rankedTensor(0), n.rankedTensor(1)},
               {n.attr("batch_dims",
                       n.builder.getI64IntegerAttr(n.intAttr("batch_dims")))}));
}

static LogicalResult convertScatterElements(NodeImporter &n) {
  return n.setOutput(
      0, apply(n, "relax.scatter_elements",
               {n.rankedTensor(0), n.rankedTensor(1), n.rankedTensor(2)},
               {axisAttr(n, n.intAttr("axis")),
                n.attr("reduction", n.builder.getStringAttr(
                                        n.stringAttr("reduction", "none")))}));
}

static LogicalResult convertScatterND(NodeImporter &n) {
  return n.setOutput(
      0, apply(n, "relax.scatter_nd",
               {n.rankedTensor(0), n.rankedTensor(1), n.rankedTensor(2)},
               {n.attr("reduction", n.builder.getStringAttr(
                                        n.stringAttr("reduction", "none")))}));
}

static LogicalResult convertWhere(NodeImporter &n) {
  return n.setOutput(
      0, apply(n, "relax.where",
               {n.rankedTensor(0), n.rankedTensor(1), n.rankedTensor(2)}));
}

/// Indices and the depth may be floating-point numbers.
static LogicalResult convertOneHot(NodeImporter &n) {
  FailureOr<Value> indices = n.rankedTensor(0), values = n.rankedTensor(2);
  if (failed(indices) || failed(values))
    return failure();
  FailureOr<ExprAttr> depth = failure();
  if (std::optional<SmallVector<double>> constant = n.constantFloats(1);
      constant && constant->size() == 1) {
    if (!(std::fabs(constant->front()) < 0x1p53))
      return n.error() << "the depth must be a size";
    depth = n.constant(static_cast<int64_t>(constant->front()));
  } else {
    depth = n.integer(1);
  }
  mlir::Type type = n.elementTypeOf(*indices);
  if (!isa<IntegerType>(type))
    indices = n.cast(*indices, n.builder.getIntegerType(64));
  if (failed(depth) || failed(indices))
    return failure();
  auto element = [&](int64_t at) -> FailureOr<Value> {
    FailureOr<Value> part =
        slice(n, *values, {0}, {n.constant(at)}, {n.constant(at + 1)});
    return failed(part) ? part : n.reshape(*part, {});
  };
  return n.setOutput(0,
                     apply(n, "relax.one_hot",
                           {indices, element(1), element(0), n.symInt(*depth)},
                           {axisAttr(n, n.intAttr("axis", -1))}));
}

static LogicalResult convertConstantOfShape(NodeImporter &n) {
  FailureOr<SmallVector<ExprAttr>> dims = n.integers(0);
  const TensorProto *value = n.tensorAttr("value");
  FailureOr<Value> element =
      value ? n.constantTensor(*value) : n.scalar(0, n.builder.getF32Type());
  if (failed(dims) || failed(element))
    return failure();
  FailureOr<Value> scalar = n.reshape(*element, {});
  return failed(scalar) ? failure()
                        : n.setOutput(0, n.broadcastTo(*scalar, *dims));
}

/// start + i * delta for i in [0, ceil((limit - start) / delta)).
static LogicalResult convertRange(NodeImporter &n) {
  auto dtype = [&](mlir::Type type) {
    return n.attr("dtype", TypeAttr::get(type));
  };
  std::optional<IntegerContents> known = n.knownIntegers(0);
  mlir::Type type;
  if (known) {
    type = known->elementType;
  } else {
    FailureOr<Value> start = n.rankedTensor(0);
    if (failed(start))
      return failure();
    type = n.elementTypeOf(*start);
  }
  if (isa<IntegerType>(type)) {
    FailureOr<ExprAttr> start = n.integer(0), limit = n.integer(1),
                        delta = n.integer(2);
    if (failed(start) || failed(limit) || failed(delta))
      return failure();
    FailureOr<SmallVector<Value>> ints = n.symInts({*start, *limit, *delta});
    return failed(ints) ? failure()
                        : n.setOutput(0, n.createNamed("relax.arange", *ints,
                                                       {dtype(type)}));
  }
  FailureOr<Value> scalars[3];
  for (unsigned i = 0; i != 3; ++i) {
    scalars[i] = n.rankedTensor(i);
    if (failed(scalars[i]) || failed(scalars[i] = n.reshape(*scalars[i], {})))
      return failure();
  }
  auto [start, limit, delta] = scalars;
  FailureOr<Value> length =
      apply(n, "relax.ceil",
            {apply(n, "relax.divide",
                   {apply(n, "relax.subtract", {limit, start}), delta})});
  if (failed(length) ||
      failed(length = n.cast(*length, n.builder.getIntegerType(64))))
    return failure();
  FailureOr<SmallVector<ExprAttr>> count =
      n.readIntegers(*length, "the number of elements");
  FailureOr<ExprAttr> size =
      failed(count) ? FailureOr<ExprAttr>(failure())
                    : n.checked(sym::max(count->front(), n.constant(0)));
  FailureOr<SmallVector<Value>> ints =
      failed(size) ? FailureOr<SmallVector<Value>>(failure())
                   : n.symInts({n.constant(0), *size, n.constant(1)});
  if (failed(ints))
    return failure();
  FailureOr<Value> steps = n.createNamed("relax.arange", *ints, {dtype(type)});
  return n.setOutput(
      0, apply(n, "relax.add",
               {start, apply(n, "relax.multiply", {steps, delta})}));
}

static LogicalResult convertEyeLike(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  if (n.rankOf(*x) != 2)
    return n.error() << "the input must have 2 dimensions, got "
                     << n.rankOf(*x);
  FailureOr<mlir::Type> type = n.elementTypeOf(*x);
  if (n.hasAttr("dtype"))
    type = n.elementType(n.intAttr("dtype"));
  FailureOr<SmallVector<Value>> ints = n.symInts(
      {n.shapeOf(*x)[0], n.shapeOf(*x)[1], n.constant(n.intAttr("k"))});
  if (failed(type) || failed(ints))
    return failure();
  return n.setOutput(0, n.createNamed("relax.eye", *ints,
                                      {n.attr("dtype", TypeAttr::get(*type))}));
}

/// Divides by a power of the mean of squares over neighbouring channels, which
/// a pool over the channels computes.
static LogicalResult convertLRN(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  int64_t size = n.intAttr("size");
  if (size < 1)
    return n.attributeError("size") << "must be at least 1, got " << size;
  if (n.rankOf(*x) < 2)
    return n.error() << "the input must have at least 2 dimensions, got "
                     << n.rankOf(*x);
  ArrayRef<ExprAttr> dims = n.shapeOf(*x);
  FailureOr<ExprAttr> rest = n.product(dims.drop_front(2));
  if (failed(rest))
    return failure();
  auto list = [&](ArrayRef<int64_t> values) {
    return n.builder.getDenseI64ArrayAttr(values);
  };
  FailureOr<Value> squares = apply(n, "relax.multiply", {x, x});
  if (failed(squares))
    return failure();
  FailureOr<Value> means =
      apply(n, "relax.avg_pool2d",
            {n.reshape(*squares, {dims[0], n.constant(1), dims[1], *rest})},
            {n.attr("pool_size", list({size, 1})),
             n.attr("padding", list({(size - 1) / 2, 0, size / 2, 0})),
             n.attr("count_include_pad", n.builder.getUnitAttr())});
  if (failed(means))
    return failure();
  FailureOr<Value> scale =
      withScalar(n, "relax.multiply", n.reshape(*means, dims),
                 n.floatAttr("alpha", 1e-4f));
  scale = withScalar(n, "relax.add", scale, n.floatAttr("bias", 1));
  scale = withScalar(n, "relax.power", scale, n.floatAttr("beta", 0.75f));
  return n.setOutput(0, apply(n, "relax.divide", {x, scale}));
}

void onnx::registerIndexingConverters(ConverterRegistry &registry) {
  registry.add("", "ConstantOfShape", 9, convertConstantOfShape);
  registry.add("", "EyeLike", 9, convertEyeLike);
  registry.add("", "Gather", 1, convertGather);
  registry.add("", "GatherElements", 11, convertGatherElements);
  registry.add("", "GatherND", 11, convertGatherND);
  registry.add("", "LRN", 1, convertLRN);
  registry.add("", "OneHot", 9, convertOneHot);
  registry.add("", "Range", 11, convertRange);
  registry.add("", "Scatter", 9, convertScatterElements);
  registry.add("", "ScatterElements", 11, convertScatterElements);
  registry.add("", "ScatterND", 11, convertScatterND);
  registry.add("", "Where", 9, convertWhere);
}
