//===- TIRTypes.h - types and enums of tir ----------------------*- C++ -*-===//
//
// The buffer type and the enums of loop and iteration kinds.
//
//===----------------------------------------------------------------------===//

#ifndef DIALECTS_TIR_TIRTYPES_H
#define DIALECTS_TIR_TIRTYPES_H

#include "dialects/interfaces/SymbolicShapedType.h"
#include "dialects/sym/SymAttrs.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"

#include "dialects/tir/TIRDialect.h.inc"
#include "dialects/tir/TIREnums.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialects/tir/TIRAttrs.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/tir/TIRTypes.h.inc"

#endif // DIALECTS_TIR_TIRTYPES_H
