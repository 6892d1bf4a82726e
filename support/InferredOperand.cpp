//===- InferredOperand.cpp - Operands whose type the text leaves out ------===//
//
// The parser answers "which type has %x" only in the error it gives for a use with another type: the diagnostic
// carries both types as arguments. So the operand is resolved once with a type that no value of ours has, the diagnostic
// is caught, and its last type argument is the answer.
//
//===----------------------------------------------------------------------===//

#include "support/InferredOperand.h"

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"

using namespace mlir;

ParseResult mlir::resolveInferredOperand(OpAsmParser &parser, const OpAsmParser::UnresolvedOperand &operand,
                                         Value &value) {
  MLIRContext *context = parser.getContext();
  SmallVector<Value, 1> resolved;
  Type found;
  {
    ScopedDiagnosticHandler handler(context, [&](Diagnostic &diagnostic) {
      for (DiagnosticArgument &argument : diagnostic.getArguments())
        if (argument.getKind() == DiagnosticArgument::DiagnosticArgumentKind::Type)
          found = argument.getAsType();
      return success();
    });
    // A nested tuple that no dialect uses, so that the probe is of the value's own type only when somebody wants it.
    Type probe = TupleType::get(context, {NoneType::get(context), TupleType::get(context, {NoneType::get(context)})});
    (void)parser.resolveOperand(operand, probe, resolved);
  }
  if (!found)
    return parser.emitError(operand.location)
           << "'" << operand.name << "' must be defined before this use, whose type is taken from the definition";
  resolved.clear();
  if (parser.resolveOperand(operand, found, resolved))
    return failure();
  value = resolved.front();
  return success();
}

ParseResult mlir::resolveInferredOperands(OpAsmParser &parser, ArrayRef<OpAsmParser::UnresolvedOperand> operands,
                                          SmallVectorImpl<Value> &values) {
  for (const OpAsmParser::UnresolvedOperand &operand : operands) {
    Value value;
    if (resolveInferredOperand(parser, operand, value))
      return failure();
    values.push_back(value);
  }
  return success();
}
