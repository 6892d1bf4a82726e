//===- Quantize.cpp - Numbers as integers of few bits ---------------------===//
//
// QuantizeLinear and DequantizeLinear, for a tensor, along an axis, and in
// blocks.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"

using namespace mlir;
using namespace mlir::onnx;

namespace {
struct Parameters {
  /// The attributes `axis` and, of blocks, `block_size`.
  SmallVector<NamedAttribute> attrs(NodeImporter &n, Type dtype) const {
    SmallVector<NamedAttribute> result{indexAttr(n, "axis", axis),
                                       n.attr("dtype", TypeAttr::get(dtype))};
    if (blockSize)
      result.push_back(indexAttr(n, "block_size", blockSize));
    return result;
  }

  Value scale, zeroPoint;
  int64_t axis;
  /// 0 without blocks.
  int64_t blockSize;
};
} // namespace

/// Scale and zero point (`zeroType` where it is missing), each a scalar, a
/// vector along the axis, or with a number for each block along it.
static FailureOr<Parameters> getParameters(NodeImporter &n, Value x,
                                           Type zeroType) {
  int64_t blockSize = n.intAttr("block_size");
  if (blockSize < 0)
    return n.attributeError("block_size")
           << "must not be negative, got " << blockSize;
  int64_t rank = n.rankOf(x);
  FailureOr<Value> scale = n.rankedTensor(1);
  FailureOr<Value> zero =
      n.hasInput(2) ? n.rankedTensor(2) : n.scalar(0, zeroType);
  if (failed(scale) || failed(zero))
    return failure();
  // A vector of one element is a scalar, whatever the axis.
  auto asScalar = [&](FailureOr<Value> value) -> FailureOr<Value> {
    bool isOne =
        n.rankOf(*value) == 1 && n.shapeOf(*value).front().isConstant(1);
    return isOne ? n.reshape(*value, {}) : value;
  };
  scale = asScalar(scale);
  zero = asScalar(zero);
  if (failed(scale) || failed(zero))
    return failure();
  FailureOr<int64_t> axis = 0;
  if (n.rankOf(*scale) != 0 || n.rankOf(*zero) != 0)
    axis = n.normalizeAxis(n.intAttr("axis", 1), rank);
  if (failed(axis))
    return failure();
  return Parameters{*scale, *zero, *axis, blockSize};
}

static LogicalResult convertQuantizeLinear(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  FailureOr<Type> type =
      n.hasAttr("output_dtype") && n.intAttr("output_dtype") != 0
          ? n.elementType(n.intAttr("output_dtype"))
          : FailureOr<Type>(n.builder.getIntegerType(8, /*isSigned=*/false));
  if (failed(type))
    return failure();
  FailureOr<Parameters> parameters = getParameters(n, *x, *type);
  if (failed(parameters))
    return failure();
  if (n.hasInput(2))
    type = n.elementTypeOf(parameters->zeroPoint);
  if (!isa<IntegerType>(*type))
    return n.error() << "quantization to " << *type << " is not supported";
  if (isa<IntegerType>(n.elementTypeOf(*x)) &&
      failed(x = n.cast(*x, n.elementTypeOf(parameters->scale))))
    return failure();
  return n.setOutput(0, n.create<relax::QuantizeOp>(
                            {*x, parameters->scale, parameters->zeroPoint},
                            parameters->attrs(n, *type)));
}

static LogicalResult convertDequantizeLinear(NodeImporter &n) {
  FailureOr<Value> x = n.rankedTensor(0);
  if (failed(x))
    return failure();
  if (!isa<IntegerType>(n.elementTypeOf(*x)))
    return n.error() << "dequantization of " << n.elementTypeOf(*x)
                     << " is not supported";
  FailureOr<Parameters> parameters = getParameters(n, *x, n.elementTypeOf(*x));
  if (failed(parameters))
    return failure();
  Type type = n.elementTypeOf(parameters->scale);
  return n.setOutput(0, n.create<relax::DequantizeOp>(
                            {*x, parameters->scale, parameters->zeroPoint},
                            parameters->attrs(n, type)));
}

void mlir::onnx::registerQuantizeConverters(ConverterRegistry &registry) {
  registry.add("", "QuantizeLinear", 10, convertQuantizeLinear);
  registry.add("", "DequantizeLinear", 10, convertDequantizeLinear);
}
