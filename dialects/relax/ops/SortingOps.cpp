//===- SortingOps.cpp - operators that order and pick --------------------------===//
//
// Rules of shapes; sizes that depend on values are unknown.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/SortingOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/DimMath.h"
#include "dialects/relax/ops/OperandChecks.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/SortingOps.cpp.inc"

void mlir::relax::registerSortingOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/SortingOps.cpp.inc"
      >();
}

static FailureOr<RelaxTensor> deduceSorted(Deduction &deduction, Value x, int64_t &axis) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, x, "x");
  if (failed(type))
    return failure();
  if (!type->hasRank()) {
    deduction.addUnknownCondition();
    return *type;
  }
  FailureOr<int64_t> normalized = normalizeAxis(deduction, axis, type->getRank());
  if (failed(normalized))
    return failure();
  axis = *normalized;
  return *type;
}

static LogicalResult checkPositionType(const Deduction &deduction, Type dtype) {
  if (!dtype.isSignlessInteger(32) && !dtype.isSignlessInteger(64))
    return deduction.fail("'dtype' must be i32 or i64, got ", dtype);
  return success();
}

/// Checks rank and element type of an operand, where known.
static LogicalResult checkOperand(Deduction &deduction, RelaxTensor type, StringRef name, int64_t rank, Type element) {
  if (type.hasRank() && type.getRank() != rank)
    return deduction.fail("rank of '", name, "' must be ", rank, ", got ", type.getRank());
  if (type.getElementType() && type.getElementType() != element)
    return deduction.fail("element type of '", name, "' must be ", element, ", got ", type.getElementType());
  if (!type.hasRank() || !type.getElementType())
    deduction.addUnknownCondition();
  return success();
}

static Dim getConstantDim(const Deduction &deduction, int64_t value) {
  return sym::ExprAttr::getConstant(deduction.getContext(), value);
}

static Type getI64(const Deduction &deduction) { return IntegerType::get(deduction.getContext(), 64); }

FailureOr<RelaxTensor> SortOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  int64_t axis = adaptor.getAxis();
  return deduceSorted(deduction, adaptor.getX(), axis);
}

FailureOr<RelaxTensor> ArgsortOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  int64_t axis = adaptor.getAxis();
  FailureOr<RelaxTensor> type = deduceSorted(deduction, adaptor.getX(), axis);
  if (failed(type) || failed(checkPositionType(deduction, adaptor.getDtype())))
    return failure();
  return type->cloneWithElementType(adaptor.getDtype());
}

LogicalResult TopkOp::deduceResults(Adaptor adaptor, Deduction &deduction, SmallVectorImpl<RelaxTensor> &types) {
  int64_t axis = adaptor.getAxis();
  FailureOr<RelaxTensor> type = deduceSorted(deduction, adaptor.getX(), axis);
  FailureOr<Dim> k = getIntOperand(deduction, adaptor.getK(), "k");
  if (failed(type) || failed(k) || failed(checkPositionType(deduction, adaptor.getDtype())))
    return failure();
  std::optional<int64_t> count = k->getConstantValue();
  if (count && *count < 0)
    return deduction.fail("'k' must not be negative, got ", *count);
  RelaxTensor values = *type;
  if (type->hasRank()) {
    SmallVector<Dim> shape(type->getShape());
    std::optional<int64_t> size = shape[axis] ? shape[axis].getConstantValue() : std::nullopt;
    if (count && size && *count > *size)
      return deduction.fail("'k' must not be larger than dimension ", axis, ", got ", *count, " and ", *size);
    if (shape[axis] != *k && !(count && size) &&
        (failed(requireAtLeast(deduction, *k, 0, "'k'")) ||
         failed(requireAtMost(deduction, *k, shape[axis], "'k'"))))
      return failure();
    shape[axis] = *k;
    values = type->cloneWithShape(shape);
  }
  types.push_back(values);
  types.push_back(values.cloneWithElementType(adaptor.getDtype()));
  return success();
}

LogicalResult UniqueOp::deduceResults(Adaptor adaptor, Deduction &deduction, SmallVectorImpl<RelaxTensor> &types) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type))
    return failure();
  RelaxTensor list = type->cloneWithShape({Dim()}), values = list, inverse = list;
  if (std::optional<int64_t> axis = adaptor.getAxis()) {
    int64_t normalized = *axis;
    FailureOr<RelaxTensor> sorted = deduceSorted(deduction, adaptor.getX(), normalized);
    if (failed(sorted))
      return failure();
    values = *sorted;
    if (sorted->hasRank()) {
      SmallVector<Dim> shape(sorted->getShape());
      inverse = list.cloneWithShape({shape[normalized]});
      shape[normalized] = Dim();
      values = sorted->cloneWithShape(shape);
    }
  } else if (type->hasRank()) {
    FailureOr<Dim> count = elementCount(deduction, type->getShape());
    if (failed(count))
      return failure();
    inverse = list.cloneWithShape({*count});
  }
  Type i64 = getI64(deduction);
  types.append({values, list.cloneWithElementType(i64), inverse.cloneWithElementType(i64), list.cloneWithElementType(i64)});
  return success();
}

FailureOr<RelaxTensor> NonzeroOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type))
    return failure();
  Dim rows = type->hasRank() ? getConstantDim(deduction, type->getRank()) : Dim();
  return type->cloneWithShape({rows, Dim()}).cloneWithElementType(getI64(deduction));
}

FailureOr<RelaxTensor> MultinomialFromUniformOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> prob = getTensorOperand(deduction, adaptor.getProb(), "prob");
  FailureOr<RelaxTensor> uniform = getTensorOperand(deduction, adaptor.getUniformSample(), "uniform_sample");
  FailureOr<RelaxTensor> indices = getTensorOperand(deduction, adaptor.getSampleIndices(), "sample_indices");
  if (failed(prob) || failed(uniform) || failed(indices))
    return failure();
  Type f32 = Float32Type::get(deduction.getContext());
  if (failed(checkOperand(deduction, *prob, "prob", 2, f32)) ||
      failed(checkOperand(deduction, *uniform, "uniform_sample", 2, f32)) ||
      failed(checkOperand(deduction, *indices, "sample_indices", 2, getI64(deduction))) ||
      failed(checkPositionType(deduction, adaptor.getDtype())))
    return failure();
  Dim one = getConstantDim(deduction, 1);
  SmallVector<Dim> shape{Dim(), one};
  for (RelaxTensor type : {*uniform, *indices}) {
    if (!type.hasRank())
      continue;
    FailureOr<Dim> rows = unifyDims(deduction, shape[0], type.getShape()[0], "numbers of samples");
    if (failed(rows) || failed(unifyDims(deduction, one, type.getShape()[1], "1 and numbers of columns of samples")))
      return failure();
    shape[0] = *rows;
  }
  // A sample needs a column that it can be.
  if (failed(requireIndexable(deduction, prob->hasRank() ? prob->getShape()[1] : Dim(), shape[0],
                              "dimension 1 of 'prob'")))
    return failure();
  return indices->cloneWithShape(shape).cloneWithElementType(adaptor.getDtype());
}

FailureOr<RelaxTensor> AllClassNonMaxSuppressionOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> boxes = getTensorOperand(deduction, adaptor.getBoxes(), "boxes");
  FailureOr<RelaxTensor> scores = getTensorOperand(deduction, adaptor.getScores(), "scores");
  if (failed(boxes) || failed(scores))
    return failure();
  Type f32 = Float32Type::get(deduction.getContext());
  if (failed(checkOperand(deduction, *boxes, "boxes", 3, f32)) ||
      failed(checkOperand(deduction, *scores, "scores", 3, f32)))
    return failure();
  std::tuple<Value, StringRef, Type> scalars[] = {
      {adaptor.getMaxOutputBoxesPerClass(), "max_output_boxes_per_class", getI64(deduction)},
      {adaptor.getIouThreshold(), "iou_threshold", f32},
      {adaptor.getScoreThreshold(), "score_threshold", f32}};
  for (auto &[operand, name, element] : scalars) {
    FailureOr<RelaxTensor> type = getTensorOperand(deduction, operand, name);
    if (failed(type))
      return failure();
    if (type->getElementType() && type->getElementType() != element)
      return deduction.fail("element type of '", name, "' must be ", element, ", got ", type->getElementType());
  }
  if (boxes->hasRank() &&
      failed(unifyDims(deduction, boxes->getShape()[2], getConstantDim(deduction, 4), "dimension 2 of 'boxes' and 4")))
    return failure();
  if (boxes->hasRank() && scores->hasRank() &&
      (failed(unifyDims(deduction, boxes->getShape()[0], scores->getShape()[0], "numbers of batches")) ||
       failed(unifyDims(deduction, boxes->getShape()[1], scores->getShape()[2], "numbers of boxes"))))
    return failure();
  return boxes->cloneWithShape({Dim(), getConstantDim(deduction, 3)}).cloneWithElementType(getI64(deduction));
}

LogicalResult NonMaxSuppressionOp::deduceResults(Adaptor adaptor, Deduction &deduction,
                                                 SmallVectorImpl<RelaxTensor> &types) {
  auto score = static_cast<int64_t>(adaptor.getScoreIndex()), id = static_cast<int64_t>(adaptor.getIdIndex()),
       corner = static_cast<int64_t>(adaptor.getCoordStart());
  std::tuple<StringRef, int64_t, int64_t> indices[] = {
      {"'score_index'", score, 0}, {"'id_index'", id, -1}, {"'coord_start'", corner, 0}};
  for (auto [name, index, least] : indices)
    if (index < least)
      return deduction.fail(name, " must be at least ", least, ", got ", index);
  if (double sigma = adaptor.getSoftNmsSigma().convertToDouble(); !(sigma >= 0))
    return deduction.fail("'soft_nms_sigma' must be at least 0, got ", sigma);
  Dim batch, anchors, elements;
  Dim *ofData[] = {&batch, &anchors, &elements}, *ofCounts[] = {&batch}, *ofPlaces[] = {&batch, &anchors};
  FailureOr<RelaxTensor> data = getOperandOfShape(deduction, adaptor.getData(), "data", ofData, {"", "", ""});
  if (failed(data))
    return failure();
  FailureOr<RelaxTensor> counts = getOperandOfShape(deduction, adaptor.getValidCount(), "valid_count", ofCounts,
                                                    {"dimension 0 of 'data'"});
  FailureOr<RelaxTensor> places = getOperandOfShape(deduction, adaptor.getIndices(), "indices", ofPlaces,
                                                    {"dimension 0 of 'data'", "dimension 1 of 'data'"});
  if (failed(counts) || failed(places))
    return failure();
  Type f32 = Float32Type::get(deduction.getContext()), i32 = IntegerType::get(deduction.getContext(), 32);
  if (failed(checkOperand(deduction, *data, "data", 3, f32)) ||
      failed(checkOperand(deduction, *counts, "valid_count", 1, i32)) ||
      failed(checkOperand(deduction, *places, "indices", 2, i32)))
    return failure();
  DimMath math(deduction.getContext());
  Dim one = math.constant(1), last = math.sub(elements, one);
  if (failed(requireAtMost(deduction, math.constant(score), last, "'score_index'")) ||
      failed(requireAtMost(deduction, math.constant(id), last, "'id_index'")) ||
      failed(requireAtMost(deduction, math.constant(corner), math.sub(elements, math.constant(4)), "'coord_start'")))
    return failure();
  types.append({data->cloneWithShape({batch, anchors, elements}).cloneWithElementType(f32),
                data->cloneWithShape({batch, anchors}).cloneWithElementType(i32),
                data->cloneWithShape({batch, one}).cloneWithElementType(i32)});
  return success();
}

LogicalResult MedianOp::deduceResults(Adaptor adaptor, Deduction &deduction, SmallVectorImpl<RelaxTensor> &types) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type))
    return failure();
  RelaxTensor values = *type;
  if (std::optional<int64_t> axis = adaptor.getAxis()) {
    int64_t normalized = *axis;
    if (failed(deduceSorted(deduction, adaptor.getX(), normalized)))
      return failure();
    if (type->hasRank()) {
      Dim size = type->getShape()[normalized];
      if (failed(requireAtLeast(deduction, size, 1, "dimension " + Twine(normalized) + " of 'x'")))
        return failure();
      values = type->cloneWithShape(reducedShape(deduction, type->getShape(), {normalized}, adaptor.getKeepdims()));
    }
  } else {
    FailureOr<Dim> count = type->hasRank() ? elementCount(deduction, type->getShape()) : Dim();
    if (failed(count) || failed(requireAtLeast(deduction, *count, 1, "number of elements")))
      return failure();
    if (!adaptor.getKeepdims())
      values = type->cloneWithShape({});
    else if (type->hasRank())
      values = type->cloneWithShape(SmallVector<Dim>(type->getRank(), getConstantDim(deduction, 1)));
  }
  types.append({values, values.cloneWithElementType(getI64(deduction))});
  return success();
}
