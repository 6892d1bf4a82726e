//===- VisionOps.cpp - operators of object detection ----------------------===//
//
// The rules of operators on regions of images.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/VisionOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/DimMath.h"
#include "dialects/relax/ops/OperandChecks.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/VisionOps.cpp.inc"

void mlir::relax::registerVisionOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/VisionOps.cpp.inc"
      >();
}

/// What both operators require and give.
template <typename Adaptor>
static FailureOr<RelaxTensor> deduceRegions(Adaptor adaptor,
                                            Deduction &deduction) {
  ArrayRef<int64_t> pooled = adaptor.getPooledSize();
  if (pooled.size() != 2)
    return deduction.fail("'pooled_size' must have 2 entries, got ",
                          pooled.size());
  for (int64_t size : pooled)
    if (size < 1)
      return deduction.fail("entries of 'pooled_size' must be at least 1, got ",
                            size);
  MLIRContext *context = deduction.getContext();
  Dim batch, channels, height, width, regions,
      four = Dim::getConstant(context, 4);
  Dim *ofData[] = {&batch, &channels, &height, &width},
      *ofRois[] = {&regions, &four}, *ofIndices[] = {&regions};
  FailureOr<RelaxTensor> data = getOperandOfShape(
      deduction, adaptor.getData(), "data", ofData, {"", "", "", ""});
  FailureOr<RelaxTensor> rois =
      getOperandOfShape(deduction, adaptor.getRois(), "rois", ofRois,
                        {"", "number of coordinates"});
  if (failed(data) || failed(rois))
    return failure();
  FailureOr<RelaxTensor> indices =
      getOperandOfShape(deduction, adaptor.getBatchIndices(), "batch_indices",
                        ofIndices, {"dimension 0 of 'rois'"});
  if (failed(indices) ||
      failed(checkIntegerElements(deduction, *indices, "batch_indices")))
    return failure();
  FailureOr<RelaxTensor> result =
      combineOperands(deduction, *data, *rois, std::nullopt);
  if (succeeded(result))
    result = joinDevice(deduction, *result, *indices);
  if (failed(result) ||
      failed(checkElementKind(deduction, *result, ElementKind::Float)))
    return failure();
  for (auto [axis, dim] :
       {std::pair<int, Dim>(0, batch), {2, height}, {3, width}})
    if (failed(requireAtLeast(deduction, dim, 1,
                              "dimension " + Twine(axis) + " of 'data'")))
      return failure();
  return result->cloneWithShape({regions, channels,
                                 Dim::getConstant(context, pooled[0]),
                                 Dim::getConstant(context, pooled[1])});
}

FailureOr<RelaxTensor> RoiAlignOp::deduceResult(Adaptor adaptor,
                                                Deduction &deduction) {
  if (failed(checkOneOf(deduction, "mode", adaptor.getMode(), {"avg", "max"})))
    return failure();
  if (static_cast<int64_t>(adaptor.getSampleRatio()) < 0)
    return deduction.fail("'sample_ratio' must be at least 0, got ",
                          static_cast<int64_t>(adaptor.getSampleRatio()));
  return deduceRegions(adaptor, deduction);
}

FailureOr<RelaxTensor> RoiPoolOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  return deduceRegions(adaptor, deduction);
}

//===----------------------------------------------------------------------===//
// Detections
//===----------------------------------------------------------------------===//

LogicalResult
GetValidCountsOp::deduceResults(Adaptor adaptor, Deduction &deduction,
                                SmallVectorImpl<RelaxTensor> &types) {
  auto score = static_cast<int64_t>(adaptor.getScoreIndex()),
       id = static_cast<int64_t>(adaptor.getIdIndex());
  if (score < 0)
    return deduction.fail("'score_index' must be at least 0, got ", score);
  if (id < -1)
    return deduction.fail("'id_index' must be at least -1, got ", id);
  Dim batch, anchors, elements;
  Dim *ofData[] = {&batch, &anchors, &elements};
  FailureOr<RelaxTensor> data = getOperandOfShape(deduction, adaptor.getData(),
                                                  "data", ofData, {"", "", ""});
  if (failed(data) ||
      failed(checkElementKind(deduction, *data, ElementKind::Float)))
    return failure();
  DimMath math(deduction.getContext());
  for (auto [name, index] :
       {std::pair("'score_index'", score), {"'id_index'", id}})
    if (failed(requireAtMost(deduction, math.constant(index),
                             math.sub(elements, math.constant(1)), name)))
      return failure();
  Type i32 = IntegerType::get(deduction.getContext(), 32);
  types.append(
      {data->cloneWithShape({batch}).cloneWithElementType(i32),
       data->cloneWithShape({batch, anchors, elements}),
       data->cloneWithShape({batch, anchors}).cloneWithElementType(i32)});
  return success();
}

LogicalResult
MultiboxTransformLocOp::deduceResults(Adaptor adaptor, Deduction &deduction,
                                      SmallVectorImpl<RelaxTensor> &types) {
  if (adaptor.getVariances().size() != 4)
    return deduction.fail("'variances' must have 4 entries, got ",
                          adaptor.getVariances().size());
  DimMath math(deduction.getContext());
  Dim batch, classes, anchors, offsets, one = math.constant(1),
                                        four = math.constant(4);
  Dim *ofScores[] = {&batch, &classes, &anchors},
      *ofOffsets[] = {&batch, &offsets}, *ofAnchors[] = {&one, &anchors, &four};
  FailureOr<RelaxTensor> scores = getOperandOfShape(
      deduction, adaptor.getClsPred(), "cls_pred", ofScores, {"", "", ""});
  FailureOr<RelaxTensor> anchor = getOperandOfShape(
      deduction, adaptor.getAnchor(), "anchor", ofAnchors,
      {"1", "dimension 2 of 'cls_pred'", "number of coordinates"});
  if (failed(scores) || failed(anchor))
    return failure();
  // The product is known where the number of anchors is, not the reverse.
  offsets = math.mul(four, anchors);
  if (failed(math.check(deduction, "dimension 1 of 'loc_pred'")))
    return failure();
  FailureOr<RelaxTensor> offset = getOperandOfShape(
      deduction, adaptor.getLocPred(), "loc_pred", ofOffsets,
      {"dimension 0 of 'cls_pred'", "four times the number of anchors"});
  if (failed(offset))
    return failure();
  FailureOr<RelaxTensor> result =
      combineOperands(deduction, *scores, *offset, std::nullopt);
  if (succeeded(result))
    result = combineOperands(deduction, *result, *anchor, std::nullopt);
  if (failed(result) ||
      failed(checkElementKind(deduction, *result, ElementKind::Float)))
    return failure();
  types.append({result->cloneWithShape({batch, anchors, four}),
                result->cloneWithShape({batch, classes, anchors})});
  return success();
}
