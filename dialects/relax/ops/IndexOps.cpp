//===- IndexOps.cpp - operators that pick elements ------------------------===//
//
// The rules of operators that read or write at indices.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/IndexOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/DimMath.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/IndexOps.cpp.inc"

void mlir::relax::registerIndexOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/IndexOps.cpp.inc"
      >();
}

/// Checks a tensor of indices.
static LogicalResult checkIndices(Deduction &deduction, RelaxTensor type) {
  Type element = type.getElementType();
  if (!element) {
    deduction.addUnknownCondition();
    return success();
  }
  if (!isa<IntegerType>(element) || element.isInteger(1))
    return deduction.fail("element type of 'indices' must be an integer type other than bool, got ", element);
  return success();
}

/// The type that has the element type of `lhs` and the device of both.
static FailureOr<RelaxTensor> onDeviceOf(Deduction &deduction, RelaxTensor lhs, RelaxTensor other) {
  RelaxTensor alike = RelaxTensor::getUnranked(lhs.getContext(), lhs.getElementType(), other.getDevice());
  return combineOperands(deduction, lhs, alike, std::nullopt);
}

/// The number of elements, null where it is unknown or beyond the limits.
static Dim countOf(DimMath &math, ArrayRef<Dim> shape) {
  Dim count = math.constant(1);
  for (Dim dim : shape)
    count = dim && dim.isConstant(0) ? dim : math.mul(count, dim);
  return count;
}

static LogicalResult checkReduction(const Deduction &deduction, StringRef reduction) {
  if (llvm::is_contained({"none", "add", "mul", "min", "max"}, reduction))
    return success();
  return deduction.fail("'reduction' must be none, add, mul, min or max, got ", reduction);
}

//===----------------------------------------------------------------------===//
// TakeOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> TakeOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> indices = getTensorOperand(deduction, adaptor.getIndices(), "indices");
  if (failed(x) || failed(indices) || failed(checkIndices(deduction, *indices)))
    return failure();
  FailureOr<RelaxTensor> result = onDeviceOf(deduction, *x, *indices);
  if (failed(result))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *result;
  }
  int64_t rank = x->getShape().size();
  if (!adaptor.getAxis() && rank != 1)
    return deduction.fail("rank of 'x' must be 1 without 'axis', got ", rank);
  FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis().value_or(0), rank);
  if (failed(axis))
    return failure();
  DimMath math(deduction.getContext());
  Dim count = indices->hasRank() ? countOf(math, indices->getShape()) : Dim();
  if (failed(requireIndexable(deduction, x->getShape()[*axis], count, "dimension " + Twine(*axis) + " of 'x'")))
    return failure();
  if (!indices->hasRank()) {
    deduction.addUnknownCondition();
    return *result;
  }
  SmallVector<Dim> shape(x->getShape().take_front(*axis));
  llvm::append_range(shape, indices->getShape());
  llvm::append_range(shape, x->getShape().drop_front(*axis + 1));
  return result->cloneWithShape(shape);
}

//===----------------------------------------------------------------------===//
// StridedSliceOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> StridedSliceOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<SmallVector<Dim>> begin = getIntOperands(deduction, adaptor.getBegin(), "begin");
  FailureOr<SmallVector<Dim>> end = getIntOperands(deduction, adaptor.getEnd(), "end");
  FailureOr<SmallVector<Dim>> strides = getIntOperands(deduction, adaptor.getStrides(), "strides");
  if (failed(x) || failed(begin) || failed(end) || failed(strides))
    return failure();
  size_t count = adaptor.getAxes().size();
  if (begin->size() != count)
    return deduction.fail("'begin' must have one entry for each axis, got ", begin->size(), " for ", count);
  if (end->size() != count)
    return deduction.fail("'end' must have one entry for each axis, got ", end->size(), " for ", count);
  if (!strides->empty() && strides->size() != count)
    return deduction.fail("'strides' must have one entry for each axis, got ", strides->size(), " for ", count);
  DimMath math(deduction.getContext());
  Dim zero = math.constant(0), one = math.constant(1);
  strides->resize(count, one);
  for (Dim stride : *strides) {
    if (stride.isConstant(0))
      return deduction.fail("stride must not be 0, got ", stride.str());
    Dim isZero = math.select(sym::Comparison::eq, stride, zero, one, zero);
    if (isZero && isZero != zero)
      deduction.addCondition(isZero, zero, "whether a stride is 0");
  }
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *x;
  }
  FailureOr<SmallVector<int64_t>> axes = normalizeAxes(deduction, adaptor.getAxes(), x->getShape().size());
  if (failed(axes))
    return failure();
  SmallVector<Dim> shape(x->getShape());
  for (auto [i, axis] : llvm::enumerate(*axes))
    shape[axis] = resolveSlice(math, shape[axis], (*begin)[i], (*end)[i], (*strides)[i]).length;
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return x->cloneWithShape(shape);
}

//===----------------------------------------------------------------------===//
// GatherElementsOp and ScatterElementsOp
//===----------------------------------------------------------------------===//

/// Checks the shapes of indices that go one by one into `axis` of `x`.
static LogicalResult checkElementIndices(Deduction &deduction, RelaxTensor x, RelaxTensor indices, int64_t axis) {
  if (x.hasRank() && indices.hasRank() && x.getShape().size() != indices.getShape().size())
    return deduction.fail("ranks of 'x' and 'indices' must be equal, got ", x.getShape().size(), " and ",
                          indices.getShape().size());
  RelaxTensor ranked = x.hasRank() ? x : indices;
  if (ranked.hasRank()) {
    FailureOr<int64_t> normalized = normalizeAxis(deduction, axis, ranked.getShape().size());
    if (failed(normalized))
      return failure();
    axis = *normalized;
  }
  if (!x.hasRank() || !indices.hasRank()) {
    deduction.addUnknownCondition();
    return success();
  }
  for (auto [i, dims] : llvm::enumerate(llvm::zip_equal(indices.getShape(), x.getShape()))) {
    auto [index, size] = dims;
    if (static_cast<int64_t>(i) != axis &&
        failed(requireAtMost(deduction, index, size, "dimension " + Twine(i) + " of 'indices'")))
      return failure();
  }
  DimMath math(deduction.getContext());
  return requireIndexable(deduction, x.getShape()[axis], countOf(math, indices.getShape()),
                          "dimension " + Twine(axis) + " of 'x'");
}

FailureOr<RelaxTensor> GatherElementsOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> indices = getTensorOperand(deduction, adaptor.getIndices(), "indices");
  if (failed(x) || failed(indices) || failed(checkIndices(deduction, *indices)))
    return failure();
  FailureOr<RelaxTensor> result = onDeviceOf(deduction, *x, *indices);
  if (failed(result) || failed(checkElementIndices(deduction, *x, *indices, adaptor.getAxis())))
    return failure();
  return indices->hasRank() ? result->cloneWithShape(indices->getShape()) : withoutRank(*result);
}

/// Checks that two shapes are equal.
static LogicalResult checkEqualShapes(Deduction &deduction, ArrayRef<Dim> expected, ArrayRef<Dim> actual) {
  if (expected.size() != actual.size())
    return deduction.fail("shape of 'updates' must be ", toString(expected), ", got ", toString(actual));
  for (auto [i, dims] : llvm::enumerate(llvm::zip_equal(expected, actual)))
    if (failed(unifyDims(deduction, std::get<0>(dims), std::get<1>(dims),
                         "dimension " + Twine(i) + " of 'updates' and what the indices ask for")))
      return failure();
  return success();
}

FailureOr<RelaxTensor> ScatterElementsOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> indices = getTensorOperand(deduction, adaptor.getIndices(), "indices");
  FailureOr<RelaxTensor> updates = getTensorOperand(deduction, adaptor.getUpdates(), "updates");
  if (failed(x) || failed(indices) || failed(updates) || failed(checkIndices(deduction, *indices)) ||
      failed(checkReduction(deduction, adaptor.getReduction())))
    return failure();
  FailureOr<RelaxTensor> result = combineOperands(deduction, *x, *updates, std::nullopt);
  if (succeeded(result))
    result = onDeviceOf(deduction, *result, *indices);
  if (failed(result) || failed(checkElementIndices(deduction, *x, *indices, adaptor.getAxis())))
    return failure();
  if (!updates->hasRank() || !indices->hasRank())
    deduction.addUnknownCondition();
  else if (failed(checkEqualShapes(deduction, indices->getShape(), updates->getShape())))
    return failure();
  return x->hasRank() ? result->cloneWithShape(x->getShape()) : *result;
}

//===----------------------------------------------------------------------===//
// GatherNDOp and ScatterNDOp
//===----------------------------------------------------------------------===//

/// The length of the tuples of `indices` into `x` after `batch` dimensions, checked; -1 where it is unknown.
static FailureOr<int64_t> getTupleLength(Deduction &deduction, RelaxTensor x, RelaxTensor indices, int64_t batch) {
  if (indices.hasRank() && indices.getShape().empty())
    return deduction.fail("rank of 'indices' must be at least 1, got 0");
  if (!x.hasRank() || !indices.hasRank()) {
    deduction.addUnknownCondition();
    return -1;
  }
  Dim last = indices.getShape().back();
  if (!last || !last.isConstant())
    return deduction.fail("last dimension of 'indices' must be a constant, got ", toString(last));
  int64_t length = *last.getConstantValue(), limit = static_cast<int64_t>(x.getShape().size()) - batch;
  if (length < 0 || length > limit)
    return deduction.fail("last dimension of 'indices' must be at most ", limit, ", got ", length);
  DimMath math(deduction.getContext());
  Dim count = countOf(math, indices.getShape().drop_back());
  for (int64_t axis = batch; axis < batch + length; ++axis)
    if (failed(requireIndexable(deduction, x.getShape()[axis], count, "dimension " + Twine(axis) + " of 'x'")))
      return failure();
  return length;
}

FailureOr<RelaxTensor> GatherNDOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> indices = getTensorOperand(deduction, adaptor.getIndices(), "indices");
  if (failed(x) || failed(indices) || failed(checkIndices(deduction, *indices)))
    return failure();
  int64_t batch = adaptor.getBatchDims();
  if (batch < 0)
    return deduction.fail("'batch_dims' must not be negative, got ", batch);
  for (RelaxTensor type : {*x, *indices})
    if (type.hasRank() && batch != 0 && batch >= static_cast<int64_t>(type.getShape().size()))
      return deduction.fail("'batch_dims' must be less than both ranks, got ", batch, " for rank ",
                            type.getShape().size());
  FailureOr<int64_t> length = getTupleLength(deduction, *x, *indices, batch);
  FailureOr<RelaxTensor> result = onDeviceOf(deduction, *x, *indices);
  if (failed(length) || failed(result))
    return failure();
  if (*length < 0)
    return withoutRank(*result);
  SmallVector<Dim> shape;
  for (int64_t i = 0; i < batch; ++i) {
    FailureOr<Dim> dim = unifyDims(deduction, x->getShape()[i], indices->getShape()[i],
                                   "dimension " + Twine(i) + " of 'x' and 'indices'");
    if (failed(dim))
      return failure();
    shape.push_back(*dim);
  }
  llvm::append_range(shape, indices->getShape().drop_front(batch).drop_back());
  llvm::append_range(shape, x->getShape().drop_front(batch + *length));
  return result->cloneWithShape(shape);
}

FailureOr<RelaxTensor> ScatterNDOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> indices = getTensorOperand(deduction, adaptor.getIndices(), "indices");
  FailureOr<RelaxTensor> updates = getTensorOperand(deduction, adaptor.getUpdates(), "updates");
  if (failed(x) || failed(indices) || failed(updates) || failed(checkIndices(deduction, *indices)) ||
      failed(checkReduction(deduction, adaptor.getReduction())))
    return failure();
  FailureOr<int64_t> length = getTupleLength(deduction, *x, *indices, 0);
  FailureOr<RelaxTensor> result = combineOperands(deduction, *x, *updates, std::nullopt);
  if (succeeded(result))
    result = onDeviceOf(deduction, *result, *indices);
  if (failed(length) || failed(result))
    return failure();
  if (!updates->hasRank()) {
    deduction.addUnknownCondition();
  } else if (*length >= 0) {
    SmallVector<Dim> shape(indices->getShape().drop_back());
    llvm::append_range(shape, x->getShape().drop_front(*length));
    if (failed(checkEqualShapes(deduction, shape, updates->getShape())))
      return failure();
  }
  return x->hasRank() ? result->cloneWithShape(x->getShape()) : *result;
}

//===----------------------------------------------------------------------===//
// IndexTensorOp and IndexPutOp
//===----------------------------------------------------------------------===//

/// The type of `x[indices...]`.
static FailureOr<RelaxTensor> deduceIndexed(Deduction &deduction, Value operand, ValueRange indices) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, operand, "x");
  if (failed(x))
    return failure();
  if (indices.empty())
    return deduction.fail("there must be at least one tensor of indices, got 0");
  if (x->hasRank() && indices.size() > x->getShape().size())
    return deduction.fail("number of tensors of indices must be at most the rank of 'x', got ", indices.size(),
                          " and ", x->getShape().size());
  RelaxTensor result = *x;
  std::optional<SmallVector<Dim>> common = SmallVector<Dim>();
  for (Value index : indices) {
    FailureOr<RelaxTensor> type = getTensorOperand(deduction, index, "indices");
    if (failed(type) || failed(checkIndices(deduction, *type)))
      return failure();
    FailureOr<RelaxTensor> joined = onDeviceOf(deduction, result, *type);
    if (failed(joined))
      return failure();
    result = *joined;
    if (!common || !type->hasRank()) {
      common.reset();
      continue;
    }
    FailureOr<SmallVector<Dim>> shape = broadcastShapes(deduction, *common, type->getShape());
    if (failed(shape))
      return failure();
    common = std::move(*shape);
  }
  if (!x->hasRank() || !common) {
    deduction.addUnknownCondition();
    return withoutRank(result);
  }
  DimMath math(deduction.getContext());
  Dim count = countOf(math, *common);
  for (size_t axis = 0; axis < indices.size(); ++axis)
    if (failed(requireIndexable(deduction, x->getShape()[axis], count, "dimension " + Twine(axis) + " of 'x'")))
      return failure();
  llvm::append_range(*common, x->getShape().drop_front(indices.size()));
  return result.cloneWithShape(*common);
}

FailureOr<RelaxTensor> IndexTensorOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  return deduceIndexed(deduction, adaptor.getX(), adaptor.getIndices());
}

FailureOr<RelaxTensor> IndexPutOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> chosen = deduceIndexed(deduction, adaptor.getX(), adaptor.getIndices());
  FailureOr<RelaxTensor> values = getTensorOperand(deduction, adaptor.getValues(), "values");
  if (failed(chosen) || failed(values))
    return failure();
  FailureOr<RelaxTensor> result = combineOperands(deduction, *chosen, *values, std::nullopt);
  if (failed(result))
    return failure();
  if (!chosen->hasRank() || !values->hasRank())
    deduction.addUnknownCondition();
  else if (failed(checkBroadcastTo(deduction, values->getShape(), chosen->getShape())))
    return failure();
  auto x = cast<RelaxTensor>(adaptor.getX().getType());
  return x.hasRank() ? result->cloneWithShape(x.getShape()) : *result;
}

//===----------------------------------------------------------------------===//
// SliceScatterOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> SliceScatterOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> src = getTensorOperand(deduction, adaptor.getSrc(), "src");
  FailureOr<Dim> begin = getIntOperand(deduction, adaptor.getBegin(), "begin");
  FailureOr<Dim> end = getIntOperand(deduction, adaptor.getEnd(), "end");
  FailureOr<Dim> stride = getIntOperand(deduction, adaptor.getStride(), "stride");
  if (failed(x) || failed(src) || failed(begin) || failed(end) || failed(stride) ||
      failed(requireAtLeast(deduction, *stride, 1, "stride")))
    return failure();
  FailureOr<RelaxTensor> result = combineOperands(deduction, *x, *src, std::nullopt);
  if (failed(result))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *result;
  }
  FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis(), x->getShape().size());
  if (failed(axis))
    return failure();
  DimMath math(deduction.getContext());
  SmallVector<Dim> slice(x->getShape());
  slice[*axis] = resolveSlice(math, slice[*axis], *begin, *end, *stride).length;
  if (failed(math.check(deduction, "size of the slice")))
    return failure();
  if (!src->hasRank()) {
    deduction.addUnknownCondition();
    return result->cloneWithShape(x->getShape());
  }
  if (src->getShape().size() != slice.size())
    return deduction.fail("shape of 'src' must be ", toString(slice), ", got ", toString(src->getShape()));
  for (auto [i, dims] : llvm::enumerate(llvm::zip_equal(slice, src->getShape())))
    if (failed(unifyDims(deduction, std::get<0>(dims), std::get<1>(dims),
                         "dimension " + Twine(i) + " of the slice and of 'src'")))
      return failure();
  return result->cloneWithShape(x->getShape());
}

//===----------------------------------------------------------------------===//
// BucketizeOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> BucketizeOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> boundaries = getTensorOperand(deduction, adaptor.getBoundaries(), "boundaries");
  if (failed(x) || failed(boundaries))
    return failure();
  Type dtype = adaptor.getDtype();
  if (!dtype.isSignlessInteger(32) && !dtype.isSignlessInteger(64))
    return deduction.fail("'dtype' must be i32 or i64, got ", dtype);
  if (!boundaries->hasRank())
    deduction.addUnknownCondition();
  else if (boundaries->getShape().size() != 1)
    return deduction.fail("rank of 'boundaries' must be 1, got ", boundaries->getShape().size());
  FailureOr<RelaxTensor> both = combineOperands(deduction, *x, *boundaries, std::nullopt);
  if (failed(both) || failed(checkElementKind(deduction, *both, ElementKind::Numeric)))
    return failure();
  RelaxTensor result = x->hasRank() ? both->cloneWithShape(x->getShape()) : *both;
  return result.cloneWithElementType(dtype);
}

//===----------------------------------------------------------------------===//
// WhereOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> WhereOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> condition = getTensorOperand(deduction, adaptor.getCondition(), "condition");
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> y = getTensorOperand(deduction, adaptor.getY(), "y");
  if (failed(condition) || failed(x) || failed(y))
    return failure();
  Type element = condition->getElementType();
  if (element && !element.isInteger(1))
    return deduction.fail("element type of 'condition' must be i1, got ", element);
  if (!element)
    deduction.addUnknownCondition();
  FailureOr<RelaxTensor> result = combineOperands(deduction, *x, *y, std::nullopt);
  if (succeeded(result))
    result = onDeviceOf(deduction, *result, *condition);
  if (failed(result))
    return failure();
  if (!condition->hasRank() || !x->hasRank() || !y->hasRank()) {
    deduction.addUnknownCondition();
    return *result;
  }
  FailureOr<SmallVector<Dim>> shape = broadcastShapes(deduction, x->getShape(), y->getShape());
  if (succeeded(shape))
    shape = broadcastShapes(deduction, condition->getShape(), *shape);
  if (failed(shape))
    return failure();
  return result->cloneWithShape(*shape);
}
