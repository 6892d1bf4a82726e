//===- RearrangeOps.cpp - operators that arrange anew ---------------------===//
//
// The rules and folders of operators whose elements move by shapes and integers alone.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/RearrangeOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/DimMath.h"
#include "dialects/relax/ops/LayoutMap.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/RearrangeOps.cpp.inc"

void mlir::relax::registerRearrangeOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/RearrangeOps.cpp.inc"
      >();
}

/// Checks that tensors are alike in element type and device, and in rank where known. Returns element type and device, and
/// in `ranked` one of known rank, if any.
static FailureOr<RelaxTensor> combineTensors(Deduction &deduction, ValueRange tensors, StringRef name,
                                             SmallVectorImpl<RelaxTensor> &types, RelaxTensor &ranked) {
  if (tensors.empty())
    return deduction.fail("there must be at least one tensor, got 0");
  RelaxTensor combined;
  for (Value tensor : tensors) {
    FailureOr<RelaxTensor> type = getTensorOperand(deduction, tensor, name);
    if (failed(type))
      return failure();
    types.push_back(*type);
    if (type->hasRank()) {
      if (ranked && ranked.getShape().size() != type->getShape().size())
        return deduction.fail("ranks must be equal, got ", ranked.getShape().size(), " and ", type->getShape().size());
      if (!ranked)
        ranked = *type;
    } else {
      deduction.addUnknownCondition();
    }
    FailureOr<RelaxTensor> both = combined ? combineOperands(deduction, combined, *type, std::nullopt) : *type;
    if (failed(both))
      return failure();
    combined = *both;
  }
  return withoutRank(combined);
}

/// Checks a tensor that holds one element, if its rank is known.
static LogicalResult checkScalar(Deduction &deduction, RelaxTensor type, StringRef name) {
  if (!type.hasRank()) {
    deduction.addUnknownCondition();
    return success();
  }
  if (!type.getShape().empty())
    return deduction.fail("rank of '", name, "' must be 0, got ", type.getShape().size());
  return success();
}

static LogicalResult checkIntegerElements(Deduction &deduction, RelaxTensor type, StringRef name) {
  Type element = type.getElementType();
  if (!element)
    deduction.addUnknownCondition();
  else if (!isa<IntegerType>(element) || element.isInteger(1))
    return deduction.fail("element type of '", name, "' must be an integer type other than bool, got ", element);
  return success();
}

/// `type` on the device of `other` as well.
static FailureOr<RelaxTensor> onDeviceOf(Deduction &deduction, RelaxTensor type, RelaxTensor other) {
  RelaxTensor alike = RelaxTensor::getUnranked(type.getContext(), type.getElementType(), other.getDevice());
  return combineOperands(deduction, type, alike, std::nullopt);
}

//===----------------------------------------------------------------------===//
// ExpandDimsOp and SqueezeOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> ExpandDimsOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(x))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *x;
  }
  int64_t rank = x->getShape().size() + adaptor.getAxis().size();
  FailureOr<SmallVector<int64_t>> axes = normalizeAxes(deduction, adaptor.getAxis(), rank);
  if (failed(axes))
    return failure();
  llvm::SmallBitVector isNew(rank);
  for (int64_t axis : *axes)
    isNew.set(axis);
  SmallVector<Dim> shape;
  const Dim *next = x->getShape().begin();
  for (int64_t axis = 0; axis < rank; ++axis)
    shape.push_back(isNew.test(axis) ? Dim::getConstant(deduction.getContext(), 1) : *next++);
  return x->cloneWithShape(shape);
}

SmallVector<OpOperand *> ExpandDimsOp::getAliasedOperands(unsigned) { return {&getXMutable()}; }

FailureOr<RelaxTensor> SqueezeOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(x))
    return failure();
  std::optional<ArrayRef<int64_t>> axis = adaptor.getAxis();
  if (!x->hasRank()) {
    if (axis)
      deduction.addUnknownCondition();
    return *x;
  }
  ArrayRef<Dim> from = x->getShape();
  SmallVector<Dim> shape;
  if (!axis) {
    for (Dim dim : from) {
      // It may be 1 or not: nobody knows how many dimensions are left.
      if (!dim || !dim.isConstant())
        return withoutRank(*x);
      if (!dim.isConstant(1))
        shape.push_back(dim);
    }
    return x->cloneWithShape(shape);
  }
  FailureOr<SmallVector<int64_t>> axes = normalizeAxes(deduction, *axis, from.size());
  if (failed(axes))
    return failure();
  llvm::SmallBitVector isGone(from.size());
  for (int64_t gone : *axes) {
    isGone.set(gone);
    if (failed(unifyDims(deduction, from[gone], Dim::getConstant(deduction.getContext(), 1),
                         "dimension " + Twine(gone) + " and 1")))
      return failure();
  }
  for (auto [i, dim] : llvm::enumerate(from))
    if (!isGone.test(i))
      shape.push_back(dim);
  return x->cloneWithShape(shape);
}

SmallVector<OpOperand *> SqueezeOp::getAliasedOperands(unsigned) { return {&getXMutable()}; }

//===----------------------------------------------------------------------===//
// StackOp and SplitOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> StackOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  SmallVector<RelaxTensor> types;
  RelaxTensor ranked;
  FailureOr<RelaxTensor> combined = combineTensors(deduction, adaptor.getTensors(), "tensors", types, ranked);
  if (failed(combined))
    return failure();
  if (!ranked)
    return *combined;
  FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis(), ranked.getShape().size() + 1);
  if (failed(axis))
    return failure();
  SmallVector<Dim> shape;
  for (auto [k, type] : llvm::enumerate(types)) {
    if (!type.hasRank())
      continue;
    if (shape.empty()) {
      llvm::append_range(shape, type.getShape());
      continue;
    }
    for (auto [i, dim] : llvm::enumerate(type.getShape())) {
      FailureOr<Dim> unified =
          unifyDims(deduction, shape[i], dim, "dimension " + Twine(i) + " of operands 0 and " + Twine(k));
      if (failed(unified))
        return failure();
      shape[i] = *unified;
    }
  }
  shape.insert(shape.begin() + *axis, Dim::getConstant(deduction.getContext(), types.size()));
  return combined->cloneWithShape(shape);
}

LogicalResult SplitOp::deduceResults(Adaptor adaptor, Deduction &deduction, SmallVectorImpl<RelaxTensor> &results) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<SmallVector<Dim>> sizes = getIntOperands(deduction, adaptor.getSizes(), "sizes");
  if (failed(x) || failed(sizes))
    return failure();
  if (sizes->empty())
    return deduction.fail("there must be at least one size, got 0");
  DimMath math(deduction.getContext());
  Dim sum = math.constant(0);
  for (auto [i, size] : llvm::enumerate(*sizes)) {
    if (failed(requireAtLeast(deduction, size, 0, "size " + Twine(i))))
      return failure();
    sum = math.add(sum, size);
  }
  if (failed(math.check(deduction, "sum of the sizes")))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    results.append(sizes->size(), *x);
    return success();
  }
  FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis(), x->getShape().size());
  if (failed(axis) || failed(unifyDims(deduction, sum, x->getShape()[*axis],
                                       "sum of the sizes and dimension " + Twine(*axis))))
    return failure();
  SmallVector<Dim> shape(x->getShape());
  for (Dim size : *sizes) {
    shape[*axis] = size;
    results.push_back(x->cloneWithShape(shape));
  }
  return success();
}

//===----------------------------------------------------------------------===//
// FlipOp, RepeatOp and TileOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> FlipOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(x))
    return failure();
  if (!x->hasRank())
    deduction.addUnknownCondition();
  else if (failed(normalizeAxis(deduction, adaptor.getAxis(), x->getShape().size())))
    return failure();
  return *x;
}

FailureOr<RelaxTensor> RepeatOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<Dim> repeats = getIntOperand(deduction, adaptor.getRepeats(), "repeats");
  if (failed(x) || failed(repeats) || failed(requireAtLeast(deduction, *repeats, 0, "'repeats'")))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *x;
  }
  SmallVector<Dim> shape(x->getShape());
  if (!adaptor.getAxis() && shape.size() != 1)
    return deduction.fail("rank of 'x' must be 1 without 'axis', got ", shape.size());
  FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis().value_or(0), shape.size());
  if (failed(axis))
    return failure();
  DimMath math(deduction.getContext());
  shape[*axis] = math.mul(shape[*axis], *repeats);
  if (failed(math.check(deduction, "size of the result")))
    return failure();
  return x->cloneWithShape(shape);
}

FailureOr<RelaxTensor> TileOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<SmallVector<Dim>> repeats = getIntOperands(deduction, adaptor.getRepeats(), "repeats");
  if (failed(x) || failed(repeats))
    return failure();
  for (auto [i, count] : llvm::enumerate(*repeats))
    if (failed(requireAtLeast(deduction, count, 0, "entry " + Twine(i) + " of 'repeats'")))
      return failure();
  if (!x->hasRank())
    return *x;
  DimMath math(deduction.getContext());
  ArrayRef<Dim> from = x->getShape();
  SmallVector<Dim> shape(std::max(from.size(), repeats->size()), math.constant(1));
  llvm::copy(from, shape.end() - from.size());
  for (auto [dim, count] : llvm::zip_equal(MutableArrayRef<Dim>(shape).take_back(repeats->size()), *repeats))
    dim = math.mul(dim, count);
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return x->cloneWithShape(shape);
}

//===----------------------------------------------------------------------===//
// PadOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> PadOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<SmallVector<Dim>> widths = getIntOperands(deduction, adaptor.getPadWidth(), "pad_width");
  if (failed(x) || failed(widths))
    return failure();
  StringRef mode = adaptor.getMode();
  if (!llvm::is_contained({"constant", "reflect", "edge", "circular"}, mode))
    return deduction.fail("'mode' must be constant, reflect, edge or circular, got ", mode);
  RelaxTensor result = *x;
  if (adaptor.getPadValue()) {
    if (mode != "constant")
      return deduction.fail("'pad_value' must be given in mode constant only, got mode ", mode);
    FailureOr<RelaxTensor> value = getTensorOperand(deduction, adaptor.getPadValue(), "pad_value");
    if (failed(value) || failed(checkScalar(deduction, *value, "pad_value")))
      return failure();
    FailureOr<RelaxTensor> both = combineOperands(deduction, *x, *value, std::nullopt);
    if (failed(both))
      return failure();
    result = *both;
  }
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return result;
  }
  SmallVector<Dim> shape(x->getShape());
  if (widths->size() != 2 * shape.size())
    return deduction.fail("'pad_width' must have two entries for each dimension, got ", widths->size(), " for rank ",
                          shape.size());
  DimMath math(deduction.getContext());
  for (auto [axis, dim] : llvm::enumerate(shape)) {
    Dim before = (*widths)[2 * axis], after = (*widths)[2 * axis + 1];
    if (before.isConstant(0) && after.isConstant(0))
      continue;
    std::string name = "dimension " + std::to_string(axis);
    if (mode != "constant" && failed(requireAtLeast(deduction, dim, 1, name)))
      return failure();
    dim = math.add(math.add(before, dim), after);
    auto mayShrink = [](Dim width) { return !width.isConstant() || *width.getConstantValue() < 0; };
    if ((mayShrink(before) || mayShrink(after)) && !math.isTooLarge() &&
        failed(requireAtLeast(deduction, dim, 0, name + " of the result")))
      return failure();
  }
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return result.cloneWithShape(shape);
}

//===----------------------------------------------------------------------===//
// OneHotOp and MeshgridOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> OneHotOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> indices = getTensorOperand(deduction, adaptor.getIndices(), "indices");
  FailureOr<RelaxTensor> on = getTensorOperand(deduction, adaptor.getOnValue(), "on_value");
  FailureOr<RelaxTensor> off = getTensorOperand(deduction, adaptor.getOffValue(), "off_value");
  FailureOr<Dim> depth = getIntOperand(deduction, adaptor.getDepth(), "depth");
  if (failed(indices) || failed(on) || failed(off) || failed(depth) ||
      failed(checkIntegerElements(deduction, *indices, "indices")) ||
      failed(checkScalar(deduction, *on, "on_value")) || failed(checkScalar(deduction, *off, "off_value")) ||
      failed(requireAtLeast(deduction, *depth, 0, "'depth'")))
    return failure();
  FailureOr<RelaxTensor> result = combineOperands(deduction, *on, *off, std::nullopt);
  if (succeeded(result))
    result = onDeviceOf(deduction, *result, *indices);
  if (failed(result))
    return failure();
  if (!indices->hasRank()) {
    deduction.addUnknownCondition();
    return *result;
  }
  SmallVector<Dim> shape(indices->getShape());
  FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis(), shape.size() + 1);
  if (failed(axis))
    return failure();
  shape.insert(shape.begin() + *axis, *depth);
  return result->cloneWithShape(shape);
}

LogicalResult MeshgridOp::deduceResults(Adaptor adaptor, Deduction &deduction,
                                        SmallVectorImpl<RelaxTensor> &results) {
  StringRef indexing = adaptor.getIndexing();
  if (indexing != "ij" && indexing != "xy")
    return deduction.fail("'indexing' must be ij or xy, got ", indexing);
  SmallVector<RelaxTensor> types;
  RelaxTensor ranked;
  FailureOr<RelaxTensor> combined = combineTensors(deduction, adaptor.getTensors(), "tensors", types, ranked);
  if (failed(combined))
    return failure();
  if (ranked && ranked.getShape().size() != 1)
    return deduction.fail("rank of each tensor must be 1, got ", ranked.getShape().size());
  SmallVector<Dim> shape;
  for (RelaxTensor type : types)
    shape.push_back(type.hasRank() ? type.getShape().front() : Dim());
  if (indexing == "xy" && shape.size() > 1)
    std::swap(shape[0], shape[1]);
  results.append(types.size(), combined->cloneWithShape(shape));
  return success();
}

//===----------------------------------------------------------------------===//
// ReverseSequenceOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> ReverseSequenceOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> lengths = getTensorOperand(deduction, adaptor.getLengths(), "lengths");
  if (failed(x) || failed(lengths) || failed(checkIntegerElements(deduction, *lengths, "lengths")))
    return failure();
  FailureOr<RelaxTensor> result = onDeviceOf(deduction, *x, *lengths);
  if (failed(result))
    return failure();
  if (lengths->hasRank() && lengths->getShape().size() != 1)
    return deduction.fail("rank of 'lengths' must be 1, got ", lengths->getShape().size());
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *result;
  }
  int64_t rank = x->getShape().size();
  FailureOr<SmallVector<int64_t>> axes =
      normalizeAxes(deduction, {static_cast<int64_t>(adaptor.getBatchAxis()), static_cast<int64_t>(adaptor.getSeqAxis())},
                    rank);
  if (failed(axes))
    return failure();
  if (!lengths->hasRank())
    deduction.addUnknownCondition();
  else if (failed(unifyDims(deduction, lengths->getShape().front(), x->getShape()[axes->front()],
                            "number of lengths and dimension " + Twine(axes->front()))))
    return failure();
  return result->cloneWithShape(x->getShape());
}

//===----------------------------------------------------------------------===//
// PixelShuffleOp and BatchFlattenOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> PixelShuffleOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  auto factor = static_cast<int64_t>(adaptor.getFactor());
  if (failed(x))
    return failure();
  // The square has to be a number.
  if (factor < 1 || factor > (int64_t(1) << 31))
    return deduction.fail("'factor' must be in [1, ", int64_t(1) << 31, "], got ", factor);
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return *x;
  }
  size_t rank = x->getShape().size();
  if (rank < 3)
    return deduction.fail("rank of 'x' must be at least 3, got ", rank);
  DimMath math(deduction.getContext());
  SmallVector<Dim> shape(x->getShape());
  Dim square = math.constant(factor * factor), &channels = shape[rank - 3];
  Dim rest = math.mod(channels, square);
  if (rest && rest.isConstant() && !rest.isConstant(0))
    return deduction.fail("number of channels must be divisible by 'factor' squared, got ", channels.str(), " and ",
                          factor * factor);
  if (!rest)
    deduction.addUnknownCondition();
  else if (!rest.isConstant())
    deduction.addCondition(rest, math.constant(0), "remainder of channels by 'factor' squared, and 0");
  channels = math.floorDiv(channels, square);
  for (Dim &dim : MutableArrayRef<Dim>(shape).take_back(2))
    dim = math.mul(dim, math.constant(factor));
  if (failed(math.check(deduction, "sizes of the result")))
    return failure();
  return x->cloneWithShape(shape);
}

FailureOr<RelaxTensor> BatchFlattenOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(x))
    return failure();
  if (!x->hasRank()) {
    deduction.addUnknownCondition();
    return x->cloneWithShape({Dim(), Dim()});
  }
  if (x->getShape().empty())
    return deduction.fail("rank of 'x' must be at least 1, got 0");
  FailureOr<Dim> count = elementCount(deduction, x->getShape().drop_front());
  if (failed(count))
    return failure();
  return x->cloneWithShape({x->getShape().front(), *count});
}

//===----------------------------------------------------------------------===//
// LayoutTransformOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> LayoutTransformOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(x))
    return failure();
  AffineMap map = adaptor.getIndexMap();
  FailureOr<LayoutMap> layout = LayoutMap::read(deduction, map);
  if (failed(layout))
    return failure();
  RelaxTensor result = *x;
  if (adaptor.getPadValue()) {
    FailureOr<RelaxTensor> value = getTensorOperand(deduction, adaptor.getPadValue(), "pad_value");
    if (failed(value) || failed(checkScalar(deduction, *value, "pad_value")))
      return failure();
    FailureOr<RelaxTensor> both = combineOperands(deduction, *x, *value, std::nullopt);
    if (failed(both))
      return failure();
    result = *both;
  }
  SmallVector<Dim> from(map.getNumDims());
  if (!x->hasRank())
    deduction.addUnknownCondition();
  else if (x->getShape().size() != map.getNumDims())
    return deduction.fail("'index_map' must have as many dimensions as 'x', got ", map.getNumDims(), " and ",
                          x->getShape().size());
  else
    from.assign(x->getShape().begin(), x->getShape().end());
  FailureOr<SmallVector<Dim>> shape = layout->getLayoutShape(deduction, from, adaptor.getPadValue() != nullptr);
  if (failed(shape))
    return failure();
  return result.cloneWithShape(*shape);
}
