//===- LossOps.cpp - how far predictions are from the truth ---------------===//
//
// The rules of losses.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/LossOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/OperandChecks.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/LossOps.cpp.inc"

void mlir::relax::registerLossOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/LossOps.cpp.inc"
      >();
}

FailureOr<RelaxTensor>
CrossEntropyWithLogitsOp::deduceResult(Adaptor adaptor, Deduction &deduction) {
  FailureOr<RelaxTensor> predictions =
      getTensorOperand(deduction, adaptor.getPredictions(), "predictions");
  FailureOr<RelaxTensor> labels =
      getTensorOperand(deduction, adaptor.getLabels(), "labels");
  if (failed(predictions) || failed(labels))
    return failure();
  for (auto [name, type] :
       {std::pair<StringRef, RelaxTensor>("predictions", *predictions),
        {"labels", *labels}})
    if (type.hasRank() && type.getShape().size() != 1 &&
        type.getShape().size() != 2)
      return deduction.fail("rank of '", name, "' must be 1 or 2, got ",
                            type.getShape().size());
  FailureOr<RelaxTensor> result =
      combineOperands(deduction, *predictions, *labels, std::nullopt);
  if (failed(result) ||
      failed(checkElementKind(deduction, *result, ElementKind::Float)))
    return failure();
  if (!predictions->hasRank() || !labels->hasRank()) {
    deduction.addUnknownCondition();
    return result->cloneWithShape({});
  }
  if (predictions->getShape().size() != labels->getShape().size())
    return deduction.fail("ranks of 'predictions' and 'labels' must be equal, "
                          "got ",
                          predictions->getShape().size(), " and ",
                          labels->getShape().size());
  for (auto [axis, dims] : llvm::enumerate(
           llvm::zip_equal(predictions->getShape(), labels->getShape())))
    if (failed(unifyDims(deduction, std::get<0>(dims), std::get<1>(dims),
                         "dimension " + Twine(axis) +
                             " of 'predictions' and of 'labels'")))
      return failure();
  return result->cloneWithShape({});
}

FailureOr<RelaxTensor> NllLossOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  FailureOr<RelaxTensor> predictions =
      getTensorOperand(deduction, adaptor.getPredictions(), "predictions");
  FailureOr<RelaxTensor> targets =
      getTensorOperand(deduction, adaptor.getTargets(), "targets");
  if (failed(predictions) || failed(targets) ||
      failed(checkIntegerElements(deduction, *targets, "targets")) ||
      failed(checkOneOf(deduction, "reduction", adaptor.getReduction(),
                        {"none", "sum", "mean"})))
    return failure();
  FailureOr<RelaxTensor> result = *predictions;
  std::optional<RelaxTensor> weights;
  if (adaptor.getWeights()) {
    FailureOr<RelaxTensor> type =
        getTensorOperand(deduction, adaptor.getWeights(), "weights");
    if (failed(type))
      return failure();
    weights = *type;
    result = combineOperands(deduction, *result, *type, std::nullopt);
    if (failed(result))
      return failure();
    if (!type->hasRank())
      deduction.addUnknownCondition();
    else if (type->getShape().size() != 1)
      return deduction.fail("rank of 'weights' must be 1, got ",
                            type->getShape().size());
  }
  result = joinDevice(deduction, *result, *targets);
  if (failed(result) ||
      failed(checkElementKind(deduction, *result, ElementKind::Float)))
    return failure();
  bool isScalar = adaptor.getReduction() != "none";
  if (predictions->hasRank() && predictions->getShape().empty())
    return deduction.fail("rank of 'predictions' must be at least 1, got 0");
  if (!predictions->hasRank()) {
    deduction.addUnknownCondition();
    if (isScalar)
      return result->cloneWithShape({});
    return targets->hasRank() ? result->cloneWithShape(targets->getShape())
                              : withoutRank(*result);
  }
  SmallVector<Dim> shape(predictions->getShape());
  size_t axis = shape.size() == 1 ? 0 : 1;
  Dim classes = shape[axis];
  shape.erase(shape.begin() + axis);
  if (weights && weights->hasRank() &&
      failed(unifyDims(deduction, weights->getShape()[0], classes,
                       "dimension 0 of 'weights' and number of classes")))
    return failure();
  if (!targets->hasRank()) {
    deduction.addUnknownCondition();
  } else {
    if (targets->getShape().size() != shape.size())
      return deduction.fail("rank of 'targets' must be ", shape.size(),
                            ", got ", targets->getShape().size());
    for (auto [i, dim] : llvm::enumerate(targets->getShape())) {
      FailureOr<Dim> both =
          unifyDims(deduction, dim, shape[i],
                    "dimension " + Twine(i) +
                        " of 'targets' and of 'predictions' without classes");
      if (failed(both))
        return failure();
      shape[i] = *both;
    }
  }
  return result->cloneWithShape(isScalar ? ArrayRef<Dim>() : shape);
}
