//===- ElementwiseModels.h - one kernel for many operators ------*- C++ -*-===//
//
// The models of operators that differ in nothing but the function of elements. Private to this folder.
//
//===----------------------------------------------------------------------===//

#ifndef CONVERSION_RELAX_TO_TIR_ELEMENTWISEMODELS_H
#define CONVERSION_RELAX_TO_TIR_ELEMENTWISEMODELS_H

#include "conversion/relax_to_tir/LegalizationSupport.h"

namespace mlir::relax {

/// Emits the element of the result of `op` for those of its operands, all in the type in which one computes.
/// `isUnsigned` says how integers are read.
using ElementEmitter = Value (*)(Operation *op, tir::ScalarBuilder &scalars, ArrayRef<Value> operands, bool isUnsigned);

/// One block over the result, to which all operands of `op` (tensors) are broadcast.
LogicalResult legalizeElementwise(Operation *op, LegalizeContext &context, ElementEmitter emit);

template <typename OpTy, ElementEmitter emit>
struct ElementwiseModel : LegalizeToTIROpInterface::ExternalModel<ElementwiseModel<OpTy, emit>, OpTy> {
  LogicalResult legalizeToTIR(Operation *op, LegalizeContext &context) const {
    return legalizeElementwise(op, context, emit);
  }
};

/// The emitter of a unary operation of another dialect.
template <typename ScalarOp>
Value emitUnaryAs(Operation *, tir::ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return ScalarOp::create(scalars.getBuilder(), scalars.getLoc(), operands[0]);
}

/// The same with two operands.
template <typename ScalarOp>
Value emitBinaryAs(Operation *, tir::ScalarBuilder &scalars, ArrayRef<Value> operands, bool) {
  return ScalarOp::create(scalars.getBuilder(), scalars.getLoc(), operands[0], operands[1]);
}

template <typename OpTy, ElementEmitter emit>
void attachElementwise(MLIRContext *context) {
  OpTy::template attachInterface<ElementwiseModel<OpTy, emit>>(*context);
}

//===----------------------------------------------------------------------===//
// Scalar code
//===----------------------------------------------------------------------===//

/// Comparisons of numbers of one type; false where either is NaN, except for `ne`.
enum class Order { eq, ne, lt, le, gt, ge };
Value compare(tir::ScalarBuilder &scalars, Order order, Value lhs, Value rhs, bool isUnsigned = false);
Value select(tir::ScalarBuilder &scalars, Value condition, Value ifTrue, Value ifFalse);
/// The smaller one; NaN wins.
Value minimum(tir::ScalarBuilder &scalars, Value lhs, Value rhs, bool isUnsigned = false);
Value negate(tir::ScalarBuilder &scalars, Value x);

} // namespace mlir::relax

#endif // CONVERSION_RELAX_TO_TIR_ELEMENTWISEMODELS_H
