//===- OperatorSupport.h - what every operator shares -----------*- C++ -*-===//
//
// An operator states one thing: how the type of its result follows from its
// operands and attributes (`deduceResult`). Builders, the verifier, the shape
// conditions and speculatability all follow from that one rule, through the
// functions of this header, which the TableGen class `Relax_Operator` calls.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_OPERATORSUPPORT_H
#define DIALECTS_RELAX_OPS_OPERATORSUPPORT_H

#include "dialects/relax/RelaxTypes.h"
#include "dialects/relax/ops/ShapeDeduction.h"

#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir::relax {

//===----------------------------------------------------------------------===//
// Used by the rules
//===----------------------------------------------------------------------===//

/// The element types that an operator accepts; an unknown one is accepted by
/// all.
enum class ElementKind {
  /// Integers and floating-point numbers, not bool.
  Numeric,
  Float,
};

/// The type of an operand, an error if it is no tensor (builders and generic
/// code may pass anything).
FailureOr<TensorType> getTensorOperand(const Deduction &deduction,
                                       Value operand, StringRef name);

/// The expressions of `!sym.int` operands; null for one that is none (an error
/// was reported then, and the whole fails). `name` is that of the operand.
FailureOr<SmallVector<Dim>> getIntOperands(const Deduction &deduction,
                                           ValueRange operands, StringRef name);
FailureOr<Dim> getIntOperand(const Deduction &deduction, Value operand,
                             StringRef name);

/// Checks the element type of `type`.
LogicalResult checkElementKind(Deduction &deduction, TensorType type,
                               ElementKind kind);

/// What two element types that have to be equal say together; null when both
/// are unknown.
FailureOr<Type> unifyElementTypes(Deduction &deduction, Type lhs, Type rhs);

/// `like` with unknown rank.
TensorType withoutRank(TensorType like);

/// The tensor type of a result that combines two operands: equal element types
/// and devices, and the given shape (unknown rank without one).
FailureOr<TensorType> combineOperands(Deduction &deduction, TensorType lhs,
                                      TensorType rhs,
                                      std::optional<ArrayRef<Dim>> shape);

//===----------------------------------------------------------------------===//
// Used by Relax_Operator
//===----------------------------------------------------------------------===//

/// The rule of one operator, bound to its operands and attributes: appends the
/// types of all results.
using DeductionRule = llvm::function_ref<LogicalResult(
    Deduction &, SmallVectorImpl<TensorType> &)>;

/// Runs the rule for builders.
LogicalResult inferOperatorType(MLIRContext *context, StringRef opName,
                                std::optional<Location> loc, DeductionRule rule,
                                SmallVectorImpl<Type> &types);

/// Whether results of type `inferred` may be written as `written`: weaker, or
/// with dimensions that nobody can tell apart.
bool isCompatibleOperatorType(TypeRange inferred, TypeRange written);

/// Checks that the rule holds and that its answer allows the written result
/// type.
LogicalResult verifyOperator(Operation *op, DeductionRule rule);

/// Appends what remains to be checked at run time: by the rule, and because the
/// written type differs from its answer.
void collectOperatorConditions(Operation *op, DeductionRule rule,
                               SmallVectorImpl<ShapeCondition> &conditions);

/// Speculatable when nothing remains to be checked.
Speculation::Speculatability getOperatorSpeculatability(Operation *op,
                                                        DeductionRule rule);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_OPERATORSUPPORT_H
