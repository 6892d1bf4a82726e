//===- OperandSyntax.h - operands of terminators ----------------*- C++ -*-===//
//
// Terminators are printed without types: their operands are defined above in
// the text. Types are read where they are written.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_RELAX_OPERANDSYNTAX_H
#define DIALECTS_RELAX_OPERANDSYNTAX_H

#include "dialects/sym/SymTypes.h"
#include "mlir/IR/OpImplementation.h"
#include "support/InferredOperand.h"

namespace mlir::relax {

/// `%a, %b`, or `%a, %b : type, type`.
inline ParseResult
parseInferredOperands(OpAsmParser &parser,
                      SmallVectorImpl<OpAsmParser::UnresolvedOperand> &operands,
                      SmallVectorImpl<Type> &types) {
  SMLoc loc = parser.getCurrentLocation();
  if (parser.parseOperandList(operands))
    return failure();
  if (succeeded(parser.parseOptionalColon())) {
    if (parser.parseTypeList(types))
      return failure();
    if (types.size() != operands.size())
      return parser.emitError(loc, "expected as many types as operands, got ")
             << types.size() << " and " << operands.size();
    return success();
  }
  SmallVector<Value> values;
  if (resolveInferredOperands(parser, operands, values))
    return failure();
  for (Value value : values)
    types.push_back(value.getType());
  return success();
}

/// One operand, with or without type.
inline ParseResult parseInferredOperand(OpAsmParser &parser,
                                        OpAsmParser::UnresolvedOperand &operand,
                                        Type &type) {
  if (parser.parseOperand(operand))
    return failure();
  if (succeeded(parser.parseOptionalColon()))
    return parser.parseType(type);
  Value value;
  if (resolveInferredOperand(parser, operand, value))
    return failure();
  type = value.getType();
  return success();
}

inline void printInferredOperands(OpAsmPrinter &printer, Operation *,
                                  OperandRange operands, TypeRange) {
  if (!operands.empty())
    printer << ' ' << operands;
}

inline void printInferredOperand(OpAsmPrinter &printer, Operation *,
                                 Value operand, Type) {
  printer << operand;
}

/// Names each result that is the value of a symbol after it: `%m` for
/// `!sym.int<m>`.
inline void nameSymbolResults(ResultRange results,
                              OpAsmSetValueNameFn setNameFn) {
  for (Value result : results)
    if (auto integer = dyn_cast<sym::IntType>(result.getType()))
      if (StringAttr name = integer.getExpr().getSymbolName())
        setNameFn(result, name.getValue());
}

} // namespace mlir::relax

#endif // DIALECTS_RELAX_OPERANDSYNTAX_H
