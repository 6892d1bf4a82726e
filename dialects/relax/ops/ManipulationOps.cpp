//===- ManipulationOps.cpp - operators that move elements -----------------===//
//
// The rules and folders of operators that move elements.
//
//===----------------------------------------------------------------------===//

#include "dialects/relax/ops/ManipulationOps.h"

#include "dialects/relax/Registration.h"
#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/LaterUses.h"
#include "mlir/IR/OpImplementation.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace mlir::relax;
using RelaxTensor = mlir::relax::TensorType;

#define GET_OP_CLASSES
#include "dialects/relax/ops/ManipulationOps.cpp.inc"

void mlir::relax::registerManipulationOps(RelaxDialect *dialect) {
  dialect->addOperationFamily<
#define GET_OP_LIST
#include "dialects/relax/ops/ManipulationOps.cpp.inc"
      >();
}

/// The dimensions that a `!relax.shape` operand carries; nullopt when its rank
/// is unknown.
static FailureOr<std::optional<ArrayRef<Dim>>>
getShapeOperand(const Deduction &deduction, Value shape) {
  auto type = dyn_cast<ShapeType>(shape.getType());
  if (!type)
    return deduction.fail("'shape' must be a shape, got ", shape.getType());
  if (!type.hasRank())
    return std::optional<ArrayRef<Dim>>();
  return std::optional<ArrayRef<Dim>>(type.getShape());
}

/// Whether all dimensions of `type` are known: then a value of the same type
/// has the same shape.
static bool isFullyKnown(Type type) {
  auto tensor = cast<RelaxTensor>(type);
  return tensor.hasRank() && !llvm::is_contained(tensor.getShape(), Dim());
}

//===----------------------------------------------------------------------===//
// ReshapeOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> ReshapeOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  auto shape = getShapeOperand(deduction, adaptor.getShape());
  if (failed(type) || failed(shape))
    return failure();
  if (!*shape || !type->hasRank())
    deduction.addUnknownCondition();
  else if (failed(checkSameElementCount(deduction, type->getShape(), **shape)))
    return failure();
  return *shape ? type->cloneWithShape(**shape) : withoutRank(*type);
}

SmallVector<OpOperand *> ReshapeOp::getAliasedOperands(unsigned) {
  return {&getXMutable()};
}

OpFoldResult ReshapeOp::fold(FoldAdaptor) {
  if (isFullyKnown(getType()))
    return forwardOperand(*this, getX());
  return {};
}

//===----------------------------------------------------------------------===//
// FlattenOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> FlattenOp::deduceResult(Adaptor adaptor,
                                               Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type))
    return failure();
  if (!type->hasRank())
    return type->cloneWithShape({Dim()});
  FailureOr<Dim> count = elementCount(deduction, type->getShape());
  if (failed(count))
    return failure();
  return type->cloneWithShape({*count});
}

SmallVector<OpOperand *> FlattenOp::getAliasedOperands(unsigned) {
  return {&getXMutable()};
}

OpFoldResult FlattenOp::fold(FoldAdaptor) {
  // One dimension, known or not, stays what it is.
  auto type = cast<RelaxTensor>(getX().getType());
  if (type.hasRank() && type.getShape().size() == 1)
    return forwardOperand(*this, getX());
  return {};
}

//===----------------------------------------------------------------------===//
// PermuteDimsOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> PermuteDimsOp::deduceResult(Adaptor adaptor,
                                                   Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  if (failed(type))
    return failure();
  std::optional<ArrayRef<int64_t>> axes = adaptor.getAxes();
  if (!type->hasRank() && !axes)
    return *type;
  SmallVector<Dim> shape(type->hasRank() ? type->getShape().size()
                                         : axes->size());
  int64_t rank = shape.size();
  if (!type->hasRank())
    deduction.addUnknownCondition();
  else
    llvm::copy(type->getShape(), shape.begin());
  if (!axes)
    return type->cloneWithShape(llvm::to_vector(llvm::reverse(shape)));

  if (static_cast<int64_t>(axes->size()) != rank)
    return deduction.fail("'axes' must have one entry for each dimension, got ",
                          axes->size(), " for rank ", rank);
  FailureOr<SmallVector<int64_t>> normalized =
      normalizeAxes(deduction, *axes, rank);
  if (failed(normalized))
    return failure();
  return type->cloneWithShape(llvm::map_to_vector(
      *normalized, [&](int64_t axis) { return shape[axis]; }));
}

OpFoldResult PermuteDimsOp::fold(FoldAdaptor) {
  auto type = cast<RelaxTensor>(getX().getType());
  if (type != getType() || !type.hasRank())
    return {};
  int64_t rank = type.getShape().size();
  if (!getAxes())
    return rank <= 1 ? forwardOperand(*this, getX()) : OpFoldResult();
  for (auto [i, axis] : llvm::enumerate(*getAxes()))
    if ((axis < 0 ? axis + rank : axis) != static_cast<int64_t>(i))
      return {};
  return forwardOperand(*this, getX());
}

//===----------------------------------------------------------------------===//
// BroadcastToOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> BroadcastToOp::deduceResult(Adaptor adaptor,
                                                   Deduction &deduction) {
  FailureOr<RelaxTensor> type =
      getTensorOperand(deduction, adaptor.getX(), "x");
  auto shape = getShapeOperand(deduction, adaptor.getShape());
  if (failed(type) || failed(shape))
    return failure();
  if (!*shape || !type->hasRank())
    deduction.addUnknownCondition();
  else if (failed(checkBroadcastTo(deduction, type->getShape(), **shape)))
    return failure();
  return *shape ? type->cloneWithShape(**shape) : withoutRank(*type);
}

OpFoldResult BroadcastToOp::fold(FoldAdaptor) {
  if (isFullyKnown(getType()))
    return forwardOperand(*this, getX());
  return {};
}

//===----------------------------------------------------------------------===//
// ConcatOp
//===----------------------------------------------------------------------===//

FailureOr<RelaxTensor> ConcatOp::deduceResult(Adaptor adaptor,
                                              Deduction &deduction) {
  if (adaptor.getTensors().empty())
    return deduction.fail("there must be at least one tensor, got 0");
  SmallVector<RelaxTensor> types;
  RelaxTensor combined, ranked;
  for (Value tensor : adaptor.getTensors()) {
    FailureOr<RelaxTensor> type =
        getTensorOperand(deduction, tensor, "tensors");
    if (failed(type))
      return failure();
    types.push_back(*type);
    if (combined)
      type = combineOperands(deduction, combined, *type, std::nullopt);
    if (failed(type))
      return failure();
    combined = *type;
    if (!types.back().hasRank())
      continue;
    if (ranked && ranked.getShape().size() != types.back().getShape().size())
      return deduction.fail("ranks must be equal, got ",
                            ranked.getShape().size(), " and ",
                            types.back().getShape().size());
    if (!ranked)
      ranked = types.back();
  }
  if (!ranked) {
    deduction.addUnknownCondition();
    return withoutRank(combined);
  }

  int64_t rank = ranked.getShape().size();
  FailureOr<int64_t> axis = normalizeAxis(deduction, adaptor.getAxis(), rank);
  if (failed(axis))
    return failure();
  // A tensor of unknown rank has unknown dimensions, as many as the others.
  SmallVector<Dim> unknown(rank);
  SmallVector<ArrayRef<Dim>> shapes =
      llvm::map_to_vector(types, [&](RelaxTensor type) {
        return type.hasRank() ? type.getShape() : ArrayRef(unknown);
      });
  if (llvm::any_of(types, [](RelaxTensor type) { return !type.hasRank(); }))
    deduction.addUnknownCondition();
  FailureOr<SmallVector<Dim>> shape = concatShape(deduction, shapes, *axis);
  if (failed(shape))
    return failure();
  return combined.cloneWithShape(*shape);
}

OpFoldResult ConcatOp::fold(FoldAdaptor) {
  if (getTensors().size() == 1)
    return forwardOperand(*this, getTensors().front());
  return {};
}
