//===- IntegerProducts.cpp - Products of quantized numbers ----------------===//
//
// ConvInteger, MatMulInteger and the QLinear forms: zero points are taken off
// in 32 bits, which hold every product of 8-bit integers, and the sums are
// exact.
//
//===----------------------------------------------------------------------===//

#include "frontends/onnx/converters/Converters.h"
#include "frontends/onnx/converters/Support.h"
#include "frontends/onnx/converters/Windows.h"

using namespace mlir;
using namespace mlir::onnx;
using sym::ExprAttr;

/// Input `index` as i32 less the zero point of input `zeroPoint`, if there is
/// one: a scalar, or a vector along dimension `axis` from the front (from the
/// back where negative).
static FailureOr<Value> withoutZeroPoint(NodeImporter &n, unsigned index,
                                         unsigned zeroPoint, int64_t axis);

/// A scalar or a vector with one entry for each place along an axis of a tensor
/// of rank `rank`, for broadcasting.
static FailureOr<Value> alignAlong(NodeImporter &n, FailureOr<Value> vector,
                                   int64_t rank, int64_t axis) {
  if (failed(vector) || n.rankOf(*vector) != 1 || rank == 0)
    return vector;
  SmallVector<ExprAttr> dims(rank, n.constant(1));
  dims[axis < 0 ? axis + rank : axis] = n.shapeOf(*vector).front();
  // One entry is one for all, and any place does.
  return n.reshape(*vector, dims);
}

static FailureOr<Value> withoutZeroPoint(NodeImporter &n, unsigned index,
                                         unsigned zeroPoint, int64_t axis) {
  mlir::Type wide = n.builder.getIntegerType(32);
  FailureOr<Value> x = n.rankedTensor(index);
  if (failed(x))
    return failure();
  if (!isa_and_nonnull<IntegerType>(n.elementTypeOf(*x)))
    return n.error() << "input " << index << " must hold integers, got "
                     << x->getType();
  int64_t rank = n.rankOf(*x);
  FailureOr<Value> result = n.cast(*x, wide);
  if (failed(result) || !n.hasInput(zeroPoint))
    return result;
  FailureOr<Value> zero = n.rankedTensor(zeroPoint);
  if (succeeded(zero))
    zero = n.cast(*zero, wide);
  if (axis < 0 && -axis > rank)
    return combine<relax::SubtractOp>(n, result, zero);
  return combine<relax::SubtractOp>(n, result, alignAlong(n, zero, rank, axis));
}

/// The convolution of input 0 with input `weight`, in 32 bits; their zero
/// points follow at the given inputs.
static FailureOr<Value> convolve(NodeImporter &n, unsigned weight,
                                 unsigned xZero, unsigned wZero) {
  FailureOr<Value> x = withoutZeroPoint(n, 0, xZero, 1),
                   w = withoutZeroPoint(n, weight, wZero, 0);
  if (failed(x) || failed(w))
    return failure();
  if (n.rankOf(*x) != n.rankOf(*w) || n.rankOf(*x) < 3)
    return n.error()
           << "data and weight must have equal ranks of at least 3, got "
           << x->getType() << " and " << w->getType();
  FailureOr<std::string> name = getSpatialName(n, "conv", *x);
  FailureOr<WindowAttributes> window =
      getWindow(n, *x, n.shapeOf(*w).drop_front(2));
  if (failed(name) || failed(window))
    return failure();
  // What is around the data stands for zero: its zero point is gone already.
  FailureOr<Value> padded =
      applyStaticPads(n, *x, *window, n.scalar(0, n.elementTypeOf(*x)));
  if (failed(padded))
    return failure();
  SmallVector<NamedAttribute> attrs = getWindowAttrs(n, *window);
  attrs.push_back(indexAttr(n, "groups", n.intAttr("group", 1)));
  return n.createNamed(*name, {*padded, *w}, attrs);
}

static FailureOr<Value> multiply(NodeImporter &n, unsigned rhs,
                                 unsigned lhsZero, unsigned rhsZero) {
  return combine<relax::MatmulOp>(n, withoutZeroPoint(n, 0, lhsZero, -2),
                                  withoutZeroPoint(n, rhs, rhsZero, -1));
}

/// `sums` as the quantized numbers of the result: times both scales, aligned
/// along their axes, by scale and zero point of the inputs from `result` on.
static LogicalResult setQuantized(NodeImporter &n, FailureOr<Value> sums,
                                  unsigned lhsScale, int64_t lhsAxis,
                                  unsigned rhsScale, int64_t rhsAxis,
                                  unsigned result) {
  if (failed(sums))
    return failure();
  mlir::Type f32 = n.builder.getF32Type();
  int64_t rank = n.rankOf(*sums);
  auto getScale = [&](unsigned index, int64_t axis) -> FailureOr<Value> {
    FailureOr<Value> scale = n.rankedTensor(index);
    if (succeeded(scale))
      scale = n.cast(*scale, f32);
    return axis < 0 && -axis > rank ? scale : alignAlong(n, scale, rank, axis);
  };
  auto getScalar = [&](unsigned index) -> FailureOr<Value> {
    FailureOr<Value> value = n.rankedTensor(index);
    return failed(value) ? value : n.reshape(*value, {});
  };
  FailureOr<Value> numbers = n.cast(*sums, f32);
  FailureOr<Value> factor = combine<relax::MultiplyOp>(
      n, getScale(lhsScale, lhsAxis), getScale(rhsScale, rhsAxis));
  numbers = combine<relax::MultiplyOp>(n, numbers, factor);
  FailureOr<Value> scale = getScalar(result), zero = getScalar(result + 1);
  if (succeeded(scale))
    scale = n.cast(*scale, f32);
  if (failed(numbers) || failed(scale) || failed(zero))
    return failure();
  return n.setOutput(
      0, n.create<relax::QuantizeOp>(
             {*numbers, *scale, *zero},
             {indexAttr(n, "axis", 0),
              n.attr("dtype", TypeAttr::get(n.elementTypeOf(*zero)))}));
}

static LogicalResult convertConvInteger(NodeImporter &n) {
  return n.setOutput(0, convolve(n, 1, 2, 3));
}

static LogicalResult convertMatMulInteger(NodeImporter &n) {
  return n.setOutput(0, multiply(n, 1, 2, 3));
}

static LogicalResult convertQLinearConv(NodeImporter &n) {
  FailureOr<Value> sums = convolve(n, 3, 2, 5);
  if (succeeded(sums) && n.hasInput(8))
    sums = combine<relax::AddOp>(
        n, sums, alignAlong(n, n.rankedTensor(8), n.rankOf(*sums), 1));
  return setQuantized(n, sums, 1, 1, 4, 1, 6);
}

static LogicalResult convertQLinearMatMul(NodeImporter &n) {
  return setQuantized(n, multiply(n, 3, 2, 5), 1, -2, 4, -1, 6);
}

void onnx::registerIntegerProductsConverters(ConverterRegistry &registry) {
  registry.add("", "ConvInteger", 10, convertConvInteger);
  registry.add("", "MatMulInteger", 10, convertMatMulInteger);
  registry.add("", "QLinearConv", 10, convertQLinearConv);
  registry.add("", "QLinearMatMul", 10, convertQLinearMatMul);
}
