//===- ReductionOps.cpp - operators that fold axes ------------------------===//
//
// One rule for all reductions; they differ in the element types. The position of
// a maximum has the shape of the maximum.
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

FailureOr<RelaxTensor> MinOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceReduction(deduction, adaptor.getX(), adaptor.getAxis(),
                         adaptor.getKeepdims(), ElementKind::Numeric);
}

FailureOr<RelaxTensor> ProdOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceReduction(deduction, adaptor.getX(), adaptor.getAxis(),
                         adaptor.getKeepdims(), ElementKind::Numeric);
}

FailureOr<RelaxTensor> VarianceOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceReduction(deduction, adaptor.getX(), adaptor.getAxis(),
                         adaptor.getKeepdims(), ElementKind::Float);
}

FailureOr<RelaxTensor> StdOp::deduceResult(Adaptor adaptor,
                                           Deduction &deduction) {
  return deduceReduction(deduction, adaptor.getX(), adaptor.getAxis(),
                         adaptor.getKeepdims(), ElementKind::Float);
}

static FailureOr<RelaxTensor> deducePosition(Deduction &deduction, Value x,
                                             std::optional<int64_t> axis,
                                             bool keepDims) {
  SmallVector<int64_t, 1> axes;
  if (axis)
    axes.push_back(*axis);
  FailureOr<RelaxTensor> type = deduceReduction(
      deduction, x,
      axis ? std::optional<ArrayRef<int64_t>>(axes) : std::nullopt, keepDims,
      ElementKind::Numeric);
  if (failed(type))
    return failure();
  return type->cloneWithElementType(
      IntegerType::get(deduction.getContext(), 64));
}

FailureOr<RelaxTensor> ArgmaxOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  return deducePosition(deduction, adaptor.getX(), adaptor.getAxis(),
                        adaptor.getKeepdims());
}

FailureOr<RelaxTensor> ArgminOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  return deducePosition(deduction, adaptor.getX(), adaptor.getAxis(),
                        adaptor.getKeepdims());
}

/// `x` summed to a shape that broadcasts to its own; without `hasRank` nothing is
/// known about that shape.
static FailureOr<RelaxTensor> deduceCollapsed(Deduction &deduction,
                                              RelaxTensor x, bool hasRank,
                                              ArrayRef<Dim> shape) {
  if (failed(checkElementKind(deduction, x, ElementKind::Numeric)))
    return failure();
  if (!x.hasRank() || !hasRank) {
    deduction.addUnknownCondition();
    return hasRank ? x.cloneWithShape(shape) : withoutRank(x);
  }
  if (shape.size() > x.getShape().size())
    return deduction.fail("rank of the result must be at most that of 'x', got ",
                          shape.size(), " and ", x.getShape().size());
  size_t lead = x.getShape().size() - shape.size();
  for (auto [axis, dim] : llvm::enumerate(shape)) {
    Dim from = x.getShape()[lead + axis];
    if (dim && from && dim.isConstant() && !dim.isConstant(1) &&
        sym::provablyDifferent(dim, from))
      return deduction.fail("dimension ", axis,
                            " of the result must be 1 or equal to dimension ",
                            lead + axis, " of 'x', got ", dim.str(), " and ",
                            from.str());
  }
  if (failed(checkBroadcastTo(deduction, shape, x.getShape())))
    return failure();
  return x.cloneWithShape(shape);
}

FailureOr<RelaxTensor> CollapseSumToOp::deduceResult(Adaptor adaptor,
                                                     Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  auto shape = dyn_cast<ShapeType>(adaptor.getShape().getType());
  if (failed(x))
    return failure();
  if (!shape)
    return deduction.fail("'shape' must be a shape, got ",
                          adaptor.getShape().getType());
  return deduceCollapsed(deduction, *x, shape.hasRank(),
                         shape.hasRank() ? shape.getShape() : ArrayRef<Dim>());
}

FailureOr<RelaxTensor> CollapseSumLikeOp::deduceResult(Adaptor adaptor,
                                                       Deduction &deduction) {
  FailureOr<RelaxTensor> x = getTensorOperand(deduction, adaptor.getX(), "x");
  FailureOr<RelaxTensor> like =
      getTensorOperand(deduction, adaptor.getLike(), "like");
  if (failed(x) || failed(like))
    return failure();
  return deduceCollapsed(deduction, *x, like->hasRank(),
                         like->hasRank() ? like->getShape() : ArrayRef<Dim>());
}
