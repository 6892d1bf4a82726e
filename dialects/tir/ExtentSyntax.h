//===- ExtentSyntax.h - text of bounds and indices --------------*- C++ -*-===//
//
// Shared by the operations of tir: a bound is a literal, an `index` or a `!sym.int`; operand types are not written.
// Private to the dialect.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_TIR_EXTENTSYNTAX_H
#define DIALECTS_TIR_EXTENTSYNTAX_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/OpImplementation.h"

namespace mlir::tir {

/// Parses a literal into `staticValue`, or an operand into `dynamic` with `staticValue` kDynamic.
ParseResult parseExtent(OpAsmParser &parser, SmallVectorImpl<Value> &dynamic, int64_t &staticValue);

/// Prints what parseExtent reads.
void printExtent(OpAsmPrinter &printer, OpFoldResult extent);

/// Parses `%buffer[%i, %j]`; the indices are of type `index`.
ParseResult parseAccess(OpAsmParser &parser, Value &buffer, SmallVectorImpl<Value> &indices);

/// Prints what parseAccess reads.
void printAccess(OpAsmPrinter &printer, Value buffer, ValueRange indices);

/// Merges literals and operands: the operand of each kDynamic, in order. Stops early when there are too few operands.
SmallVector<OpFoldResult> mixExtents(MLIRContext *context, ArrayRef<int64_t> statics, ValueRange dynamic);

/// Splits bounds into literals (kDynamic for operands) and operands.
void splitExtents(ArrayRef<OpFoldResult> mixed, SmallVectorImpl<int64_t> &statics, SmallVectorImpl<Value> &dynamic);

/// The number of kDynamic entries.
int64_t countDynamic(ArrayRef<int64_t> statics);

} // namespace mlir::tir

#endif // DIALECTS_TIR_EXTENTSYNTAX_H
