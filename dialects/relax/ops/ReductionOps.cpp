//===- ReductionOps.cpp - operators that fold axes ------------------------===//
//
// One rule for all reductions; they differ in the element types.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ReductionOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/Sequence.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ReductionOps.cpp.inc"

void mlir::relax::registerReductionOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ReductionOps.cpp.inc"
      >();
}

static FailureOr<RelaxTensor>
deduceReduction(Deduction &deduction, Value x,
                std::optional<ArrayRef<int64_t>> axes, bool keepDims,
                ElementKind kind) {
  FailureOr<RelaxTensor> type = getTensorOperand(deduction, x, "x");
  if (failed(type) || failed(checkElementKind(deduction, *type, kind)))
    return failure();
  if (!type->hasRank()) {
    if (!axes && !keepDims)
      return type->cloneWithShape({});
    if (axes)
      deduction.addUnknownCondition();
    return *type;
  }
  int64_t rank = type->getShape().size();
  SmallVector<int64_t> reduced = llvm::to_vector(llvm::seq<int64_t>(0, rank));
  if (axes) {
    FailureOr<SmallVector<int64_t>> normalized =
        normalizeAxes(deduction, *axes, rank);
    if (failed(normalized))
      return failure();
    reduced = std::move(*normalized);
  }
  return type->cloneWithShape(
      reducedShape(deduction, type->getShape(), reduced, keepDims));
}

FailureOr<RelaxTensor> SumOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceReduction(deduction, adaptor.getX(), adaptor.getAxis(),
                         adaptor.getKeepdims(), ElementKind::Numeric);
}

FailureOr<RelaxTensor> MaxOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceReduction(deduction, adaptor.getX(), adaptor.getAxis(),
                         adaptor.getKeepdims(), ElementKind::Numeric);
}

FailureOr<RelaxTensor> MeanOp::deduceResult(Adaptor adaptor,
                                            Deduction &deduction) {
  return deduceReduction(deduction, adaptor.getX(), adaptor.getAxis(),
                         adaptor.getKeepdims(), ElementKind::Float);
}
