//===- EinsumOps.h - sums of products by letters -*- C++ -*-===//
//
// The op classes generated from EinsumOps.td.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPS_EINSUMOPS_H
#define DIALECTS_RELAX_OPS_EINSUMOPS_H

#include "dialects/relax/RelaxDialect.h"
#include "dialects/relax/ops/OperatorSupport.h"

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#define GET_OP_CLASSES
#include "dialects/relax/ops/EinsumOps.h.inc"

namespace mlir::relax {

/// What the subscripts of `relax.einsum` say, with every label a number.
struct EinsumPlan {
  /// For each operand the label of each dimension. Dimensions under an ellipsis have labels of their own, shared by all
  /// operands (aligned at the last one), and broadcast.
  SmallVector<SmallVector<unsigned>> operands;
  /// The labels of the result, in order; all different.
  SmallVector<unsigned> result;
  /// The labels that are summed over: all others, in order of occurrence.
  SmallVector<unsigned> summed;
  unsigned numLabels = 0;
  /// The labels [0, numBroadcast) are those of the ellipsis.
  unsigned numBroadcast = 0;
};

/// Parses `ij,jk->ik` for operands of the given ranks. Blanks are ignored; without an arrow the result has the dimensions of
/// the ellipsis and then the letters that occur once, in alphabetical order. Fails, with the error given to `deduction`,
/// where the subscripts are malformed or do not fit the ranks.
FailureOr<EinsumPlan> parseEinsum(const Deduction &deduction, StringRef subscripts, ArrayRef<int64_t> ranks);

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPS_EINSUMOPS_H
