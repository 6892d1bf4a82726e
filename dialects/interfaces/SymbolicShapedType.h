//===- SymbolicShapedType.h - types with a symbolic shape -------*- C++ -*-===//
//
// One question that shape code asks of types of several dialects: which shape
// and element type?
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_INTERFACES_SYMBOLICSHAPEDTYPE_H
#define DIALECTS_INTERFACES_SYMBOLICSHAPEDTYPE_H

#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/Types.h"

#include "dialects/interfaces/SymbolicShapedType.h.inc"

namespace mlir::relax {

/// Lets the builtin `memref` answer SymbolicShapedTypeInterface: static
/// dimensions are constants, dynamic ones unknown.
void registerMemRefShapedTypeModel(DialectRegistry &registry);

} // namespace mlir::relax

#endif // DIALECTS_INTERFACES_SYMBOLICSHAPEDTYPE_H
