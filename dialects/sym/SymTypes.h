//===- SymTypes.h - Types of the sym dialect --------------------*- C++ -*-===//

#ifndef DIALECTS_SYM_SYMTYPES_H
#define DIALECTS_SYM_SYMTYPES_H

#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/BuiltinTypes.h"

#define GET_TYPEDEF_CLASSES
#include "dialects/sym/SymTypes.h.inc"

#endif // DIALECTS_SYM_SYMTYPES_H
