//===- SymInterfaces.h - Where symbols come from ----------------*- C++ -*-===//

#ifndef DIALECTS_SYM_SYMINTERFACES_H
#define DIALECTS_SYM_SYMINTERFACES_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/OpDefinition.h"

namespace mlir::sym::detail {
/// The default of SymbolScopeOpInterface::getSizeSymbols.
SmallVector<StringAttr> getSizeSymbols(Operation *function);
} // namespace mlir::sym::detail

#include "dialects/sym/SymInterfaces.h.inc"

#endif // DIALECTS_SYM_SYMINTERFACES_H
