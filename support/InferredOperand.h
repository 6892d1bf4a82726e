//===- InferredOperand.h - Operands whose type the text leaves out --------===//
//
// Custom assembly may leave out the type of an operand when its definition stands above in the text, as in
// `tir.load %X[%i]` or `relax.return %r`. MLIR's parser knows that type but has no question for it; this file asks.
//
//===----------------------------------------------------------------------===//

#ifndef RELAX_MLIR_SUPPORT_INFERREDOPERAND_H
#define RELAX_MLIR_SUPPORT_INFERREDOPERAND_H

#include "mlir/IR/OpImplementation.h"

namespace mlir {

/// Resolves `operand` to the value that the text has defined above, whatever its type. An operand that is not defined
/// yet is an error: forward references need a written type.
ParseResult resolveInferredOperand(OpAsmParser &parser, const OpAsmParser::UnresolvedOperand &operand, Value &value);

/// The same for a list; values are appended.
ParseResult resolveInferredOperands(OpAsmParser &parser, ArrayRef<OpAsmParser::UnresolvedOperand> operands,
                                    SmallVectorImpl<Value> &values);

} // namespace mlir

#endif // RELAX_MLIR_SUPPORT_INFERREDOPERAND_H
